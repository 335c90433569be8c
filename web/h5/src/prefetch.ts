// After the first page has settled, loads the code of the pages that its tiles lead to, one at a
// time.
import type { Router } from 'vue-router';
import type { H5Module } from '@dlfp/ui';

const settle_ms = 1200;

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 4000 });
  else setTimeout(act, 200);
}

function saving(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } })
    .connection;
  return (
    connection?.saveData === true ||
    connection?.effectiveType === '2g' ||
    connection?.effectiveType === 'slow-2g'
  );
}

export function prefetchWhenIdle(router: Router, modules: readonly H5Module[]): void {
  if (saving()) return;
  const names = [
    'shell.functions',
    'shell.search',
    ...modules.flatMap((module) => module.entries.map((entry) => entry.route)),
  ];
  const loaders = names
    .filter((name) => router.hasRoute(name))
    .flatMap(
      (name) =>
        router.getRoutes().find((route) => route.name === name)?.components?.['default'] ?? [],
    )
    .filter((component): component is () => Promise<unknown> => typeof component === 'function');
  const next = (place: number): void => {
    const load = loaders[place];
    if (load)
      whenIdle(
        () =>
          void load()
            .catch(() => undefined)
            .then(() => next(place + 1)),
      );
  };
  setTimeout(() => next(0), settle_ms);
}
