// Ends the session after a time in the background, also when the page was asleep and wakes up late.
import { currentSession, endSession } from '@dlfp/api-client';

export const background_limit_ms = 15 * 60 * 1000;
const storage_key = 'dlfp.hidden_since_ms';

function remember(since_ms: number | null): void {
  try {
    if (since_ms === null) sessionStorage.removeItem(storage_key);
    else sessionStorage.setItem(storage_key, String(since_ms));
  } catch {
    // Without storage the timer below still ends the session.
  }
}
function remembered(): number | null {
  try {
    const value = Number(sessionStorage.getItem(storage_key) ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : null;
  } catch {
    return null;
  }
}

/** Starts watching; returns the function that stops it. */
export function endSessionInBackground(limit_ms = background_limit_ms): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function enter(): void {
    remember(Date.now());
    clearTimeout(timer);
    timer = setTimeout(() => endSession('idle'), limit_ms);
  }
  function leave(): void {
    clearTimeout(timer);
    const since = remembered();
    remember(null);
    if (since !== null && Date.now() - since >= limit_ms && currentSession()) endSession('idle');
  }
  const change = () => (document.visibilityState === 'hidden' ? enter() : leave());

  if (document.visibilityState === 'hidden') enter();
  else leave();
  document.addEventListener('visibilitychange', change);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', change);
  };
}
