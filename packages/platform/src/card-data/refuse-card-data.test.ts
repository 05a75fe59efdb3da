import type { DomainError } from '../errors';
import { findCardNumbers } from './card-number';
import { refuseCardData } from './refuse-card-data';

const RULE = { exceptMembers: ['trackingNumber'] };
const NUMBER = '4242424242424242';

function refusalOf(body: unknown): DomainError {
  try {
    refuseCardData({ body }, RULE);
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('It was not refused');
}

describe('refuseCardData', () => {
  it.each<[unknown, string]>([
    [{ note: NUMBER }, '#/note'],
    [{ note: `my card is 4242 4242-4242 4242, thanks` }, '#/note'],
    [{ note: Number(NUMBER) }, '#/note'],
    [{ lines: [{ text: 'x' }, { text: NUMBER }] }, '#/lines/1/text'],
    [{ cvv: '' }, '#/cvv'],
    [{ card: { Security_Code: '123' } }, '#/card/Security_Code'],
    [{ card: { 'card-number': 'none' } }, '#/card/card-number'],
    [{ note: 'cvc: 123' }, '#/note'],
    [{ [NUMBER]: 'as a name' }, '#/…'],
    [{ a: { [`x ${NUMBER}`]: 1 } }, '#/a/…'],
    [[[[NUMBER]]], '#/0/0/0'],
    [NUMBER, '#'],
  ])('refuses %j, names the place and repeats nothing', (body, pointer) => {
    const refusal = refusalOf(body);
    expect(refusal).toMatchObject({ kind: 'malformed', code: 'card-data-refused' });
    expect(refusal.details.errors).toMatchObject([{ in: 'body', pointer }]);
    expect(JSON.stringify([refusal.message, refusal.details])).not.toMatch(/4242|123/);
  });

  it.each<unknown>([
    { note: 'Leave it at the door, 3rd floor.' },
    { trackingNumber: NUMBER },
    { id: '42424242-4242-4242-8242-424242424242' },
    { amountMinor: 424_242_424_242 },
    { note: 'ask for the cv of 2024' },
    undefined,
    null,
  ])('lets %j pass', (body) => expect(() => refuseCardData({ body }, RULE)).not.toThrow());

  it('names the parameter of a path, a query or a header', () => {
    const sent = { path: { id: NUMBER }, query: { q: NUMBER }, header: { 'Idempotency-Key': NUMBER } };
    expect(() => refuseCardData(sent, RULE)).toThrow(
      expect.objectContaining({
        details: {
          errors: [
            { in: 'path', pointer: 'id', detail: 'looks like a card number' },
            { in: 'query', pointer: 'q', detail: 'looks like a card number' },
            { in: 'header', pointer: 'Idempotency-Key', detail: 'looks like a card number' },
          ],
        },
      }),
    );
  });

  it('takes no time for what is nested without end', () => {
    const depth = 40_000;
    const deep: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(() => refuseCardData({ body: deep }, RULE)).not.toThrow();
  });
});

describe('findCardNumbers', () => {
  it.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '378282246310005',
    '5555555555554444',
    '2223003122003222',
    '6011111111111117',
    '3056930009020004',
    '3566002020360505',
    '6205500000000000004',
    '4222222222222',
  ])('finds %s in a text', (number) => {
    expect(findCardNumbers(`{"note":"card ${number}, please"}`)).toEqual([number]);
  });

  it.each([
    // A time in ms and in µs, UUIDs, digests, decimals, and a number that no card begins with.
    '1732438800004',
    '1732438800000008',
    '42424242-4242-4242-8242-424242424242',
    'x4242424242424242',
    '4242424242424242a',
    '0.4242424242424242',
    '9999999999999995',
    '4242424242424241',
  ])('finds none in %s', (text) => expect(findCardNumbers(` ${text} `)).toEqual([]));
});
