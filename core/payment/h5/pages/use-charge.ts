// The charge at the cashier: the PIN first, and a passkey's agreement to this very order where the
// amount asks for it.
import { ref, type Ref } from 'vue';
import { api, type Schemas } from '@dlfp/api-client';
import { canUsePasskeys, usePasskey, useSubmission } from '@dlfp/ui';

type Payment = Schemas['PaymentPaymentView'];
interface Wish {
  payment_pin?: string;
  operation_digest?: string;
  confirmation?: Schemas['IdentityConfirmationAnswer'];
}

export function useCharge(payment_id: string, shown: Ref<Payment | null>) {
  const path = { payment_id };
  let last: Wish = {};
  const charging = useSubmission((intention, wish: Wish) =>
    api.post('/payments/{payment_id}/charge', { path, body: wish, intention }),
  );
  const asking = useSubmission((intention) =>
    api.post('/payments/{payment_id}/confirmations', { path, intention }),
  );
  /** The PIN was right and is not enough: the page offers the passkey. */
  const needs_passkey = ref(false);
  const gave_up = ref(false);
  /** The bank asks about something else than the screen shows: nothing is signed. */
  const differs = ref(false);

  async function send(wish: Wish) {
    last = wish;
    asking.restart();
    const reply = await charging.run(wish);
    if (charging.failure?.code === 'identity.step_up_required')
      needs_passkey.value = String(charging.failure.members.missing).includes('passkey');
    return reply;
  }

  return {
    charging,
    asking,
    needs_passkey,
    gave_up,
    differs,
    can_use_passkeys: canUsePasskeys(),
    /** With the PIN, or without where the customer allowed that. */
    pay: (pin: string | null) =>
      send(
        pin === null ? {} : { payment_pin: pin, operation_digest: shown.value?.operation_digest },
      ),
    /** The last wish again: the server knows whether it was fulfilled. */
    askAgain: () => send(last),
    /** The last wish, with the passkey's agreement to what is on the screen. */
    async paySigned() {
      gave_up.value = false;
      charging.restart();
      const asked = await asking.run();
      if (!asked) return null;
      differs.value = asked.operation_digest !== shown.value?.operation_digest;
      if (differs.value) return null;
      const answer = await usePasskey(asked);
      gave_up.value = answer === null;
      if (!answer) return null;
      const { confirmation_id, operation_digest } = asked;
      return send({ ...last, operation_digest, confirmation: { confirmation_id, answer } });
    },
  };
}
