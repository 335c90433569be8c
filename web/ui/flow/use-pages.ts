// A long list that arrives page by page: the API answers `{ items, next_after? }`, the next page is
// asked for with `after`.
import { onScopeDispose, shallowReactive } from 'vue';
import type { Outcome } from '@dlfp/api-client';
import type { Query } from './use-query.ts';

export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  readonly next_after?: Cursor | null;
}

/** A query whose value is everything loaded so far, so that PageFrame can wait for it. */
export interface Pages<Item> extends Query<readonly Item[]> {
  /** There is another page. */
  has_more: boolean;
  loading_more: boolean;
  loadMore(): Promise<void>;
}

type Load<Item, Cursor> = (
  after: Cursor | undefined,
  signal: AbortSignal,
) => Promise<Outcome<Page<Item, Cursor>>>;

/** Loads the first page now; reload() begins again from it. */
export function usePages<Item, Cursor>(load: Load<Item, Cursor>): Pages<Item> {
  let running: AbortController | null = null;
  let after: Cursor | undefined;

  async function step(first: boolean): Promise<void> {
    running?.abort();
    const own = new AbortController();
    running = own;
    const outcome = await load(first ? undefined : after, own.signal);
    if (running !== own) return;
    pages.loading = false;
    pages.loading_more = false;
    pages.failure = outcome.ok ? null : outcome.failure;
    if (!outcome.ok) return;
    after = outcome.value.next_after ?? undefined;
    pages.has_more = after !== undefined;
    pages.value = [...(first ? [] : (pages.value ?? [])), ...outcome.value.items];
  }

  const pages = shallowReactive<Pages<Item>>({
    value: null,
    failure: null,
    loading: true,
    has_more: false,
    loading_more: false,
    reload() {
      pages.loading = true;
      return step(true);
    },
    async loadMore() {
      if (pages.loading || pages.loading_more || !pages.has_more) return;
      pages.loading_more = true;
      await step(false);
    },
  });
  void pages.reload();
  onScopeDispose(() => {
    const last = running;
    running = null;
    last?.abort();
  });
  return pages;
}
