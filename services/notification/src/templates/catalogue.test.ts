import { KINDS } from '../domain/kinds';
import { compileTemplate } from '../rendering/compiled-template';
import { templateCatalogue } from './catalogue';

const orderId = '018f3b5e-0000-7000-8000-000000000001';
const money = { amountMinor: 1_250, currency: 'EUR' };

/** One value for each name that any template keeps. */
const values: Record<string, unknown> = {
  orderId,
  resetId: orderId,
  orderNumber: 'SC-1',
  total: money,
  amount: money,
  refundedTotal: money,
  lines: [{ name: 'Lamp', quantity: 1, totalMinor: 1_250 }],
  reason: 'customer-request',
  carrier: 'DHL',
  trackingNumber: 'JD014600',
};

const sentWith = {
  recipient: { name: 'Carla' },
  shopUrl: 'https://shop.example',
  reset: { token: 'rt_1', expiresAt: '2026-03-01T14:05:00.000Z' },
};

describe('the templates', () => {
  it('are there for every kind of notification', () => {
    expect(templateCatalogue.map(({ key }) => key).sort()).toEqual([...KINDS].sort());
  });

  it.each(templateCatalogue.map((template) => [template.key, template] as const))(
    'fill in %s with no more than what it declares',
    (_key, template) => {
      const names = Object.keys(template.variables.properties);
      const variables = Object.fromEntries(names.map((name) => [name, values[name]]));
      const { subject, text, html } = compileTemplate(template);
      expect(subject(variables)).toMatch(/^\S.{5,100}$/);
      for (const rendered of [text({ ...variables, ...sentWith }), html({ ...variables, ...sentWith })]) {
        expect(rendered).toContain('Hello Carla,');
        expect(rendered).not.toMatch(/[{}]{2}|undefined|\[object|NaN/);
      }
    },
  );
});
