import { Type, type Static } from '@sinclair/typebox';

/** The CloudEvents 1.0 envelope as the broker delivers it. Unknown attributes are the sidecar's and are ignored. */
export const CloudEvent = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String({ format: 'uuid' }),
  type: Type.String(),
  source: Type.String(),
  subject: Type.Optional(Type.String()),
  time: Type.Optional(Type.String()),
  traceparent: Type.Optional(Type.String()),
  traceid: Type.Optional(Type.String()),
  data: Type.Unknown(),
});
export type CloudEvent = Static<typeof CloudEvent>;
