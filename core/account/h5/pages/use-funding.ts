// Follows one top-up or withdrawal until it is final: asked every two seconds, never sent again.
import { onScopeDispose, shallowReactive } from 'vue';
import { api, type Failure, type Schemas } from '@dlfp/api-client';
import { isFinal } from '../funding.ts';

type Funding = Schemas['AccountFundingView'];

export const ask_again_ms = 2000;

export interface FollowedFunding {
  value: Funding | null;
  failure: Failure | null;
  follow(funding: Funding): void;
  stop(): void;
}

export function useFunding(): FollowedFunding {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const followed = shallowReactive<FollowedFunding>({
    value: null,
    failure: null,
    follow(funding) {
      followed.value = funding;
      clearTimeout(timer);
      if (!isFinal(funding.state)) timer = setTimeout(() => void ask(funding), ask_again_ms);
    },
    stop() {
      clearTimeout(timer);
      followed.value = null;
      followed.failure = null;
    },
  });

  async function ask(funding: Funding): Promise<void> {
    const outcome = await api.get('/accounts/{account_id}/fundings/{funding_id}', {
      path: {
        account_id: funding.account_id,
        funding_id: funding.funding_id,
      },
    });
    if (followed.value?.funding_id !== funding.funding_id) return;
    followed.failure = outcome.ok ? null : outcome.failure;
    followed.follow(outcome.ok ? outcome.value : funding);
  }

  onScopeDispose(() => followed.stop());
  return followed;
}
