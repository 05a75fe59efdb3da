import type { IncomingMessage } from 'node:http';

/** A text message as the inbox shows it. */
export interface CaughtText {
  receivedAt: string;
  /** The number it is for. */
  to: string;
  text: string;
}

const MAX_TEXTS = 1000;
const MAX_TEXT_BYTES = 16 * 1024;

/** Text messages that were handed over instead of being sent, newest first. */
export interface CaughtTexts {
  readonly texts: readonly CaughtText[];
  /**
   * Takes the message of an HTTP binding: a JSON string, its number in `Sms-To`, its id in `Idempotency-Key`. A repeat is the
   * same message.
   * @returns whether it was one
   */
  take(request: IncomingMessage): Promise<boolean>;
}

export function createCaughtTexts(): CaughtTexts {
  const texts: (CaughtText & { key: string | undefined })[] = [];
  return {
    get texts() {
      return texts.map(({ receivedAt, to, text }) => ({ receivedAt, to, text }));
    },
    async take(request) {
      const text = await readText(request);
      const to = request.headers['sms-to'];
      if (text === undefined || typeof to !== 'string') {
        return false;
      }
      const key = request.headers['idempotency-key']?.toString();
      if (key === undefined || !texts.some((known) => known.key === key)) {
        texts.unshift({ receivedAt: new Date().toISOString(), to, text, key });
        texts.splice(MAX_TEXTS);
      }
      return true;
    },
  };
}

/** A page of another origin cannot send JSON without being asked first, so what comes is from a program. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return undefined;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_TEXT_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  try {
    const text: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
