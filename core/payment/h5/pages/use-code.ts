// A payment code that renews itself before it ends, and notices when it was used.
import { computed, onScopeDispose, ref, shallowReactive } from 'vue';
import { api, type Failure, type Schemas } from '@dlfp/api-client';

type Code = Schemas['PaymentMakeCodeReply'];
type PaymentLine = Schemas['PaymentPaymentLine'];

export const renew_before_s = 5;
const look_every_s = 3;

export interface ShownCode {
  value: Code | null;
  paid: PaymentLine | null;
  failure: Failure | null;
  busy: boolean;
}

export function useCode(now_ms: () => number = Date.now) {
  const shown = shallowReactive<ShownCode>({
    value: null,
    paid: null,
    failure: null,
    busy: false,
  });
  const clock_ms = ref(now_ms());
  let made_at_ms = now_ms();
  const seconds_left = computed(() => {
    if (!shown.value) return 0;
    return Math.max(0, Math.floor((shown.value.expires_at_us / 1000 - clock_ms.value) / 1000));
  });

  async function renew(payment_pin?: string): Promise<void> {
    if (shown.busy) return;
    shown.busy = true;
    const outcome = await api.post('/payment-codes', {
      body: payment_pin === undefined ? {} : { payment_pin },
    });
    shown.busy = false;
    shown.failure = outcome.ok ? null : outcome.failure;
    if (!outcome.ok) return;
    shown.value = outcome.value;
    shown.paid = null;
    made_at_ms = now_ms();
    clock_ms.value = now_ms();
  }

  /** A payment newer than the code was made with it: nothing else is charged meanwhile. */
  async function look(): Promise<void> {
    const outcome = await api.get('/payments', {
      query: { limit: 1 },
    });
    const newest = outcome.ok ? outcome.value.items[0] : undefined;
    if (newest?.charged_at_us && newest.charged_at_us / 1000 >= made_at_ms) shown.paid = newest;
  }

  let ticks = 0;
  const timer = setInterval(() => {
    clock_ms.value = now_ms();
    if (document.visibilityState === 'hidden' || !shown.value || shown.paid) return;
    ticks += 1;
    if (seconds_left.value <= renew_before_s) void renew();
    else if (ticks % look_every_s === 0) void look();
  }, 1000);
  onScopeDispose(() => clearInterval(timer));
  void renew();
  return { shown, seconds_left, renew };
}
