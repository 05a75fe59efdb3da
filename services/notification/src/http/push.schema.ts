import { StrictObject, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';

const P256DH = 'BIPUL12DLfytvTajnryr2PRdAgXS3HGKiLqndGcJGabyhHheJYlNGCeXl1dn18gSJ1WAkAPIxr4gK0_dQds4yiI';

export const PushKeyView = Type.Object({
  publicKey: Type.String({
    description: 'What a browser subscribes with, as applicationServerKey (P-256, uncompressed, base64url).',
    examples: [P256DH],
  }),
});

export const PushSubscriptionPath = Type.Object({ subscriptionId: Uuid });

/** As a browser's `PushSubscription.toJSON()` gives it. */
export const PushSubscriptionBody = StrictObject({
  endpoint: Type.String({
    minLength: 1,
    maxLength: 1_000,
    pattern: '^https://[\\x21-\\x7e]+$',
    description: 'Where the push service of the browser takes messages for it.',
    examples: ['https://updates.push.services.mozilla.com/wpush/v2/gAAAAABl'],
  }),
  expirationTime: Type.Optional(
    Type.Union([Type.Integer(), Type.Null()], {
      description: 'What the browser says about its end; not used.',
    }),
  ),
  keys: StrictObject(
    {
      p256dh: Type.String({
        pattern: '^[\\w-]{87}=?$',
        description: 'The public key of the browser (P-256, uncompressed, base64url).',
        examples: [P256DH],
      }),
      auth: Type.String({
        pattern: '^[\\w-]{22}(==)?$',
        description: 'The authentication secret of the browser (16 bytes, base64url).',
        examples: ['FPssNDTKnInHVndSTdbKFw'],
      }),
    },
    { description: 'What messages for the browser are encrypted with.' },
  ),
  label: Type.Optional(TextLine(60, 'What you call the browser, such as work laptop.')),
});
export type PushSubscriptionBody = Static<typeof PushSubscriptionBody>;

export const PushSubscriptionView = Type.Object({
  id: Uuid,
  service: Type.String({
    description: 'The name of the push service.',
    examples: ['updates.push.services.mozilla.com'],
  }),
  label: Type.Union([Type.String(), Type.Null()], { description: 'What you call the browser.' }),
  createdAt: Timestamp,
});
export type PushSubscriptionView = Static<typeof PushSubscriptionView>;

export const PushSubscriptionList = Type.Object({
  items: Type.Array(PushSubscriptionView, { description: 'Your browsers, the oldest first.' }),
});
