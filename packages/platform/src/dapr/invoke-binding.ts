import type { Pool } from 'undici';
import { unavailable } from '../errors';

export interface BindingCall {
  /** The name of the component. */
  readonly name: string;
  /** What the binding is to do; which operations there are depends on it. */
  readonly operation: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Any JSON value; a string is handed over without its quotes. */
  readonly data?: unknown;
  readonly timeoutMs: number;
}

/** A binding that answered that it did not do it; the sidecar does not tell whether it ever will. */
export class BindingRefused extends Error {
  constructor(
    readonly binding: string,
    readonly status: number,
    /** What the sidecar said, for people; it may repeat what was sent, so it does not belong into logs. */
    readonly answer: string,
  ) {
    super(`The binding ${binding} answered ${status}`);
  }
}

/**
 * Has an output binding do something (`/v1.0/bindings/<name>`).
 *
 * @param token the headers that authenticate this app to its sidecar
 * @throws BindingRefused when the binding fails, DomainError unavailable when there is no answer in time
 */
export async function invokeBinding(
  pool: Pool,
  token: Readonly<Record<string, string>>,
  { name, operation, metadata = {}, data, timeoutMs }: BindingCall,
): Promise<Buffer> {
  const { status, bytes } = await post(pool, token, name, { operation, metadata, data }, timeoutMs);
  if (status >= 300) throw new BindingRefused(name, status, bytes.toString().slice(0, 500));
  return bytes;
}

async function post(
  pool: Pool,
  token: Readonly<Record<string, string>>,
  name: string,
  body: object,
  timeoutMs: number,
): Promise<{ status: number; bytes: Buffer }> {
  try {
    const response = await pool.request({
      method: 'POST',
      path: `/v1.0/bindings/${name}`,
      headers: { ...token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.statusCode, bytes: Buffer.from(await response.body.arrayBuffer()) };
  } catch (error) {
    throw Object.assign(unavailable(`binding ${name}`), { cause: error });
  }
}
