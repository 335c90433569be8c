// What the approval endpoints answer.
export const approval_states = [
  'waiting',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const;
export type ApprovalState = (typeof approval_states)[number];

export interface FieldChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}
export interface Approval {
  readonly approval_id: string;
  readonly kind: string;
  readonly kind_title_zh: string;
  readonly subject_id: string;
  readonly summary: string;
  readonly state: ApprovalState;
  readonly maker_id: string;
  readonly maker_name: string;
  readonly created_at_us: number;
  readonly decided_by_name?: string | null;
  readonly remark: string;
  readonly changes: readonly FieldChange[];
}
export interface ApprovalList {
  readonly items: readonly Approval[];
  readonly next_after: string | null;
}
