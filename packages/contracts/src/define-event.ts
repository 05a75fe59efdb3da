import type { Static, TObject } from '@sinclair/typebox';

/** What a publisher promises about one kind of event. `type` is the topic and the CloudEvent type alike. */
export interface EventContract<S extends TObject = TObject> {
  readonly type: string;
  readonly publisher: string;
  readonly schema: S;
  readonly description: string;
}

/** The payload of the events a contract describes. */
export type EventData<C extends EventContract> = Static<C['schema']>;

const TYPE_FORMAT = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/;

/**
 * Declares an event. The type is `<aggregate>.<past-tense>.v<n>`; an additive change keeps `n`, any other is a new
 * event published beside the old one.
 *
 * @throws when the type does not follow that form.
 */
export function defineEvent<S extends TObject>(contract: EventContract<S>): EventContract<S> {
  if (!TYPE_FORMAT.test(contract.type))
    throw new Error(`"${contract.type}" is not <aggregate>.<past-tense>.v<n>`);
  return contract;
}
