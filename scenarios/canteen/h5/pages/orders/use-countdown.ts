// How long until a moment of the server's clock: the phone's own clock may be wrong.
import { computed, onScopeDispose, ref, type ComputedRef } from 'vue';

export interface Countdown {
  readonly left_s: ComputedRef<number>;
  /** "1:05:09" or "05:09". */
  readonly text: ComputedRef<string>;
}

const two = (number: number) => String(number).padStart(2, '0');

/** Counts from the moment of the call, at which the server's clock said `server_now_us`. */
export function useCountdown(moments: () => { ends_at_us: number; server_now_us: number }) {
  const began_ms = performance.now();
  const passed_ms = ref(0);
  const timer = setInterval(() => (passed_ms.value = performance.now() - began_ms), 1000);
  onScopeDispose(() => clearInterval(timer));
  const left_s = computed(() => {
    const { ends_at_us, server_now_us } = moments();
    return Math.max(
      0,
      Math.ceil((ends_at_us - server_now_us) / 1_000_000 - passed_ms.value / 1000),
    );
  });
  const text = computed(() => {
    const hours = Math.floor(left_s.value / 3600);
    const rest = `${two(Math.floor((left_s.value % 3600) / 60))}:${two(left_s.value % 60)}`;
    return hours > 0 ? `${hours}:${rest}` : rest;
  });
  return { left_s, text } satisfies Countdown;
}
