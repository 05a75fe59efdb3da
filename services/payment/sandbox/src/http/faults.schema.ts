import { StrictObject, StringEnum } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';

const Milliseconds = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 60_000, default: 0, description });

export const FaultsBody = StrictObject({
  declinesAll: Type.Boolean({ default: false, description: 'Whether every payment is declined.' }),
  answerDelayMs: Milliseconds('How late every answer is, after the deed is done.'),
  outage: Type.Unsafe<'none' | 'before' | 'after'>({
    ...StringEnum(['none', 'before', 'after'], {
      description: 'Whether requests fail with 503, before or after the deed.',
    }),
    default: 'none',
  }),
  webhooks: Type.Object(
    {
      copies: Type.Integer({
        minimum: 0,
        maximum: 10,
        default: 1,
        description: 'How often each event is sent; 0 loses it.',
      }),
      delayMs: Milliseconds('How late webhooks are.'),
      isShuffled: Type.Boolean({ default: false, description: 'Whether webhooks overtake each other.' }),
    },
    { default: {}, additionalProperties: false, description: 'What happens to the webhooks of new events.' },
  ),
});
