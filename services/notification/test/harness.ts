import { randomUUID } from 'node:crypto';
import { createServiceClient, type InvocationResult } from '@sidecart/platform';
import { captureLog, eventually, startTestService, tokenFor, type TestService } from '@sidecart/testing';
import type { ParsedMail } from 'mailparser';
import { createNotificationApp } from '../src/app';
import { createMailChannel } from '../src/channels/mail-channel';
import { createContacts } from '../src/clients/contacts';
import { createResetTokens } from '../src/clients/reset-tokens';
import { ormConfig } from '../src/db/orm';
import { startDelivery } from '../src/delivery-worker';
import type { DeliveryDeps } from '../src/deps';
import { createTemplateStore } from '../src/use-cases/template-store';
import { startMailbox, type Mailbox } from './mailbox';

export const SHOP_URL = 'https://shop.example';

export interface Person {
  readonly id: string;
  readonly token: string;
  readonly email: string;
  readonly displayName: string;
}

export interface NotificationService extends TestService {
  readonly mailbox: Mailbox;
  /** The worker's view, for tests that do its work step by step. */
  readonly deliveryDeps: DeliveryDeps;
  /** What the service has logged, each line as JSON. */
  readonly logged: readonly string[];
  /** Somebody whom the user service knows. */
  person(displayName?: string): Person;
  /** Sets what the auth service answers when it is asked for the token of any reset. */
  answerResets(answer: () => InvocationResult): void;
  /** Waits for that many mails to a person, and returns them. */
  mailsOf(person: Person, count?: number): Promise<ParsedMail[]>;
  /** Waits until the notification of a fact has a status. */
  hasStatus(factKey: string, status: string): Promise<{ id: string; attempts: number }>;
  /** Lets everything that is queued be tried now. */
  hurry(): Promise<void>;
}

/** Starts the notification service with a real mail server; the user and auth services are scripted. */
export async function startNotification({ workers = true } = {}): Promise<NotificationService> {
  const mailbox = await startMailbox();
  const people = new Map<string, Person>();
  let logged: readonly string[] = [];
  let deliveryDeps: DeliveryDeps | undefined;
  const service = await startTestService(ormConfig, ({ orm, sidecar, onClose, ...context }) => {
    logged = captureLog(context.log);
    sidecar.respondAs('user', ({ path }) => contactOf(people.get(path.split('/').at(-1) ?? '')));
    const email = createMailChannel({ smtpUrl: mailbox.url, from: 'no-reply@shop.example' });
    onClose(() => email.close());
    const shared = { templates: createTemplateStore(orm.em), now: () => new Date(), log: context.log };
    deliveryDeps = {
      ...shared,
      em: orm.em,
      contacts: createContacts(createServiceClient(sidecar, 'user')),
      resetTokens: createResetTokens(createServiceClient(sidecar, 'auth')),
      channels: { email },
      shopUrl: SHOP_URL,
    };
    const delivery = workers ? startDelivery(deliveryDeps) : undefined;
    onClose(() => delivery?.stop() ?? Promise.resolve());
    return createNotificationApp({
      ...context,
      ...shared,
      orm,
      wake: () => delivery?.wake(),
      readiness: {},
      appToken: undefined,
      checkResponses: true,
    });
  });
  return {
    ...service,
    mailbox,
    deliveryDeps: deliveryDeps!,
    logged,
    ...stepsOf(service, mailbox, people),
    async close() {
      await service.close();
      await mailbox.stop();
    },
  };
}

const contactOf = (person: Person | undefined): InvocationResult =>
  person
    ? {
        status: 200,
        body: { userId: person.id, email: person.email, displayName: person.displayName, locale: 'en' },
      }
    : { status: 404, body: { code: 'not-found' } };

function stepsOf(service: TestService, mailbox: Mailbox, people: Map<string, Person>) {
  const sql = <T>(statement: string, values: unknown[] = []) =>
    service.orm.em.fork().execute<T[]>(statement, values);
  return {
    person(displayName = 'Carla Customer') {
      const id = randomUUID();
      const person = { id, token: tokenFor('customer', id), email: `${id}@customer.example`, displayName };
      people.set(id, person);
      return person;
    },
    answerResets: (answer: () => InvocationResult) => service.sidecar.respondAs('auth', answer),
    mailsOf: (person: Person, count = 1) =>
      eventually(() => {
        const mails = mailbox.mailsTo(person.email);
        expect(mails).toHaveLength(count);
        return mails;
      }),
    hasStatus: (factKey: string, status: string) =>
      eventually(async () => {
        const [row] = await sql<{ id: string; status: string; attempts: number }>(
          'select id, status, attempts from notifications where fact_key = ?',
          [factKey],
        );
        expect(row?.status).toBe(status);
        return row!;
      }),
    async hurry() {
      await sql(`update notifications set next_attempt_at = now() where status = 'queued'`);
    },
  };
}
