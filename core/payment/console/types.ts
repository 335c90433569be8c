// What the staff endpoints of payments answer.
export type PaymentState =
  'created' | 'unknown' | 'charged' | 'closed' | 'refunding' | 'refunded_partly' | 'refunded';

export interface PaymentLine {
  readonly payment_id: string;
  readonly subject: string;
  readonly payee_name: string;
  readonly scene: string;
  readonly state: PaymentState;
  readonly amount_fen: number;
  readonly refunded_fen: number;
  readonly created_at_us: number;
  readonly charged_at_us: number | null;
}
export interface PaymentList {
  readonly items: readonly PaymentLine[];
  readonly next_after: string | null;
}
export interface Payment extends PaymentLine {
  readonly scene_ref: string;
  readonly method: string | null;
  readonly tenders: readonly {
    readonly position: number;
    readonly kind: 'subsidy' | 'cash_purse' | 'eaccount' | 'linked_card';
    readonly amount_fen: number;
    readonly refunded_fen: number;
  }[];
  readonly refunds: readonly {
    readonly refund_id: string;
    readonly amount_fen: number;
    readonly reason: string;
    readonly state: 'waiting_approval' | 'refunded' | 'rejected';
    readonly requested_at_us: number;
  }[];
}
export interface WaitingRefund {
  readonly id: string;
  readonly payment_id: string;
  readonly amount_fen: number;
  readonly reason: string;
  readonly requested_by: string;
  readonly requested_at_us: number;
}
export interface Settlement {
  readonly business_day: string;
  readonly organisation_id: string;
  readonly charged_count: number;
  readonly charged_fen: number;
  readonly refunded_count: number;
  readonly refunded_fen: number;
  readonly carried_in_fen: number;
  readonly fee_basis_points: number;
  readonly fee_fen: number;
  readonly settled_fen: number;
  readonly carried_out_fen: number;
}
export interface Difference {
  readonly id: string;
  readonly business_day: string;
  readonly kind: string;
  readonly subject: string;
  readonly payment_fen: number | null;
  readonly ledger_fen: number | null;
  readonly host_fen: number | null;
  readonly state: 'open' | 'resolved';
  readonly remark: string;
}
export interface Run {
  readonly business_day: string;
  readonly payment_count: number;
  readonly ledger_count: number;
  readonly host_count: number;
  readonly difference_count: number;
  readonly host_outcome: 'confirmed' | 'refused' | 'unavailable';
  readonly run_at_us: number;
}

export const states: readonly PaymentState[] = [
  'created',
  'charged',
  'refunding',
  'refunded_partly',
  'refunded',
  'closed',
];
export const state_tones = {
  created: 'warn',
  unknown: 'warn',
  charged: 'good',
  closed: 'plain',
  refunding: 'note',
  refunded_partly: 'note',
  refunded: 'note',
} as const satisfies Record<PaymentState, string>;
