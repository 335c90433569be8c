// The only place that calls fetch: deadline, bearer token, idempotency key, and repeats where a
// repeat is safe.
import { classOfStatus, localFailure, type Failure } from './failure.ts';
import { currentSession, endSession } from './session.ts';

export const base_path = '/api';
const default_timeout_ms = 15_000;
const pauses_ms: readonly number[] = [300, 900];
const longest_pause_ms = 5_000;

/** What a signature covers: the target is the path and query below the API's base. */
export interface SignableRequest {
  readonly method: string;
  readonly target: string;
  readonly body: string;
}
/** Answers the Authorization header of a request that a device signs. */
export type Authorize = (request: SignableRequest) => Promise<string>;

export interface SendOptions {
  readonly timeout_ms?: number;
  readonly signal?: AbortSignal;
  /**
   * Whether an answer 503/504 or a broken connection may be repeated: reads, and writes that carry
   * a key.
   */
  readonly repeatable: boolean;
  /** Signs each attempt anew instead of sending the session's token. */
  readonly authorize?: Authorize;
}

export class TransportFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function withToken(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

async function withSignature(request: Request, authorize: Authorize): Promise<void> {
  const url = new URL(request.url);
  const body = request.method === 'GET' ? '' : await request.clone().text();
  const target = url.pathname.slice(base_path.length) + url.search;
  request.headers.set('Authorization', await authorize({ method: request.method, target, body }));
}

function failureOfThrow(request: Request, timedOut: boolean): Failure {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (typeof navigator !== 'undefined' && navigator.onLine === false) {
    return localFailure('client.offline', 'offline');
  }
  const code = timedOut ? 'client.timed_out' : 'client.unreachable';
  return localFailure(code, reads ? 'unavailable' : 'uncertain');
}

async function sendOnce(request: Request, options: SendOptions): Promise<Response> {
  const deadline = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    deadline.abort();
  }, options.timeout_ms ?? default_timeout_ms);
  const giveUp = () => deadline.abort();
  options.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await fetch(request.clone(), { signal: deadline.signal });
  } catch (thrown) {
    if (options.signal?.aborted) throw thrown;
    throw new TransportFailure(failureOfThrow(request, timedOut));
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', giveUp);
  }
}

function pauseBefore(attempt: number, response: Response | null): number {
  const asked = Number(response?.headers.get('Retry-After') ?? Number.NaN) * 1000;
  const own = pauses_ms[attempt] ?? longest_pause_ms;
  return Number.isFinite(asked) ? Math.min(Math.max(asked, own), longest_pause_ms) : own;
}

function worthRepeating(status: number): boolean {
  const failureClass = classOfStatus(status);
  return failureClass === 'unavailable' || failureClass === 'uncertain';
}

/** Sends a request; answers every HTTP response, throws TransportFailure when none arrived. */
export async function send(request: Request, options: SendOptions): Promise<Response> {
  const token = options.authorize ? undefined : currentSession()?.token;
  withToken(request, token);
  for (let attempt = 0; ; attempt++) {
    const last = !options.repeatable || attempt >= pauses_ms.length;
    let response: Response | null = null;
    if (options.authorize) await withSignature(request, options.authorize);
    try {
      response = await sendOnce(request, options);
      if (response.status === 401 && token !== undefined && token === currentSession()?.token)
        endSession('rejected');
      if (last || !worthRepeating(response.status)) return response;
    } catch (thrown) {
      const offline = thrown instanceof TransportFailure && thrown.failure.class === 'offline';
      if (last || offline || !(thrown instanceof TransportFailure)) throw thrown;
    }
    await pause(pauseBefore(attempt, response));
  }
}
