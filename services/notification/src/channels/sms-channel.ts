import { BindingRefused, type Sidecar } from '@sidecart/platform';
import { DeliveryError } from '../use-cases/delivery-error';
import type { Channel } from '../use-cases/ports';

const BINDING = 'sms';
const TIMEOUT_MS = 15_000;

/** The status with which the provider refused, as `bindings.twilio.sms` and `bindings.http` tell it in words. */
const STATUS = /(?:error from Twilio \(|received status code )(\d{3})/;

/** What trying again does not help with: the number, the text, or that there is no such thing. */
const FINAL: ReadonlySet<string> = new Set(['400', '404', '410', '413', '422']);

/**
 * Sends text messages through the output binding `sms`. Twilio's reads `toNumber`; an HTTP binding hands the names that begin
 * with a capital on as headers.
 */
export const createSmsChannel = (sidecar: Pick<Sidecar, 'invokeBinding'>): Channel => ({
  async send({ id, to, content }) {
    if (to.phoneNumber === undefined) throw new DeliveryError('no-number', true);
    try {
      await sidecar.invokeBinding({
        name: BINDING,
        operation: 'create',
        metadata: { toNumber: to.phoneNumber, 'Sms-To': to.phoneNumber, 'Idempotency-Key': id },
        data: `Sidecart: ${content.short} ${content.link}`,
        timeoutMs: TIMEOUT_MS,
      });
    } catch (error) {
      throw error instanceof BindingRefused ? toDeliveryError(error) : error;
    }
  },
});

/** What the sidecar says may hold the number: only the status is kept. */
function toDeliveryError({ answer }: BindingRefused): DeliveryError {
  const status = STATUS.exec(answer)?.[1];
  return new DeliveryError(`sms-${status ?? 'unavailable'}`, status !== undefined && FINAL.has(status));
}
