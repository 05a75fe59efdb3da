import { compileTemplate } from './compiled-template';
import { compile } from './engine';
import { formatDate } from './format-date';
import { formatMoney } from './format-money';
import { greetingName } from './greeting-name';

describe('formatMoney', () => {
  it.each([
    [0, 'EUR', '€0.00'],
    [5, 'USD', '$0.05'],
    [1_250, 'EUR', '€12.50'],
    [1_250, 'JPY', '¥1,250'],
    [1_250, 'KWD', 'KWD 1.250'],
    [999_999_999_999, 'EUR', '€9,999,999,999.99'],
  ])('writes %i %s as %s', (amountMinor, currency, text) => {
    expect(formatMoney(amountMinor, currency).replaceAll('\u00a0', ' ')).toBe(text);
  });
});

describe('formatDate', () => {
  it.each([
    ['UTC', '1 July 2026 at 14:05 UTC'],
    ['Europe/Berlin', '1 July 2026 at 16:05 CEST'],
    ['Asia/Kathmandu', '1 July 2026 at 19:50 GMT+5:45'],
  ])('writes a moment by the clocks of %s', (timeZone, text) => {
    expect(formatDate('2026-07-01T14:05:00.000Z', timeZone)).toBe(text);
  });
});

describe('greetingName', () => {
  it.each(['Carla Customer', 'Dr. Eva Müller', 'J.R. Ewing', '王小明', "Conan O'Brien"])(
    'greets %s',
    (name) => expect(greetingName(name)).toBe(name),
  );

  it.each([
    '',
    '   ',
    'see http://evil.example',
    'evil.example',
    'write to me@evil.example',
    '<b>Win</b>',
    'Win '.repeat(30),
  ])('greets nobody as "%s"', (name) => expect(greetingName(name)).toBe('there'));

  it('puts a name on one line', () => expect(greetingName(' Carla\r\n\tCustomer ')).toBe('Carla Customer'));
});

describe('a template', () => {
  it('escapes values in HTML, and leaves them alone in text', () => {
    const value = { name: `<script>"&'` };
    expect(compile('{{name}}', 'html')(value)).toBe('&lt;script&gt;&quot;&amp;&#x27;');
    expect(compile('{{name}}', 'text')(value)).toBe(value.name);
  });

  it('cannot be filled in without all it asks for', () => {
    expect(() => compile('{{name}}', 'text')({})).toThrow(/name/);
    for (const helper of ['money amount currency', 'date at', 'eq reason "x"']) {
      expect(() => compile(`{{${helper}}}`, 'text')({})).toThrow(/lacks/);
    }
  });

  it('reaches nothing but its values', () => {
    expect(() => compile('{{constructor.name}}', 'text')({})).toThrow();
    for (const call of ['lookup this "constructor"', 'log "x"']) {
      expect(() => compile(`{{${call}}}`, 'text')({})).toThrow();
    }
  });

  it('has its subject and short text on one line, whatever it is filled in with', () => {
    const template = compileTemplate({ subject: 'For {{name}}', short: '{{name}}', text: 'x', html: 'x' });
    const name = 'Carla\r\nBcc: victim@evil.example\u2028x\u0000';
    expect(template.subject({ name })).toBe('For Carla Bcc: victim@evil.example x');
    expect(template.short({ name: 'x'.repeat(1_000) })).toHaveLength(240);
  });
});
