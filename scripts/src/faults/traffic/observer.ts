import { describeWrong, judge, PATIENCE_MS, type Circumstances, type Seen, type Verdict } from './judge';

/** How many answers of each kind there were. */
export type AnswerCounts = Record<Verdict, number>;

/** Sees every answer that any client of the campaign gets. */
export interface Observer {
  /** Takes the place of `fetch`. What a client could not go on from is turned into a 503, once it is noted. */
  readonly send: typeof fetch;
  /** Begins a new count. */
  begin(circumstances: Circumstances): void;
  /** Changes what is forgiven in the middle of a count. */
  forgive(circumstances: Circumstances): void;
  counts(): AnswerCounts;
  /** One sentence for each kind of wrong answer of this count. */
  wrongs(): string[];
}

const NOTHING_FORGIVEN: Circumstances = { gatewayIsVictim: false, nothingRefused: false };

/**
 * @param gatewayUrl gives the address of a gateway for each request, as a load balancer does
 */
export function createObserver(gatewayUrl: () => string): Observer {
  let circumstances = NOTHING_FORGIVEN;
  let counts: AnswerCounts = noCounts();
  let wrongs = new Map<string, number>();

  function note(request: string, seen: Seen): Verdict {
    const verdict = judge(seen, circumstances);
    counts[verdict] += 1;
    if (verdict === 'wrong') {
      const sentence = `${request}: ${describeWrong(seen)}`;
      wrongs.set(sentence, (wrongs.get(sentence) ?? 0) + 1);
    }
    return verdict;
  }

  async function send(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    const request = `${init?.method ?? 'GET'} ${pathname.replaceAll(/[0-9a-f-]{36}/g, '{id}')}`;
    const startedAt = performance.now();
    const elapsed = () => performance.now() - startedAt;
    try {
      const answer = await fetch(gatewayUrl() + pathname + search, {
        ...init,
        signal: AbortSignal.timeout(PATIENCE_MS + 1_000),
      });
      // The answer has come when its last byte has.
      const body = await answer.arrayBuffer();
      const { status, headers } = answer;
      note(request, { status, retryAfter: headers.get('retry-after'), ms: elapsed() });
      return status > 503 || status === 500
        ? comeBack()
        : new Response(hasBody(status) ? body : null, answer);
    } catch (error) {
      note(request, { error: codeOf(error), ms: elapsed() });
      return comeBack();
    }
  }

  return {
    send,
    begin(next) {
      circumstances = next;
      counts = noCounts();
      wrongs = new Map();
    },
    forgive(next) {
      circumstances = next;
    },
    counts: () => ({ ...counts }),
    wrongs: () => [...wrongs].map(([sentence, times]) => (times > 1 ? `${sentence} (${times} ×)` : sentence)),
  };
}

const noCounts = (): AnswerCounts => ({ good: 0, refused: 0, lost: 0, wrong: 0 });

/** What a load balancer says for a gateway that says nothing. */
const comeBack = () => new Response(null, { status: 503, headers: { 'retry-after': '1' } });

const hasBody = (status: number) => status !== 204 && status !== 304;

function codeOf(error: unknown): string {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return cause?.code ?? name;
}
