// The colour of each state of a version.
export const state_tones = { draft: 'note', waiting: 'warn', approved: 'good' } as const;
