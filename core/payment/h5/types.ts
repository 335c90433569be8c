// What the payment endpoints answer, as these pages read it.
import type { IconName } from '@dlfp/ui';

export type PaymentState =
  'created' | 'unknown' | 'charged' | 'closed' | 'refunding' | 'refunded_partly' | 'refunded';
export type TenderKind = 'subsidy' | 'cash_purse' | 'eaccount' | 'linked_card';
export type ChargeMethod = 'pin' | 'pin_free' | 'payment_code' | 'offline';

export interface Tender {
  readonly position: number;
  readonly kind: TenderKind;
  readonly amount_fen: number;
  readonly refunded_fen: number;
}
export interface Refund {
  readonly refund_id: string;
  readonly amount_fen: number;
  readonly reason: string;
  readonly state: 'waiting_approval' | 'refunded' | 'rejected';
  readonly requested_at_us: number;
  readonly refunded_at_us: number | null;
}
export interface Payment {
  readonly payment_id: string;
  readonly organisation_id: string;
  readonly payee_name: string;
  readonly subject: string;
  readonly scene: string;
  readonly scene_ref: string;
  readonly state: PaymentState;
  readonly amount_fen: number;
  readonly refunded_fen: number;
  readonly method: ChargeMethod | null;
  readonly created_at_us: number;
  readonly expires_at_us: number;
  readonly charged_at_us: number | null;
  readonly needs_pin: boolean;
  readonly tenders: readonly Tender[];
  readonly refunds: readonly Refund[];
}
export interface Receipt {
  readonly receipt_number: string;
  readonly payer_masked_name: string;
  readonly payment: Payment;
  readonly issued_at_us: number;
}
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
export interface Code {
  readonly code: string;
  readonly expires_at_us: number;
  readonly is_pin_confirmed: boolean;
  readonly once_max_fen: number;
}
export interface Preference {
  readonly pin_free_max_fen: number;
  readonly highest_fen: number;
}

export const state_tones = {
  created: 'warn',
  unknown: 'warn',
  charged: 'good',
  closed: 'plain',
  refunding: 'note',
  refunded_partly: 'note',
  refunded: 'note',
} as const satisfies Record<PaymentState, string>;

export const tender_icons = {
  subsidy: 'gift',
  cash_purse: 'wallet',
  eaccount: 'bank',
  linked_card: 'card',
} as const satisfies Record<TenderKind, IconName>;
