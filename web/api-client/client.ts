// The typed client over the generated schema. A call never throws for a declared failure: it
// answers an Outcome.
import createClient from 'openapi-fetch';
import { failureOf, localFailure, type Outcome } from './failure.ts';
import { beginIntention } from './intention.ts';
import type { Call, CallOptions, Method } from './operation.ts';
import type { paths } from './schema.d.ts';
import { base_path, send, TransportFailure } from './transport.ts';

interface RawOptions extends CallOptions {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const wire = createClient<Record<string, never>>({ baseUrl: base_path });

function absoluteBase(): string {
  return new URL(base_path, globalThis.location?.href ?? 'http://localhost/').href;
}

function headersOf(method: Method, options: RawOptions): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'get') headers['Idempotency-Key'] = (options.intention ?? beginIntention()).key;
  return headers;
}

type Parse = 'json' | 'blob';

async function exchange(
  method: Method,
  path: string,
  options: RawOptions,
  parse: Parse,
): Promise<Outcome<unknown>> {
  const init = {
    baseUrl: absoluteBase(),
    params: { path: options.path, query: options.query },
    ...(options.body === undefined ? {} : { body: options.body }),
    headers: headersOf(method, options),
    parseAs: parse,
    fetch: (request: Request) => send(request, { ...options, repeatable: true }),
  };
  // The generated types are applied by the callers below; here the wire call is untyped on purpose.
  const call = wire.request as unknown as (
    m: string,
    p: string,
    i: typeof init,
  ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
  const { data, error, response } = await call(method, path, init);
  return response.ok
    ? { ok: true, value: data }
    : { ok: false, failure: failureOf(response, error) };
}

async function outcomeOf<Reply>(
  method: Method,
  path: string,
  options: RawOptions = {},
  parse: Parse = 'json',
) {
  try {
    return (await exchange(method, path, options, parse)) as Outcome<Reply>;
  } catch (thrown) {
    if (thrown instanceof TransportFailure) return { ok: false, failure: thrown.failure } as const;
    if (options.signal?.aborted)
      return { ok: false, failure: localFailure('client.given_up', 'unavailable') } as const;
    if (thrown instanceof SyntaxError) {
      return { ok: false, failure: localFailure('client.unreadable', 'fault') } as const;
    }
    throw thrown;
  }
}

function typed<M extends Method>(method: M): Call<paths, M> {
  return (path, ...[options]) => outcomeOf(method, path, options as RawOptions);
}

/** Calls whose path, parameters, body and reply are checked against the API description. */
export const api = {
  get: typed('get'),
  post: typed('post'),
  put: typed('put'),
  patch: typed('patch'),
  delete: typed('delete'),
  /** Reads a file (exports, receipts) as a Blob. */
  file: (path: string, options?: RawOptions) => outcomeOf<Blob>('get', path, options, 'blob'),
};
