import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stripe-mock cannot show, since it remembers nothing: states, keys, declines, actions, outages. */
export interface FakeStripe {
  readonly url: string;
  /** Every request so far, as `POST /v1/payment_intents`. */
  readonly requests: string[];
  readonly intents: Map<string, Intent>;
  /** Answers a request with a status, or not at all: the next one, or the one after so many others. */
  failNext(fault: Fault, others?: number): void;
  /** Lets the customer do what the bank asks for, or fail to. */
  act(intentId: string, isConfirmed: boolean): void;
  /** Forgets every key, as Stripe does after a day. */
  forgetKeys(): void;
  close(): Promise<void>;
}

export interface Fault {
  readonly status: number | 'silence';
  /** Whether it does first what it was asked for. */
  readonly after?: boolean;
}

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  status: string;
  amount: number;
  currency: string;
  customer: string;
  payment_method: string;
  capture_method: string;
  metadata: Record<string, string>;
  next_action: object | null;
  last_payment_error: { code: string; decline_code?: string } | null;
  cancellation_reason: string | null;
  refunded: number;
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

type Form = Map<string, string>;

const ok = (body: object): Reply => ({ status: 200, body });
const invalid = (code: string | undefined, message = 'No.'): Reply => ({
  status: 400,
  body: { error: { type: 'invalid_request_error', code, message } },
});
const missing = (): Reply => ({ ...invalid('resource_missing'), status: 404 });

/** Starts a server that behaves as Stripe does towards payment intents, cards and refunds. */
export async function startFakeStripe(): Promise<FakeStripe> {
  const state = {
    intents: new Map<string, Intent>(),
    refunds: new Map<string, Record<string, unknown>>(),
    methods: new Map<string, { customer: string | null }>(),
    customers: new Map<string, Record<string, string>>(),
  };
  const keys = new Map<string, { asked: string; reply: Reply }>();
  const requests: string[] = [];
  const faults: (Fault | undefined)[] = [];

  function answer(method: string, path: string, form: Form, query: URLSearchParams): Reply {
    const [, , resource = '', id = '', deed = ''] = path.split('/');
    if (resource === 'payment_methods') return methods(id, deed, form);
    if (resource === 'customers') return customers(method, id, form);
    if (resource === 'refunds') return refunds(method, id, form, query);
    if (resource !== 'payment_intents') return missing();
    if (id === '') return ok(open(form));
    if (id === 'search') {
      const key = /'([^']*)'$/.exec(query.get('query') ?? '')?.[1];
      const found = [...state.intents.values()].filter(({ metadata }) => metadata['sidecart_key'] === key);
      return ok({ object: 'search_result', data: found, has_more: false, url: '/v1/payment_intents/search' });
    }
    const intent = state.intents.get(id);
    if (!intent) return missing();
    return method === 'GET' ? ok(intent) : act(intent, deed, form);
  }

  function open(form: Form): Intent {
    const intent: Intent = {
      id: `pi_${randomUUID().replaceAll('-', '')}`,
      object: 'payment_intent',
      status: 'requires_confirmation',
      amount: Number(form.get('amount')),
      currency: form.get('currency')!,
      customer: form.get('customer')!,
      payment_method: form.get('payment_method')!,
      capture_method: form.get('capture_method')!,
      metadata: { sidecart_key: form.get('metadata[sidecart_key]')! },
      next_action: null,
      last_payment_error: null,
      cancellation_reason: null,
      refunded: 0,
    };
    state.intents.set(intent.id, intent);
    return intent;
  }

  function act(intent: Intent, deed: string, form: Form): Reply {
    const allowed: Record<string, string[]> = {
      confirm: ['requires_confirmation', 'requires_payment_method'],
      capture: ['requires_capture'],
      cancel: ['requires_confirmation', 'requires_payment_method', 'requires_action', 'requires_capture'],
    };
    if (!allowed[deed]?.includes(intent.status)) return invalid('payment_intent_unexpected_state');
    if (deed === 'confirm') return confirm(intent, form);
    intent.status = deed === 'capture' ? 'succeeded' : 'canceled';
    if (deed === 'cancel') intent.cancellation_reason = form.get('cancellation_reason') ?? null;
    return ok(intent);
  }

  function confirm(intent: Intent, form: Form): Reply {
    const card = intent.payment_method;
    const codes: Record<string, [code: string, declineCode?: string]> = {
      pm_declined: ['card_declined', 'generic_decline'],
      pm_insufficient: ['card_declined', 'insufficient_funds'],
      pm_expired: ['expired_card'],
    };
    const refusal =
      card === 'pm_action' && !form.has('return_url') ? ['authentication_required'] : codes[card];
    if (refusal) return decline(intent, refusal[0], refusal[1]);
    if (card === 'pm_action') {
      intent.status = 'requires_action';
      const url = `https://hooks.stripe.example/${intent.id}`;
      intent.next_action = {
        type: 'redirect_to_url',
        redirect_to_url: { url, return_url: form.get('return_url') },
      };
    } else intent.status = card === 'pm_processing' ? 'processing' : accepted(intent);
    return ok(intent);
  }

  function decline(intent: Intent, code: string, declineCode?: string): Reply {
    intent.status = 'requires_payment_method';
    intent.last_payment_error = { code, ...(declineCode ? { decline_code: declineCode } : {}) };
    const error = {
      type: 'card_error',
      ...intent.last_payment_error,
      message: 'No.',
      payment_intent: intent,
    };
    return { status: 402, body: { error } };
  }

  function methods(id: string, deed: string, form: Form): Reply {
    const token = form.get('card[token]');
    const name = id === '' ? `pm_of_${token}` : id;
    if (!/^pm_[a-z_]+$/.test(name) || name === 'pm_unknown') return missing();
    const method = state.methods.get(name) ?? { customer: null };
    state.methods.set(name, method);
    if (deed === 'attach') method.customer = form.get('customer')!;
    const card = { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2039 };
    return ok({ id: name, object: 'payment_method', type: 'card', card, customer: method.customer });
  }

  function customers(method: string, id: string, form: Form): Reply {
    const name = method === 'POST' ? `cus_${randomUUID().replaceAll('-', '')}` : id;
    if (method === 'POST')
      state.customers.set(name, { sidecart_customer: form.get('metadata[sidecart_customer]')! });
    const metadata = state.customers.get(name);
    return metadata ? ok({ id: name, object: 'customer', metadata }) : missing();
  }

  function refunds(method: string, id: string, form: Form, query: URLSearchParams): Reply {
    if (method === 'GET' && id !== '') return state.refunds.has(id) ? ok(state.refunds.get(id)!) : missing();
    if (method === 'GET') {
      const of = query.get('payment_intent');
      const data = [...state.refunds.values()].filter((refund) => refund['payment_intent'] === of);
      return ok({ object: 'list', data, has_more: false, url: '/v1/refunds' });
    }
    const intent = state.intents.get(form.get('payment_intent')!);
    if (!intent) return missing();
    const amount = Number(form.get('amount'));
    if (intent.status !== 'succeeded' || intent.refunded + amount > intent.amount) return invalid(undefined);
    intent.refunded += amount;
    const refund = {
      id: `re_${randomUUID().replaceAll('-', '')}`,
      object: 'refund',
      status: 'succeeded',
      amount,
      payment_intent: intent.id,
      metadata: { sidecart_key: form.get('metadata[sidecart_key]') },
    };
    state.refunds.set(refund.id, refund);
    return ok(refund);
  }

  /** The first answer under a key is repeated, byte by byte; other parameters under it are refused. */
  function once(key: string | undefined, asked: string, deed: () => Reply): Reply {
    const earlier = key === undefined ? undefined : keys.get(key);
    if (earlier && earlier.asked !== asked)
      return { status: 400, body: { error: { type: 'idempotency_error', message: 'Other parameters.' } } };
    if (earlier) return earlier.reply;
    const reply = JSON.parse(JSON.stringify(deed())) as Reply;
    if (key !== undefined) keys.set(key, { asked, reply });
    return reply;
  }

  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://stripe');
      requests.push(`${request.method} ${pathname.replace(/(pi|pm|cus|re)_[\w]+/, '{id}')}`);
      const fault = faults.shift();
      const key = request.headers['idempotency-key'] as string | undefined;
      const ask = () =>
        once(key, `${pathname} ${text}`, () =>
          answer(request.method!, pathname, new Map(new URLSearchParams(text)), searchParams),
        );
      const reply = fault && !fault.after ? undefined : ask();
      if (fault?.status === 'silence') return;
      const status = fault?.status ?? reply!.status;
      const body = fault ? { error: { type: 'api_error', message: 'Trouble.' } } : reply!.body;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    intents: state.intents,
    failNext: (fault, others = 0) => void faults.push(...new Array<undefined>(others), fault),
    act(intentId, isConfirmed) {
      const intent = state.intents.get(intentId)!;
      intent.next_action = null;
      if (isConfirmed) intent.status = accepted(intent);
      else decline(intent, 'payment_intent_authentication_failure');
    },
    forgetKeys: () => keys.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const accepted = ({ capture_method }: Intent) =>
  capture_method === 'manual' ? 'requires_capture' : 'succeeded';

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}
