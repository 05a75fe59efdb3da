import { unavailable } from '@sidecart/platform';
import { advancePayment } from '../src/use-cases/advance-payments';
import { claimPayments, type ClaimedPayment } from '../src/use-cases/claim-payments';
import { claimRefunds, makeRefund, type ClaimedRefund } from '../src/use-cases/make-refunds';
import type { PaymentProvider } from '../src/use-cases/ports';
import { newCustomer, startPayment, type PaymentService, type TestOrder } from './harness';

export type Operation = 'authorize' | 'capture' | 'void' | 'abandon' | 'refund';

/** What does not get through to the provider: the request is lost, or the answer to it. */
export interface Loss {
  readonly operation: Operation | 'all';
  readonly what: 'request' | 'answer';
}

/** A payment service in which no worker runs: a test is the workers, and stops where a crash would stop them. */
export interface StepByStep {
  readonly service: PaymentService;
  /** From now on; undefined when everything gets through. */
  lose(loss: Loss | undefined): void;
  placeOrder(token?: string): Promise<TestOrder>;
  claimPayments(limit: number): Promise<ClaimedPayment[]>;
  claimPayment(): Promise<ClaimedPayment>;
  advance(claim: ClaimedPayment): Promise<void>;
  claimRefunds(limit: number): Promise<ClaimedRefund[]>;
  claimRefund(): Promise<ClaimedRefund>;
  refund(claim: ClaimedRefund): Promise<void>;
  endLeases(): Promise<unknown>;
  /** What a worker does after one that held the payment is gone, with a provider that can be reached. */
  takeOver(): Promise<void>;
  sql<T>(statement: string, values?: unknown[]): Promise<T[]>;
  /** The topics of what was told about an order, oldest first. */
  eventsAbout(orderId: string): Promise<string[]>;
  statusOf(order: TestOrder): Promise<string>;
  operationsOf(order: TestOrder): Promise<string[]>;
  timesAsked(operation: string, key: string): number;
}

export async function startStepByStep(): Promise<StepByStep> {
  let lost: Loss | undefined;
  const through =
    <R, A>(operation: Operation, method: (request: R) => Promise<A>) =>
    async (request: R): Promise<A> => {
      const isLost = lost?.operation === operation || lost?.operation === 'all';
      if (isLost && lost?.what === 'request') throw unavailable('payment provider');
      const answer = await method(request);
      if (isLost) throw unavailable('payment provider');
      return answer;
    };
  const unreliable = (provider: PaymentProvider): PaymentProvider => ({
    ...provider,
    authorize: through('authorize', (request) => provider.authorize(request)),
    capture: through('capture', (request) => provider.capture(request)),
    void: through('void', (request) => provider.void(request)),
    abandon: through('abandon', (request) => provider.abandon(request)),
    refund: through('refund', (request) => provider.refund(request)),
  });
  const service = await startPayment({ workers: false, intercept: unreliable });
  const fork = () => service.orm.em.fork();
  const steps: StepByStep = {
    service,
    lose: (loss) => (lost = loss),
    async placeOrder(token = 'tok_visa') {
      const customer = newCustomer();
      const order = service.orderOf(customer, await service.attach(customer, token));
      await service.deliverCreated(order);
      return order;
    },
    claimPayments: (limit) => claimPayments(fork(), limit),
    claimPayment: async () => (await claimPayments(fork(), 1))[0]!,
    advance: (claim) => advancePayment(service.workerDeps, claim),
    claimRefunds: (limit) => claimRefunds(fork(), limit),
    claimRefund: async () => (await claimRefunds(fork(), 1))[0]!,
    refund: (claim) => makeRefund(service.workerDeps, claim),
    endLeases: () =>
      steps.sql(`with p as (update payments set next_attempt_at = now() where next_attempt_at is not null)
        update refunds set next_attempt_at = now() where next_attempt_at is not null`),
    async takeOver() {
      lost = undefined;
      await steps.endLeases();
      await steps.advance(await steps.claimPayment());
    },
    sql: <T>(statement: string, values: unknown[] = []) => fork().execute<T[]>(statement, values),
    async eventsAbout(orderId) {
      const rows = await steps.sql<{ topic: string }>(
        `select topic from outbox where data->>'orderId' = ? order by id`,
        [orderId],
      );
      return rows.map(({ topic }) => topic);
    },
    statusOf: async ({ orderId }) => (await service.readPayment(orderId)).status,
    operationsOf: async ({ orderId }) =>
      (await service.readPayment(orderId)).transactions.map(({ kind }) => kind),
    timesAsked: (operation, key) =>
      service.provider.asked.filter((one) => one.operation === operation && one.key === key).length,
  };
  return steps;
}
