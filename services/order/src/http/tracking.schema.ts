import { StrictObject } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';

const line = { minLength: 1, maxLength: 100, pattern: '\\S' };

export const TrackingBody = StrictObject({
  carrier: Type.Optional(Type.String({ ...line, description: 'Who carries it.', examples: ['Post'] })),
  trackingNumber: Type.Optional(
    Type.String({ ...line, description: 'The number to follow it by.', examples: ['T-1'] }),
  ),
  trackingUrl: Type.Optional(
    Type.String({
      maxLength: 2_000,
      format: 'uri',
      pattern: '^https://',
      description: 'Where to follow it; customers are shown it as a link.',
      examples: ['https://post.example/T-1'],
    }),
  ),
});
