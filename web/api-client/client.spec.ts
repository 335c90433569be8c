// What a call does on the wire and what it answers, for each way that an exchange can end.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { api } from './client.ts';
import { keepsIntention, type Outcome } from './failure.ts';
import { beginIntention } from './intention.ts';
import { beginSession, currentSession, endSession, type Session } from './session.ts';

const customer: Session = {
  token: 'token-1',
  level: 'registered',
  subject_id: 'customer_1',
  display_name: '张三',
  permissions: [],
};

type Reply = Response | Error;
/** The client without the types of this program's paths: what it does is the same for all. */
type LooseCall = (path: string, options?: object) => Promise<Outcome<unknown>>;
const loose = api as unknown as Record<'get' | 'post' | 'put', LooseCall>;

let seen: Request[] = [];

function answer(...replies: Reply[]): void {
  seen = [];
  globalThis.fetch = async (input) => {
    seen.push(input as Request);
    const reply = replies[Math.min(seen.length, replies.length) - 1] as Reply;
    if (reply instanceof Error) throw reply;
    return reply.clone();
  };
}
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  json({ type: 'about:blank', title: 'x', status, ...body }, status, headers);

/** Lets a call run through its pauses without waiting for them. */
async function ended<T>(call: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(30_000);
  return call;
}

const keyOf = (request: Request | undefined) => request?.headers.get('Idempotency-Key');

beforeEach(() => {
  endSession();
  vi.useFakeTimers();
});

describe('a call', () => {
  test('fills the path, the query and the body and reads the reply', async () => {
    answer(json({ paid_fen: 1250 }, 201));
    const outcome = await ended(
      loose.post('/stays/{stay_id}/settlement', {
        path: { stay_id: 'stay/1' },
        query: { day: '2026-11-23' },
        body: { payer: 'a' },
      }),
    );
    expect(outcome).toEqual({ ok: true, value: { paid_fen: 1250 } });
    expect(new URL(seen[0]?.url ?? '').pathname).toBe('/api/stays/stay%2F1/settlement');
    expect(new URL(seen[0]?.url ?? '').search).toBe('?day=2026-11-23');
    expect(await seen[0]?.text()).toBe('{"payer":"a"}');
  });

  test('carries the token in a header and never in the address', async () => {
    beginSession(customer);
    answer(json({}));
    await ended(loose.get('/me'));
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer token-1');
    expect(seen[0]?.url).not.toContain('token-1');
  });

  test('a read carries no idempotency key, each write its own', async () => {
    answer(json({}));
    await ended(loose.get('/a'));
    await ended(loose.post('/a', { body: {} }));
    await ended(loose.post('/a', { body: {} }));
    const [read, first, second] = seen.map(keyOf);
    expect(read).toBeNull();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });

  test('a write repeats the key of its intention', async () => {
    answer(json({}));
    const intention = beginIntention();
    await ended(loose.put('/a', { body: {}, intention }));
    await ended(loose.put('/a', { body: {}, intention }));
    expect(keyOf(seen[0])).toBe(intention.key);
    expect(keyOf(seen[1])).toBe(intention.key);
  });

  test('a file comes back as its bytes', async () => {
    answer(new Response('a,b\r\n', { headers: { 'Content-Type': 'text/csv' } }));
    const outcome = await ended(api.file('/report'));
    expect(outcome.ok && (await outcome.value.text())).toBe('a,b\r\n');
  });
});

describe('a call that a device signs', () => {
  test('carries a fresh signature of method, target and body on each attempt', async () => {
    beginSession(customer);
    answer(problem(503, { code: 'sql.busy' }), json({}));
    const signed: unknown[] = [];
    const authorize = async (request: unknown) => `Device ${signed.push(request)}`;
    await ended(loose.post('/device/sales', { body: { seq: 1 }, authorize }));
    expect(signed).toEqual([
      { method: 'POST', target: '/device/sales', body: '{"seq":1}' },
      { method: 'POST', target: '/device/sales', body: '{"seq":1}' },
    ]);
    expect(seen.map((request) => request.headers.get('Authorization'))).toEqual([
      'Device 1',
      'Device 2',
    ]);
  });

  test('does not end the session of staff when it is refused', async () => {
    beginSession(customer);
    answer(problem(401, { code: 'canteen.terminal_blocked' }));
    await ended(loose.get('/device/desk?a=b', { authorize: async () => 'Device 1' }));
    expect(currentSession()?.token).toBe('token-1');
  });
});

describe('a declared failure', () => {
  test('is answered with its code, class, request id and members', async () => {
    answer(problem(422, { code: 'payment.limit', request_id: 'req_7', remaining_fen: 1200 }));
    const outcome = await ended(loose.post('/charge', { body: {} }));
    expect(outcome).toEqual({
      ok: false,
      failure: {
        code: 'payment.limit',
        class: 'refused',
        status: 422,
        request_id: 'req_7',
        members: { remaining_fen: 1200 },
      },
    });
    expect(seen).toHaveLength(1);
  });

  test('tells how long to wait where the server says so', async () => {
    answer(problem(429, { code: 'identity.too_many' }, { 'Retry-After': '30' }));
    const outcome = await ended(loose.post('/codes', { body: {} }));
    expect(!outcome.ok && outcome.failure.retry_after_s).toBe(30);
    expect(seen).toHaveLength(1);
  });

  test('an answer that is no problem document still becomes a failure', async () => {
    answer(new Response('<html>bad gateway</html>', { status: 502 }));
    const outcome = await ended(loose.get('/a'));
    expect(!outcome.ok && outcome.failure.code).toBe('client.unreadable');
    expect(!outcome.ok && outcome.failure.class).toBe('unavailable');
  });

  test('a rejected token ends the session', async () => {
    beginSession(customer);
    answer(problem(401, { code: 'identity.session_ended' }));
    await ended(loose.get('/me'));
    expect(currentSession()).toBeNull();
  });
});

describe('repeating', () => {
  test('503 is repeated with the same key until it works', async () => {
    answer(
      problem(503, { code: 'sql.busy' }),
      problem(503, { code: 'sql.busy' }),
      json({ ok: true }),
    );
    const outcome = await ended(loose.post('/charge', { body: {} }));
    expect(outcome.ok).toBe(true);
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(keyOf)).size).toBe(1);
  });

  test('504 asks again by the same key and at last answers uncertain', async () => {
    answer(problem(504, { code: 'host.outcome_unknown' }));
    const outcome = await ended(loose.post('/charge', { body: {} }));
    expect(seen).toHaveLength(3);
    expect(!outcome.ok && outcome.failure.class).toBe('uncertain');
    expect(!outcome.ok && keepsIntention(outcome.failure)).toBe(true);
  });

  test('a refusal and a fault are not repeated', async () => {
    for (const status of [400, 403, 404, 409, 422, 500]) {
      answer(problem(status, { code: 'x.y' }));
      await ended(loose.post('/a', { body: {} }));
      expect(seen, String(status)).toHaveLength(1);
    }
  });

  test('the body is sent again in full', async () => {
    answer(problem(503, { code: 'sql.busy' }), json({}));
    await ended(loose.post('/charge', { body: { fen: 1 } }));
    expect(await seen[1]?.text()).toBe('{"fen":1}');
  });
});

describe('without an answer', () => {
  test('a broken connection leaves a write uncertain and a read unavailable', async () => {
    answer(new TypeError('Failed to fetch'));
    const write = await ended(loose.post('/charge', { body: {} }));
    expect(!write.ok && write.failure).toMatchObject({
      code: 'client.unreachable',
      class: 'uncertain',
    });
    const read = await ended(loose.get('/a'));
    expect(!read.ok && read.failure.class).toBe('unavailable');
  });

  test('being offline is told at once and not repeated', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    answer(new TypeError('Failed to fetch'));
    const outcome = await ended(loose.post('/charge', { body: {} }));
    expect(!outcome.ok && outcome.failure.code).toBe('client.offline');
    expect(seen).toHaveLength(1);
  });

  test('a call that takes too long ends as timed out', async () => {
    globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    const outcome = await ended(loose.get('/slow', { timeout_ms: 500 }));
    expect(!outcome.ok && outcome.failure.code).toBe('client.timed_out');
  });

  test('a call that the page gave up answers so instead of throwing', async () => {
    const giveUp = new AbortController();
    globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        giveUp.abort();
      });
    const outcome = await ended(loose.get('/slow', { signal: giveUp.signal }));
    expect(!outcome.ok && outcome.failure.code).toBe('client.given_up');
  });
});
