// Pages tell the shell that the number on a tab has changed, so that it never waits for the next
// page to be right.

type Listener = (route: string, count: number | null) => void;
const listeners = new Set<Listener>();

/** The number of the tab `route` is now `count`; null when it has to be asked for again. */
export function tellBadge(route: string, count: number | null): void {
  for (const listener of listeners) listener(route, count);
}

/** Answers what ends the listening. */
export function onBadgeNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
