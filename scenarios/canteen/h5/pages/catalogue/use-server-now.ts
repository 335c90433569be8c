// The server's time, second by second: countdowns must not depend on the phone's clock.
import { onScopeDispose, readonly, ref, type Ref } from 'vue';

export interface ServerNow {
  readonly now_us: Readonly<Ref<number>>;
  /** The time an answer named, as soon as it has arrived. */
  set(now_us: number): void;
}

export function useServerNow(): ServerNow {
  let told_us = 0;
  let told_at_ms = 0;
  const now_us = ref(0);
  const tick = () => {
    if (told_us > 0) now_us.value = told_us + Math.round((performance.now() - told_at_ms) * 1000);
  };
  const timer = setInterval(tick, 1000);
  onScopeDispose(() => clearInterval(timer));
  return {
    now_us: readonly(now_us),
    set(value) {
      told_us = value;
      told_at_ms = performance.now();
      tick();
    },
  };
}

export interface TimeLeft {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** Null once the moment has come. */
export function timeLeft(until_us: number, now_us: number): TimeLeft | null {
  if (until_us <= now_us) return null;
  const seconds = Math.ceil((until_us - now_us) / 1_000_000);
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    seconds: seconds % 60,
  };
}
