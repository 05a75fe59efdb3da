import { StrictObject, StringEnum, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { OUTCOMES } from '../domain/delivery-log-entry';
import { CHANNELS, KINDS } from '../domain/kinds';
import { NOTIFICATION_STATUSES } from '../domain/notification';

const KindField = StringEnum(KINDS, { description: 'What it is about.' });
const ChannelField = StringEnum(CHANNELS, { description: 'How it reaches the person.' });

export const NotificationPath = Type.Object({ notificationId: Uuid });

export const NotificationView = Type.Object({
  id: Uuid,
  kind: KindField,
  channel: ChannelField,
  status: StringEnum(NOTIFICATION_STATUSES, {
    description: 'Queued until it is sent; failed when it cannot be; dead when it was tried too often.',
  }),
  subject: Type.String({ description: 'What it says, in a line.' }),
  createdAt: Timestamp,
  sentAt: Type.Union([Timestamp, Type.Null()], { description: 'When it was last sent.' }),
});
export type NotificationView = Static<typeof NotificationView>;

export const NotificationPage = PageOf(NotificationView);

export const PreferencesView = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: KindField,
      channel: ChannelField,
      enabled: Type.Boolean({ description: 'Whether it is sent.' }),
      required: Type.Boolean({ description: 'Whether it is sent in any case, and cannot be switched off.' }),
    }),
    { description: 'One for each kind and channel.' },
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
      maxItems: KINDS.length * CHANNELS.length,
      description: 'What you decide. Kinds that are left out are sent.',
    },
  ),
});

export const TemplateList = Type.Object({
  items: Type.Array(
    Type.Object({
      key: KindField,
      locale: Type.String({ description: 'The language it is written in.' }),
      version: Type.Integer({ description: 'Counts its changes.' }),
      subject: Type.String({ description: 'The Handlebars source of the subject.' }),
      text: Type.String({ description: 'The Handlebars source of the plain text.' }),
      html: Type.String({ description: 'The Handlebars source of the HTML.' }),
      variables: Type.Unsafe<object>({
        type: 'object',
        description: 'The JSON Schema of what it is filled in with.',
      }),
    }),
    { description: 'By key, language and version.' },
  ),
});

export const DeliveryLogPage = PageOf(
  Type.Object({
    id: Uuid,
    notificationId: Uuid,
    userId: Uuid,
    kind: KindField,
    channel: ChannelField,
    attempt: Type.Integer({ description: 'Counts the attempts.' }),
    status: StringEnum(OUTCOMES, { description: 'What came of the attempt.' }),
    code: Type.Union([Type.String(), Type.Null()], { description: 'Why it was not sent, such as smtp-550.' }),
    at: Timestamp,
  }),
);
