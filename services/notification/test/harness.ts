import { randomUUID } from 'node:crypto';
import { createServiceClient, type BindingCall, type InvocationResult } from '@sidecart/platform';
import { captureLog, eventually, startTestService, tokenFor, type TestService } from '@sidecart/testing';
import type { ParsedMail } from 'mailparser';
import { createNotificationApp } from '../src/app';
import { createMailChannel } from '../src/channels/mail-channel';
import { createPushChannel } from '../src/channels/push-channel';
import { createPushOptions } from '../src/channels/push-options';
import { createSmsChannel } from '../src/channels/sms-channel';
import { createContacts } from '../src/clients/contacts';
import { createResetTokens } from '../src/clients/reset-tokens';
import { ormConfig } from '../src/db/orm';
import { startDelivery } from '../src/delivery-worker';
import type { DeliveryDeps } from '../src/deps';
import { createUnsubscribing } from '../src/unsubscribing';
import { createTemplateStore } from '../src/use-cases/template-store';
import { startMailbox, type Mailbox } from './mailbox';
import { startPushService, VAPID, type PushService } from './push-service';

export const SHOP_URL = 'https://shop.example';
export const STAFF_MAIL = 'staff@shop.example';

export interface Person {
  readonly id: string;
  readonly token: string;
  readonly email: string;
  readonly displayName: string;
  /** Where text messages go; a test may set or clear it. */
  phoneNumber: string | undefined;
  timeZone: string;
  locale: string;
}

export interface NotificationService extends TestService {
  readonly mailbox: Mailbox;
  readonly pushService: PushService;
  /** The text messages that were handed to the binding, oldest first. */
  readonly texts: BindingCall[];
  /** The workers' view, for tests that do their work step by step. */
  readonly deliveryDeps: DeliveryDeps;
  /** What the service has logged, each line as JSON. */
  readonly logged: readonly string[];
  /** Sets the clock of the service; without a time it runs again. */
  setClock(at?: Date): void;
  /** Somebody whom the user service knows. */
  person(displayName?: string): Person;
  /** Sets what the auth service answers when it is asked for the token of any reset. */
  answerResets(answer: () => InvocationResult): void;
  /** Waits for that many mails to a person, and returns them. */
  mailsOf(person: Pick<Person, 'email'>, count?: number): Promise<ParsedMail[]>;
  /** Waits until the notification of a fact, by mail if nothing else is said, has a status. */
  hasStatus(
    factKey: string,
    status: string,
    channel?: string,
  ): Promise<{ id: string; attempts: number; nextAttemptAt: Date | null }>;
  /** Lets everything that is queued be tried now. */
  hurry(): Promise<void>;
  sql<T>(statement: string, values?: unknown[]): Promise<T[]>;
}

/** Starts the notification service with real mail and push servers; the user and auth services are scripted. */
export async function startNotification({ workers = true } = {}): Promise<NotificationService> {
  const mailbox = await startMailbox();
  const pushService = await startPushService();
  const people = new Map<string, Person>();
  const texts: BindingCall[] = [];
  let clock: Date | undefined;
  let logged: readonly string[] = [];
  let deliveryDeps: DeliveryDeps | undefined;
  const service = await startTestService(ormConfig, ({ orm, sidecar, onClose, ...context }) => {
    logged = captureLog(context.log);
    sidecar.respondAs('user', ({ path }) => contactOf(people.get(path.split('/').at(-1) ?? '')));
    sidecar.bindAs('sms', (call) => {
      texts.push(call);
      return Buffer.alloc(0);
    });
    const email = createMailChannel({ smtpUrl: mailbox.url, from: 'no-reply@shop.example' });
    onClose(() => email.close());
    const push = createPushOptions(VAPID.publicKey, ['push.example', '.push.example']);
    const shared = {
      templates: createTemplateStore(orm.em),
      unsubscribing: createUnsubscribing({ key: 'k'.repeat(43), apiUrl: `${SHOP_URL}/api` }),
      push,
      shopUrl: SHOP_URL,
      now: () => clock ?? new Date(),
      log: context.log,
    };
    deliveryDeps = {
      ...shared,
      em: orm.em,
      contacts: createContacts(createServiceClient(sidecar, 'user')),
      resetTokens: createResetTokens(createServiceClient(sidecar, 'auth')),
      channels: {
        email,
        sms: createSmsChannel(sidecar),
        push: createPushChannel({
          em: orm.em,
          vapid: { ...VAPID, subject: `mailto:${STAFF_MAIL}` },
          transport: pushService.transport,
          isAllowed: (endpoint) => push.isAllowed(endpoint),
        }),
      },
      staff: { email: STAFF_MAIL, displayName: 'Staff', locale: 'en', timeZone: 'UTC' },
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
    ...{ mailbox, pushService, texts, deliveryDeps: deliveryDeps!, logged },
    setClock: (at) => (clock = at),
    ...stepsOf(service, mailbox, people),
    async close() {
      await service.close();
      await mailbox.stop();
      await pushService.stop();
    },
  };
}

function contactOf(person: Person | undefined): InvocationResult {
  if (!person) return { status: 404, body: { code: 'not-found' } };
  const { id: userId, email, displayName, locale, timeZone, phoneNumber } = person;
  const number = phoneNumber === undefined ? {} : { phoneNumber };
  return { status: 200, body: { userId, email, displayName, locale, timeZone, ...number } };
}

function stepsOf(service: TestService, mailbox: Mailbox, people: Map<string, Person>) {
  const sql = <T>(statement: string, values: unknown[] = []) =>
    service.orm.em.fork().execute<T[]>(statement, values);
  return {
    sql,
    person(displayName = 'Carla Customer') {
      const id = randomUUID();
      const person: Person = {
        ...{ id, token: tokenFor('customer', id), email: `${id}@customer.example`, displayName },
        ...{ phoneNumber: undefined, timeZone: 'UTC', locale: 'en' },
      };
      people.set(id, person);
      return person;
    },
    answerResets: (answer: () => InvocationResult) => service.sidecar.respondAs('auth', answer),
    mailsOf: (person: Pick<Person, 'email'>, count = 1) =>
      eventually(() => {
        const mails = mailbox.mailsTo(person.email);
        expect(mails).toHaveLength(count);
        return mails;
      }),
    hasStatus: (factKey: string, status: string, channel = 'email') =>
      eventually(async () => {
        const [row] = await sql<{ id: string; status: string; attempts: number; at: string | null }>(
          'select id, status, attempts, next_attempt_at as at from notifications where fact_key = ? and channel = ?',
          [factKey, channel],
        );
        expect(row?.status).toBe(status);
        return { ...row!, nextAttemptAt: row?.at ? new Date(row.at) : null };
      }),
    async hurry() {
      await sql(`update notifications set next_attempt_at = now() where status = 'queued'`);
    },
  };
}
