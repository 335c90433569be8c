// A page chunk that is gone (a newer version was deployed) is cured by loading the page afresh,
// once.
import type { Router } from 'vue-router';

const storage_key = 'dlfp.reloaded_for';

export function reloadOnceWhenStale(
  router: Router,
  reload: (path: string) => void = (path) => location.assign(path),
): void {
  router.onError((error: unknown, to) => {
    const text = String((error as Error | null)?.message ?? error);
    if (!/dynamically imported module|Importing a module script failed|Failed to fetch/i.test(text))
      return;
    if (sessionStorage.getItem(storage_key) === to.fullPath) return;
    sessionStorage.setItem(storage_key, to.fullPath);
    reload(router.resolve(to.fullPath).href);
  });
}
