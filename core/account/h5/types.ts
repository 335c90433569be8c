// What the account endpoints answer, as these pages read it.
export type AccountClass = 'class_two' | 'class_three';
export type FundingState = 'requested' | 'sent' | 'unknown' | 'succeeded' | 'refused';

export interface Limits {
  readonly day_max_fen: number;
  readonly day_left_fen: number;
  readonly year_max_fen: number;
  readonly year_left_fen: number;
  readonly rule_day_max_fen: number;
  readonly rule_year_max_fen: number;
  readonly balance_max_fen: number | null;
}
export interface EAccount {
  readonly account_id: string;
  readonly account_class: AccountClass;
  readonly state: 'open' | 'closed';
  readonly freeze: 'none' | 'debits' | 'credits' | 'all';
  readonly balance_fen: number;
  readonly available_fen: number;
  readonly incoming_fen: number;
  readonly bound_number_masked: string;
  readonly bound_bank_name: string;
  readonly limits: Limits;
  readonly opened_at_us: number;
}
export interface LinkedCard {
  readonly linked_card_id: string;
  readonly number_masked: string;
  readonly bank_name: string;
  readonly bound_class: 'class_one' | 'credit';
  readonly bound_at_us: number;
}
export interface Accounts {
  readonly accounts: readonly EAccount[];
  readonly linked_cards: readonly LinkedCard[];
}
export interface Entry {
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly amount_fen: number;
  readonly balance_after_fen: number;
  readonly memo: string;
  readonly posted_at_us: number;
}
export interface Balance {
  readonly account_id: string;
  readonly balance_fen: number;
  readonly available_fen: number;
  readonly as_of_us: number;
  readonly newest: readonly Entry[];
}
export interface Funding {
  readonly funding_id: string;
  readonly account_id: string;
  readonly direction: 'top_up' | 'withdraw';
  readonly state: FundingState;
  readonly amount_fen: number;
  readonly refusal: string;
  readonly requested_at_us: number;
  readonly settled_at_us: number | null;
}

export const isFinal = (state: FundingState): boolean =>
  state === 'succeeded' || state === 'refused';
