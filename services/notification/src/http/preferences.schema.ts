import { StrictObject } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { channelsOf, CUSTOMER_KINDS } from '../domain/kinds';
import { ChannelField, KindField } from './notification.schema';

const CHOICES = CUSTOMER_KINDS.flatMap(channelsOf).length;

export const PreferencesView = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: KindField,
      channel: ChannelField,
      enabled: Type.Boolean({ description: 'Whether it is sent.' }),
      required: Type.Boolean({ description: 'Whether it is sent in any case, and cannot be switched off.' }),
    }),
    { description: 'One for each kind and each channel it can be sent over.' },
  ),
});
export type PreferencesView = Static<typeof PreferencesView>;

export const PreferencesBody = StrictObject({
  items: Type.Array(
    StrictObject({
      kind: KindField,
      channel: ChannelField,
      enabled: Type.Boolean({ description: 'Whether it is to be sent.' }),
    }),
    {
      maxItems: CHOICES,
      description:
        'What you decide. What is left out is sent, but by text message: that is sent only if you say so.',
      examples: [[{ kind: 'order-shipped', channel: 'sms', enabled: true }]],
    },
  ),
});

const TIME_OF_DAY = '^([01][0-9]|2[0-3]):[0-5][0-9]$';

const quietHours = {
  from: Type.String({
    pattern: TIME_OF_DAY,
    description: 'When they begin, by the clock of the time zone.',
    examples: ['22:00'],
  }),
  to: Type.String({
    pattern: TIME_OF_DAY,
    description: 'When they end. From 22:00 to 07:00 lasts over midnight.',
    examples: ['07:00'],
  }),
  timeZone: Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'An IANA time zone.',
    examples: ['Europe/Berlin'],
  }),
};

export const QuietHoursBody = StrictObject(quietHours);

export const QuietHoursView = Type.Object(quietHours);
