import { compile } from './engine';
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
    expect(compile('{{lookup this "constructor"}}', 'text')({})).toBe('');
  });
});
