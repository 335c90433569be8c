// Sending a caller to the sign-in page and back to where they wanted to go.
import type {
  LocationQueryValue,
  RouteLocationNormalized,
  RouteLocationRaw,
  Router,
} from 'vue-router';

/** Only addresses inside this shell: never another site, whatever the link said. */
export function safeReturn(back: LocationQueryValue | LocationQueryValue[] | undefined): string {
  const wish = Array.isArray(back) ? back[0] : back;
  return typeof wish === 'string' && /^\/(?![/\\])/.test(wish) ? wish : '/';
}

/** Where a guard sends someone who must sign in (or prove more) first. */
export function detour(
  name: string,
  to: Pick<RouteLocationNormalized, 'fullPath'>,
): RouteLocationRaw {
  return { name, query: to.fullPath === '/' ? {} : { back: to.fullPath } };
}

/** Called by the sign-in pages after `beginSession`. */
export function returnAfterSignIn(router: Router): Promise<unknown> {
  return router.replace(safeReturn(router.currentRoute.value.query['back']));
}
