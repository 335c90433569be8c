// Loading something for a page: value, loading, failure and reload in one object.
import { onScopeDispose, shallowReactive } from 'vue';
import type { Failure, Outcome } from '@dlfp/api-client';

export interface Query<T> {
  /** The last good answer; kept while it is loaded again. */
  value: T | null;
  failure: Failure | null;
  loading: boolean;
  reload(): Promise<void>;
}

export interface QueryOptions {
  /** False: the first load waits for reload(). */
  readonly immediate?: boolean;
}

/** Runs `load` now and on reload(); answers that were overtaken by a later reload are dropped. */
export function useQuery<T>(
  load: (signal: AbortSignal) => Promise<Outcome<T>>,
  options: QueryOptions = {},
): Query<T> {
  let running: AbortController | null = null;
  const query = shallowReactive<Query<T>>({
    value: null,
    failure: null,
    loading: options.immediate !== false,
    async reload() {
      running?.abort();
      const own = new AbortController();
      running = own;
      query.loading = true;
      const outcome = await load(own.signal);
      if (running !== own) return;
      query.loading = false;
      query.failure = outcome.ok ? null : outcome.failure;
      if (outcome.ok) query.value = outcome.value;
    },
  });
  if (options.immediate !== false) void query.reload();
  onScopeDispose(() => {
    const last = running;
    running = null;
    last?.abort();
  });
  return query;
}
