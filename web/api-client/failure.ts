// What a call can answer besides its reply: one typed Failure for refusals, faults and a missing
// network.

export type FailureClass =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'refused'
  | 'throttled'
  | 'fault'
  | 'unavailable'
  | 'uncertain'
  | 'offline';

export interface Failure {
  /**
   * Stable name `module.fact`; the page chooses its words by it. Failures found in the browser
   * begin with `client.`.
   */
  readonly code: string;
  readonly class: FailureClass;
  /** HTTP status, 0 when no answer arrived. */
  readonly status: number;
  /** To be told to the bank's service staff; empty when no answer arrived. */
  readonly request_id: string;
  /** Whole seconds after which a repeat makes sense, where the server said so. */
  readonly retry_after_s?: number;
  /** Extension members of the problem document, for example `remaining_fen`. */
  readonly members: Readonly<Record<string, unknown>>;
}

export type Outcome<Reply> =
  { readonly ok: true; readonly value: Reply } | { readonly ok: false; readonly failure: Failure };

const class_of_status: Readonly<Record<number, FailureClass>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'missing',
  405: 'malformed',
  409: 'conflict',
  413: 'malformed',
  415: 'malformed',
  422: 'refused',
  429: 'throttled',
  500: 'fault',
  502: 'unavailable',
  503: 'unavailable',
  504: 'uncertain',
};

const standard_members = new Set([
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'code',
  'request_id',
]);

export function classOfStatus(status: number): FailureClass {
  return class_of_status[status] ?? (status >= 500 ? 'fault' : 'malformed');
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}

/**
 * Reads a problem document (RFC 9457); anything unreadable becomes `client.unreadable` with the
 * status' class.
 */
export function failureOf(response: Response, body: unknown): Failure {
  const problem =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const code = typeof problem['code'] === 'string' ? problem['code'] : 'client.unreadable';
  const request_id = problem['request_id'] ?? response.headers.get('X-Request-Id') ?? '';
  const members = Object.fromEntries(
    Object.entries(problem).filter(([name]) => !standard_members.has(name)),
  );
  const retry_after_s = retryAfter(response);
  return {
    code,
    class: classOfStatus(response.status),
    status: response.status,
    request_id: String(request_id),
    ...(retry_after_s === undefined ? {} : { retry_after_s }),
    members,
  };
}

/** A failure found in the browser: no network, no answer in time, an answer that cannot be read. */
export function localFailure(code: `client.${string}`, failureClass: FailureClass): Failure {
  return { code, class: failureClass, status: 0, request_id: '', members: {} };
}

/**
 * True when the outcome may have happened all the same, so that the same intention must be
 * repeated, never a fresh one.
 */
export function keepsIntention(failure: Failure): boolean {
  return (
    failure.class === 'uncertain' ||
    failure.class === 'unavailable' ||
    failure.class === 'offline' ||
    failure.class === 'fault' ||
    failure.class === 'throttled'
  );
}
