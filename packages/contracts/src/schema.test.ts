import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { CloudEvent, Money, MAX_AMOUNT_MINOR, Problem, StrictObject, StringEnum, TextLine, Uuid } from '.';

const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false }));
const fits = (schema: object, value: unknown) => ajv.compile(schema)(value);

describe('what is on the wire', () => {
  it.each([0, 1, MAX_AMOUNT_MINOR])('an amount may be %s', (amountMinor) => {
    expect(fits(Money, { amountMinor, currency: 'EUR' })).toBe(true);
  });

  it.each([-1, 0.5, MAX_AMOUNT_MINOR + 1, '1', null, Infinity])('an amount cannot be %s', (amountMinor) => {
    expect(fits(Money, { amountMinor, currency: 'EUR' })).toBe(false);
  });

  it.each(['eur', 'EURO', 'E', '', '€'])('a currency cannot be %s', (currency) => {
    expect(fits(Money, { amountMinor: 1, currency })).toBe(false);
  });

  it('an object of a client has no member that is not declared', () => {
    const schema = StrictObject({ id: Uuid, state: StringEnum(['a', 'b']) });
    const value = { id: '0190d4a0-0000-7000-8000-000000000000', state: 'a' };
    expect(fits(schema, value)).toBe(true);
    expect(fits(schema, { ...value, more: 1 })).toBe(false);
    expect(fits(schema, { ...value, state: 'c' })).toBe(false);
  });

  it.each(['a', 'Åsa Öberg', '  spaces around  ', '你好', '👋 hello', 'a'.repeat(20)])(
    'a line may be "%s"',
    (text) => {
      expect(fits(TextLine(20, 'A line.'), text)).toBe(true);
    },
  );

  it.each(['', ' ', '   ', 'a\nb', 'a\tb', '\u0000', 'a\u007f', '\u00a0', 'a'.repeat(21)])(
    'a line cannot be %j',
    (text) => {
      expect(fits(TextLine(20, 'A line.'), text)).toBe(false);
    },
  );

  it('a line is checked in linear time', () => {
    const check = ajv.compile(TextLine(20, 'A line.'));
    const startedAt = performance.now();
    for (const text of [' '.repeat(200_000), ' a'.repeat(100_000), `${' '.repeat(200_000)}\n`]) check(text);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('a problem has its status and code, an event its id', () => {
    expect(fits(Problem, { type: '/problems/x', title: 'X', status: 400, code: 'x', detail: 'X.' })).toBe(
      true,
    );
    expect(fits(Problem, { type: '/problems/x', title: 'X' })).toBe(false);
    const event = {
      specversion: '1.0',
      id: '0190d4a0-0000-7000-8000-000000000000',
      type: 'a',
      source: 'b',
      data: {},
    };
    expect(fits(CloudEvent, { ...event, topic: 'x' })).toBe(true);
    expect(fits(CloudEvent, { ...event, id: 'x' })).toBe(false);
    expect(fits(CloudEvent, { ...event, specversion: '0.3' })).toBe(false);
  });
});
