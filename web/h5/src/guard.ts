// Who may open which page, and the way through sign-in and back.
import type { RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router';
import { currentSession, onSessionChange, type Session } from '@dlfp/api-client';
import { detour, type Audience } from '@dlfp/ui';

export type Verdict = 'open' | 'sign_in' | 'verify';

/** A page without a declared audience needs a signed-in customer. */
export function audienceOf(to: Pick<RouteLocationNormalized, 'meta'>): Audience {
  return to.meta.audience ?? 'registered';
}

export function decideEntry(audience: Audience, session: Session | null): Verdict {
  if (audience === 'public') return 'open';
  if (session === null) return 'sign_in';
  return audience === 'verified' && session.level === 'registered' ? 'verify' : 'open';
}

const detour_of: Readonly<Record<Exclude<Verdict, 'open'>, string>> = {
  sign_in: 'identity.login',
  verify: 'identity.verify',
};

export function guardRoutes(router: Router, tell: (end: 'idle' | 'rejected') => void): void {
  router.beforeEach((to): RouteLocationRaw | true => {
    const verdict = decideEntry(audienceOf(to), currentSession());
    if (verdict === 'open') return true;
    const name = detour_of[verdict];
    return router.hasRoute(name) ? detour(name, to) : { name: 'shell.closed' };
  });
  onSessionChange((session, end) => {
    if (session !== null) return;
    if (end === 'idle' || end === 'rejected') tell(end);
    const here = router.currentRoute.value;
    if (audienceOf(here) === 'public') return;
    const home = { name: 'shell.home' };
    void router.replace(
      end !== 'signed_out' && router.hasRoute('identity.login')
        ? detour('identity.login', here)
        : home,
    );
  });
}
