import { createServer, type Server } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createCaughtTexts } from './caught-texts';
import { handleInboxRequest } from './mail-inbox';

/** A mail as the inbox shows it. */
export interface CaughtMail {
  id: number;
  receivedAt: string;
  from: string;
  /** Addresses of the envelope, thus also those of blind copies. */
  to: string[];
  subject: string;
  text: string;
  /** Empty when the mail has no HTML part. */
  html: string;
}

/** What the mail catcher is started with. */
export interface MailCatcherOptions {
  smtpPort: number;
  inboxPort: number;
}

/** A mail catcher that accepts mail. */
export interface RunningMailCatcher {
  stop(): Promise<void>;
}

const MAX_MAILS = 1000;
const MAX_MAIL_BYTES = 10 * 1024 * 1024;

/**
 * Starts an SMTP server on 127.0.0.1 that keeps every mail in memory and sends none on, and a page with a JSON API
 * where they are read, and where text messages are handed over and read.
 */
export async function startMailCatcher(options: MailCatcherOptions): Promise<RunningMailCatcher> {
  const mails: CaughtMail[] = [];
  const texts = createCaughtTexts();
  const smtp = createSmtpServer((mail) => {
    mails.unshift(mail);
    mails.splice(MAX_MAILS);
  });
  const inbox = createServer((request, response) => {
    void handleInboxRequest(request, response, { mails, texts });
  });
  await listen(smtp.server as unknown as Server, options.smtpPort);
  await listen(inbox, options.inboxPort);
  return {
    stop: async () => {
      inbox.closeAllConnections();
      await new Promise((resolve) => inbox.close(resolve));
      await new Promise<void>((resolve) => smtp.close(resolve));
    },
  };
}

function createSmtpServer(onMail: (mail: CaughtMail) => void): SMTPServer {
  let lastId = 0;
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: MAX_MAIL_BYTES,
    // Mail programs that sign in are accepted too, with whatever they send.
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? '' }),
    allowInsecureAuth: true,
    onData: (stream, session, callback) => {
      const { mailFrom, rcptTo } = session.envelope;
      simpleParser(stream).then((parsed) => {
        onMail({
          id: ++lastId,
          receivedAt: new Date().toISOString(),
          from: parsed.from?.text ?? (mailFrom ? mailFrom.address : ''),
          to: rcptTo.map(({ address }) => address),
          subject: parsed.subject ?? '',
          text: parsed.text ?? '',
          html: parsed.html || '',
        });
        callback();
      }, callback);
    },
  });
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
