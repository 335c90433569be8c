// Who may open which page of the console, and the way through sign-in and back.
import type { RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router';
import { currentSession, onSessionChange, type Session } from '@dlfp/api-client';
import { detour } from '@dlfp/ui';

export type Verdict = 'open' | 'sign_in' | 'forbidden';

/** Only a page that says so is open to everyone; the others need staff, and their permission. */
export function decideEntry(
  meta: Pick<RouteLocationNormalized['meta'], 'audience' | 'needs'>,
  session: Session | null,
): Verdict {
  if (meta.audience === 'public') return 'open';
  if (session === null || session.level !== 'staff') return 'sign_in';
  return meta.needs === undefined || session.permissions.includes(meta.needs)
    ? 'open'
    : 'forbidden';
}

const sign_in_route = 'identity.staff_login';

export function guardRoutes(router: Router, tell: (end: 'idle' | 'rejected') => void): void {
  router.beforeEach((to): RouteLocationRaw | true => {
    const verdict = decideEntry(to.meta, currentSession());
    if (verdict === 'open') return true;
    if (verdict === 'forbidden') return { name: 'shell.forbidden' };
    return router.hasRoute(sign_in_route) ? detour(sign_in_route, to) : { name: 'shell.closed' };
  });
  onSessionChange((session, end) => {
    if (session !== null) return;
    if (end === 'idle' || end === 'rejected') tell(end);
    const here = router.currentRoute.value;
    if (here.meta.audience === 'public') return;
    const landing: RouteLocationRaw = { name: 'shell.landing' };
    const signIn = end === 'signed_out' ? { name: sign_in_route } : detour(sign_in_route, here);
    void router.replace(router.hasRoute(sign_in_route) ? signIn : landing);
  });
}
