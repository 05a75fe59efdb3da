import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Mailbox {
  readonly url: string;
  /** The mails that arrived for an address, oldest first. */
  mailsTo(address: string): ParsedMail[];
  /** What the server says to a recipient instead of accepting it. */
  reject: { readonly code: number; readonly text: string } | undefined;
  /** Stops listening, as a server that is down. */
  stop(): Promise<void>;
  /** Listens again, at the same address. */
  start(): Promise<void>;
}

/** A real SMTP server that keeps what it is sent. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  let port = 0;
  let server: SMTPServer | undefined;

  const mailbox: Mailbox = {
    get url() {
      return `smtp://127.0.0.1:${port}`;
    },
    reject: undefined,
    mailsTo: (address) =>
      mails.filter(({ to }) => [to ?? []].flat().some(({ value }) => value[0]?.address === address)),
    async stop() {
      const stopping = server;
      server = undefined;
      if (stopping) await new Promise<void>((resolve) => stopping.close(resolve));
    },
    async start() {
      server = create();
      const listener = server.listen(port, '127.0.0.1');
      await new Promise((resolve) => listener.once('listening', resolve));
      port = (listener.address() as AddressInfo).port;
    },
  };

  const create = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 100,
      onRcptTo: (_address, _session, callback) =>
        mailbox.reject
          ? callback(Object.assign(new Error(mailbox.reject.text), { responseCode: mailbox.reject.code }))
          : callback(),
      onData: (stream, _session, callback) =>
        void simpleParser(stream).then((mail) => {
          mails.push(mail);
          callback();
        }),
    });

  await mailbox.start();
  return mailbox;
}
