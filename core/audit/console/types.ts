// What the audit endpoints answer.
export interface RecordedChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}
export interface AuditRecord {
  readonly seq: number;
  readonly at_us: number;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly changes: readonly RecordedChange[];
}
export interface RecordList {
  readonly items: readonly AuditRecord[];
  readonly next_after: number | null;
}
export interface ChainVerdict {
  readonly checked: number;
  readonly head_seq: number;
  readonly broken_seq: number | null;
  readonly reason: string | null;
}
