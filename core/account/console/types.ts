// What the staff endpoints of accounts answer.
export type Freeze = 'none' | 'debits' | 'credits' | 'all';

export interface FoundAccount {
  readonly account_id: string;
  readonly account_class: 'class_two' | 'class_three';
  readonly state: 'open' | 'closed';
  readonly freeze: Freeze;
  readonly balance_fen: number;
  readonly available_fen: number;
  readonly bound_number_masked: string;
  readonly bound_bank_name: string;
  readonly limits: { readonly day_left_fen: number; readonly year_left_fen: number };
}
export interface Found {
  readonly customer: { readonly masked_name: string; readonly masked_mobile: string } | null;
  readonly accounts: readonly FoundAccount[];
}
export interface LimitRule {
  readonly account_class: 'class_two' | 'class_three';
  readonly effective_from: string;
  readonly balance_max_fen: number | null;
  readonly out_day_max_fen: number;
  readonly out_year_max_fen: number;
}
