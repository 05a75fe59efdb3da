import { KINDS } from '../domain/kinds';
import { compileTemplate } from '../rendering/compiled-template';
import { requireSoundTemplate } from '../use-cases/require-sound-template';
import { sampleContext } from '../use-cases/sample-context';
import { builtInOf, templateCatalogue } from './catalogue';
import { findMisfits } from './require-fit';

const cases = templateCatalogue.map((template) => [template.key, template] as const);

describe('the built-in templates', () => {
  it('are there for every kind of notification', () => {
    expect(templateCatalogue.map(({ key }) => key).sort()).toEqual([...KINDS].sort());
    expect(builtInOf('welcome').subject).toBe('Welcome to Sidecart');
  });

  it.each(cases)('have an example for %s that fits what it declares', (_key, template) => {
    expect(findMisfits(template, template.sample)).toEqual([]);
  });

  it.each(cases)('fill in %s with no more than what it declares', (_key, template) => {
    const { subject, text, html, short } = compileTemplate(template);
    expect(subject(template.sample)).toMatch(/^\S.{5,100}$/);
    expect(short(template.sample)).toMatch(/^\S.{5,160}$/);
    const context = sampleContext(template, 'https://shop.example');
    for (const rendered of [text(context), html(context)]) {
      expect(rendered).toContain('Hello Carla,');
      expect(rendered).not.toMatch(/[{}]{2}|undefined|\[object|NaN/);
    }
  });

  it.each(cases)('keep for %s to the rules that the staff’s have to keep to', (key, template) => {
    expect(() => requireSoundTemplate(template, key)).not.toThrow();
  });

  it('tell what does not fit', () => {
    expect(findMisfits(builtInOf('order-delivered'), { orderId: 'x', orderNumber: 1 })).toMatchObject([
      { pointer: '/orderId' },
      { pointer: '/orderNumber' },
    ]);
  });
});
