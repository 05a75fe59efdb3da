import type { OpenApiDocument } from '@sidecart/platform';

const json = (description: string, example: object) => ({
  description,
  content: { 'application/json': { schema: { type: 'object' }, example } },
});

const operation = (operationId: string, summary: string, responses: Record<string, object>) => ({
  get: { operationId, summary, tags: ['gateway'], security: [], parameters: [], responses },
});

/** What the gateway answers itself, and the frame of the document it serves. */
export const ownOperations: OpenApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Sidecart',
    version: '1.0.0',
    description: [
      'An e-commerce platform: browse, fill a cart, order, pay.',
      'Sign in with `POST /api/auth/login` and send the access token as `Authorization: Bearer <token>`.',
      [
        '- Errors are RFC 9457 problem details; `code` names the kind of problem, `errors` the faulty fields.',
        '- Amounts are integer minor units with an ISO 4217 currency.',
        '- Lists take `limit` and `cursor`.',
        '- A POST that creates something takes an `Idempotency-Key`: the same key gives one effect and the same answer.',
        '- Every answer has an `X-Request-Id`; `RateLimit` says what is left of your quota.',
      ].join('\n'),
    ].join('\n\n'),
  },
  tags: [{ name: 'gateway' }],
  paths: {
    '/health/live': operation('getLiveness', 'Whether the process runs', {
      200: json('It does.', { status: 'live', service: 'gateway' }),
    }),
    '/health/ready': operation('getReadiness', 'Whether the gateway can serve requests', {
      200: json('It can.', { status: 'ready', service: 'gateway', checks: { sidecar: 'up' } }),
      503: json('It cannot: its sidecar is away, or it is about to end.', {
        status: 'not-ready',
        service: 'gateway',
        checks: { sidecar: 'down' },
      }),
    }),
    '/openapi.json': operation('getOpenApiDocument', 'This document', {
      200: json('OpenAPI 3.1.', {
        openapi: '3.1.0',
        info: { title: 'Sidecart', version: '1.0.0' },
        paths: {},
      }),
    }),
  },
  components: {},
};
