import { DriverException } from '@mikro-orm/core';
import { describeError } from './describe-error';

const databaseError = (fields: object, message: string) =>
  new DriverException(Object.assign(new Error(message), fields));

describe('the description of an error', () => {
  it('has its name, message, code, stack and cause', () => {
    const cause = new Error('why');
    const error = Object.assign(new TypeError('what', { cause }), { code: 'E1' });
    const description = describeError(error);
    expect(description).toMatchObject({ name: 'TypeError', message: 'what', code: 'E1', cause });
    expect(description.stack).toMatch(/^TypeError: what\n {4}at /);
  });

  it.each([
    [
      { code: '23505', detail: 'Key (email)=(a - b@c.d) already exists.' },
      'insert into x values (\'hunter2 - \n - detail: y\') - duplicate key value violates unique constraint "u"\n - detail: Key (email)=(a - b@c.d) already exists.',
      'duplicate key value violates unique constraint "u"',
    ],
    [
      { code: '22P02' },
      'select \'hunter2\'::uuid - invalid input syntax for type uuid: "hunter2"',
      'invalid input syntax for type uuid: "…"',
    ],
    [
      {},
      "select 'hunter2' - Client has encountered a connection error and is not queryable",
      'Client has encountered a connection error and is not queryable',
    ],
  ])('of the database keeps what the server said and no value of the statement', (fields, message, said) => {
    const { message: written, stack } = describeError(databaseError(fields, message));
    expect(written).toBe(said);
    expect(stack).not.toMatch(/hunter2|a - b@c/);
  });
});
