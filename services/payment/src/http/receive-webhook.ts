import { StringEnum } from '@sidecart/contracts';
import { DomainError, noContent, notFound } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { PROVIDERS } from '../domain/payment-method';
import type { PaymentProvider, WebhookMessage } from '../use-cases/ports';
import { receiveWebhook } from '../use-cases/receive-webhook';
import { route } from './route';

const LIMIT_BYTES = 256 * 1_024;

export const receiveWebhookRoute = route({
  method: 'post',
  path: '/payments/webhooks/{provider}',
  operationId: 'receiveWebhook',
  summary:
    'For payment providers: tell that something happened. The signature is over the bytes of the body.',
  tag: 'Webhooks',
  access: 'public',
  params: Type.Object({ provider: StringEnum(PROVIDERS, { description: 'Who sends it.' }) }),
  content: { types: ['application/json'], limitBytes: LIMIT_BYTES },
  responses: { 204: null },
  problems: [400, 401, 404, 413, 415],
  async handler({ params, content, header, deps, log }) {
    const provider = deps.providers[params.provider];
    if (!provider) throw notFound('payment provider');
    const message = { bytes: await content.bytes(), header, now: deps.now() };
    const events = verify(provider, message, (code) => {
      log.warn('webhook refused', { provider: params.provider, bytes: message.bytes.length, code });
    });
    for (const event of events) await receiveWebhook(deps, params.provider, event);
    return noContent();
  },
});

/** Whatever is wrong with a message, what it holds is neither logged nor said to its sender. */
function verify(provider: PaymentProvider, message: WebhookMessage, noteRefusal: (code: string) => void) {
  try {
    return provider.verifyWebhook(message);
  } catch (error) {
    const refusal =
      error instanceof DomainError
        ? error
        : new DomainError('malformed', 'invalid-webhook', 'The message is not one that the provider sends.');
    noteRefusal(refusal.code);
    throw refusal;
  }
}
