import type { Patch, PlantedBug } from './planted-bug';

const DELIVER = 'packages/platform/dist/events/deliver.js';

/** What is lost on the way is found by the audit within a minute, so a bug that loses events has to put it to sleep. */
const NO_AUDIT: Patch = {
  file: 'packages/platform/dist/events/audit/audit-next.js',
  find: 'const claim = await claimAudit(deps.inbox.session(), [...publishers.keys()]);',
  replace: 'const claim = undefined;',
};

/** Who tries again has more luck. */
const EVERY_FIRST_INSERT_FAILS = `
  create sequence mishaps;
  create function mishap() returns trigger language plpgsql as $$
    begin
      if nextval('mishaps') % 3 = 1 then raise exception 'out of memory, for once' using errcode = '53200'; end if;
      return new;
    end $$;
  create trigger mishap before insert on notifications for each row execute function mishap()`;

/** Bugs on the way of an event: outbox, relay, inbox. */
export const eventBugs: readonly PlantedBug[] = [
  {
    name: 'no inbox',
    patches: [
      {
        file: DELIVER,
        find: 'if (!(await (0, inbox_1.isFirstDelivery)(em, id, event.type)))',
        replace: 'if (!(await (0, inbox_1.isFirstDelivery)(em, id, event.type)) && false)',
      },
    ],
    services: ['order'],
    fault: 'order dies between effect and acknowledgement of payment.completed.v1',
    traffic: 'usual',
    caughtBy: 'an order hears each event once',
  },
  {
    name: 'published before the commit',
    patches: [
      {
        file: 'packages/platform/dist/events/outbox.js',
        find: 'em.persist(em.create(exports.OutboxMessageSchema, {',
        replace: `const outside = em.fork();
    setTimeout(() => void outside.flush().catch(() => undefined));
    outside.persist(outside.create(exports.OutboxMessageSchema, {`,
      },
    ],
    services: ['order'],
    traffic: 'coupon-race',
    caughtBy: 'a payment is of the order’s total',
  },
  {
    name: 'marked before it is published',
    patches: [
      {
        file: 'packages/platform/dist/events/relay.js',
        find: 'const published = await (0, publish_messages_1.publishMessages)(messages, { ...options, topics, events });',
        replace: `const published = messages.map(({ id }) => id);
        const publishLater = () => void (0, publish_messages_1.publishMessages)(messages, { ...options, topics, events });
        require('../db/after-commit').afterCommit(tx, publishLater);`,
      },
      NO_AUDIT,
    ],
    services: ['order', 'notification'],
    fault: 'order dies between commit and publishing of order.confirmed.v1',
    traffic: 'usual',
    caughtBy: 'whose order is confirmed is told so once',
  },
  {
    name: 'acknowledged before the effect',
    patches: [
      {
        file: DELIVER,
        find: 'return deps.em.transactional(async (em) => {',
        replace: 'return acknowledgeAtOnce(deps.em, id, event.type).transactional(async (em) => {',
      },
      {
        file: DELIVER,
        find: 'if (!(await (0, inbox_1.isFirstDelivery)(em, id, event.type)))',
        replace: 'if (false)',
      },
      {
        file: DELIVER,
        find: '/** Another attempt would be refused as well. */',
        replace: `const acknowledgeAtOnce = (outer, id, topic) => ({
    async transactional(work) {
        if (!(await (0, inbox_1.isFirstDelivery)(outer.fork(), id, topic))) return 'duplicate';
        setTimeout(() => void outer.transactional(work).catch(() => undefined), 20);
        return 'applied';
    },
});`,
      },
    ],
    services: ['notification'],
    fault: 'notification dies between effect and acknowledgement of order.confirmed.v1',
    traffic: 'usual',
    caughtBy: 'whose order is confirmed is told so once',
  },
  {
    name: 'a failed effect is called a success',
    patches: [
      {
        file: 'packages/platform/dist/events/mount-subscriptions.js',
        find: "retried: 'RETRY'",
        replace: "retried: 'SUCCESS'",
      },
      NO_AUDIT,
    ],
    services: ['notification'],
    statements: [{ service: 'notification', sql: EVERY_FIRST_INSERT_FAILS }],
    traffic: 'usual',
    caughtBy: 'whose order is confirmed is told so once',
  },
  {
    name: 'the trace ends at the outbox',
    patches: [
      {
        file: 'packages/platform/dist/events/outbox.js',
        find: 'traceparent: (0, trace_context_1.inSomeTrace)(trace_context_1.currentTraceparent) ?? null,',
        replace: 'traceparent: null,',
      },
    ],
    services: ['order'],
    traffic: 'usual',
    caughtBy: 'each event is in a trace',
  },
];
