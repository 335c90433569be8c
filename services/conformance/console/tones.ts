// How states look, and the order in which they are told: strongest evidence first.
import type { Schemas } from '@dlfp/api-client';

export type ClauseState = Schemas['ConformanceClauseLine']['state'];
export type Standing = Schemas['ConformanceClauseLine']['standing'];

export const clause_states: readonly ClauseState[] = [
  'tested',
  'measured',
  'recorded',
  'attested',
  'simulated',
  'not_yet',
];
export const standings: readonly Standing[] = ['holds', 'ageing', 'broken', 'open'];
export const standing_tones = {
  holds: 'good',
  ageing: 'warn',
  broken: 'danger',
  open: 'plain',
} as const;
export const state_tones = {
  tested: 'good',
  measured: 'good',
  recorded: 'good',
  attested: 'note',
  simulated: 'warn',
  not_yet: 'plain',
} as const;
export const outcome_tones = {
  passed: 'good',
  failed: 'danger',
  skipped: 'warn',
  unknown: 'plain',
  within: 'good',
  outside: 'danger',
} as const;
export const attestation_tones = {
  waiting: 'note',
  agreed: 'good',
  dropped: 'danger',
  withdrawn: 'plain',
} as const;
