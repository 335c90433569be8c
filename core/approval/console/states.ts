// The states of a request, in the order of its life.
import type { Schemas } from '@dlfp/api-client';

export const approval_states = [
  'waiting',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const satisfies readonly Schemas['ApprovalApprovalLine']['state'][];
