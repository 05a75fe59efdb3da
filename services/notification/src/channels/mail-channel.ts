import { createTransport } from 'nodemailer';
import { DeliveryError } from '../use-cases/delivery-error';
import type { Channel } from '../use-cases/ports';

export interface MailOptions {
  /** `smtp://` or `smtps://`, with the user and password in it if the server wants them. */
  readonly smtpUrl: string;
  /** The address the mails come from. */
  readonly from: string;
}

export interface MailChannel extends Channel {
  /** Ends idle connections. */
  close(): Promise<void>;
}

const FROM_NAME = 'Sidecart';
const MAX_CONNECTIONS = 4;

/** Well below the lease of a delivery. */
const TIMEOUTS = {
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 15_000,
  dnsTimeout: 5_000,
};

/** Sends mail over SMTP. Whether and when to try again is not decided here. */
export function createMailChannel({ smtpUrl, from }: MailOptions): MailChannel {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ id, to, content: { subject, text, html }, unsubscribeUrl }) {
      try {
        await transport.sendMail({
          subject,
          text,
          html,
          from: { name: FROM_NAME, address: from },
          to: { name: to.displayName, address: to.email },
          messageId: `<${id}@${domain}>`,
          // Asks out-of-office programs and the like not to answer (RFC 3834).
          headers: { 'auto-submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) },
        });
      } catch (error) {
        throw toDeliveryError(error);
      }
    },
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}

/** Lets mail programs offer to unsubscribe with one click (RFC 2369 and 8058). */
const unsubscribeHeaders = (url: string | undefined): Record<string, string> =>
  url === undefined
    ? {}
    : { 'list-unsubscribe': `<${url}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' };

/** What the server said names the recipient more often than not: only its codes are kept. */
function toDeliveryError(error: unknown): DeliveryError {
  const { code, responseCode, permanent } = error as Partial<{
    code: string;
    responseCode: number;
    permanent: boolean;
  }>;
  const reason = responseCode ?? code ?? 'unknown';
  return new DeliveryError(`smtp-${String(reason).toLowerCase()}`, permanent === true);
}
