// When a top-up or withdrawal has its last word.
import type { Schemas } from '@dlfp/api-client';

type FundingState = Schemas['AccountFundingView']['state'];

export const isFinal = (state: FundingState): boolean =>
  state === 'succeeded' || state === 'refused';
