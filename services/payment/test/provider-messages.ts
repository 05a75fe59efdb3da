import type { ProviderPayment } from '../src/domain/provider-outcome';
import type { WebhookMessage } from '../src/use-cases/ports';
import type { ProviderUnderTest } from './provider-contract';

/** Declares what the port promises of the messages that a provider sends of its own accord. */
export function describeMessages(subject: () => ProviderUnderTest): void {
  const now = new Date('2026-03-01T12:00:00Z');
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const payment: ProviderPayment = {
    state: 'captured',
    reference: 'pi_1234567890',
    failureReason: null,
    action: null,
  };
  const read = (message: Pick<WebhookMessage, 'bytes' | 'header'>) =>
    subject().inSteps.verifyWebhook({ ...message, now });

  it('are believed when they are signed and in time', () => {
    for (const at of [now, inMinutes(-4), inMinutes(4)]) {
      expect(read(subject().message(payment, 'key-1', at))).toMatchObject([
        { kind: 'payment', reference: payment.reference, idempotencyKey: 'key-1' },
      ]);
    }
  });

  it.each([-6, 6, -60 * 24])('are refused when they were signed %d minutes from now', (minutes) => {
    expect(() => read(subject().message(payment, 'key', inMinutes(minutes)))).toThrow(
      expect.objectContaining({ kind: 'unauthenticated', code: 'webhook-outside-time-window' }),
    );
  });

  it('are refused when a byte was changed, or there is no signature or a strange one', () => {
    const { bytes, header } = subject().message(payment, 'key', now);
    const changed = Buffer.from(bytes);
    changed[changed.length - 2] = 0x20;
    const forged = expect.objectContaining({
      kind: 'unauthenticated',
      code: 'invalid-webhook-signature',
    });
    expect(() => read({ bytes: changed, header })).toThrow(forged);
    for (const strange of [undefined, '', 'v1=', 't=,v1=', 't=1,v1=zz', 't=1,v1=é', '=,=', 'a'.repeat(9_000)])
      expect(() => read({ bytes, header: () => strange })).toThrow(forged);
  });
}
