import { createHmac } from 'node:crypto';

/**
 * The Sandbox-Signature header of a webhook: when it was signed, in seconds, and the HMAC-SHA256 of that, a point and
 * the body.
 */
export function sign(secret: string, body: string, now: Date): string {
  const timestamp = Math.floor(now.getTime() / 1_000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
}
