// What the staff endpoints of the ledger answer.
export const codes = [
  'bank_cash',
  'host_clearing',
  'channel_clearing',
  'receivable',
  'customer_eaccount',
  'customer_purse',
  'subsidy_purse',
  'subsidy_funding',
  'deposit_held',
  'merchant_clearing',
  'merchant_settlement',
  'fee_income',
  'subsidy_expense',
  'loss_expense',
  'suspense',
] as const;
export type AccountCode = (typeof codes)[number];

export interface LedgerAccount {
  readonly account_id: string;
  readonly code: AccountCode;
  readonly code_number: number;
  readonly normal_side: 'debit' | 'credit';
  readonly ledger_unit: string;
  readonly holder: string;
  readonly overdraft: 'none' | 'limited' | 'unlimited';
  readonly overdraft_limit_fen: number;
  readonly frozen: 'none' | 'debits' | 'credits' | 'all';
  readonly opened_at_us: number;
  readonly closed_at_us?: number | null;
  readonly balance_fen: number;
  readonly available_fen: number;
  readonly reserved_fen: number;
  readonly incoming_fen: number;
  readonly debits_posted_fen: number;
  readonly credits_posted_fen: number;
  readonly entry_count: number;
}
export interface AccountList {
  readonly items: readonly LedgerAccount[];
  readonly next_after?: string | null;
}

export type TransferKind =
  'move' | 'move_available' | 'reserve' | 'post_reserved' | 'void_reserved' | 'reverse';

export interface StatementLine {
  readonly seq: number;
  readonly transfer_id: string;
  readonly kind: TransferKind;
  readonly side: 'debit' | 'credit';
  readonly amount_fen: number;
  readonly balance_after_fen: number;
  readonly posted_at_us: number;
  readonly effective_at_us: number;
  readonly counter_account_id: string;
  readonly cause_kind: string;
  readonly cause_id: string;
  readonly memo: string;
}
export interface Statement {
  readonly items: readonly StatementLine[];
  readonly next_after?: number | null;
}
export interface PastBalance {
  readonly effective_fen: number;
  readonly recorded_fen: number;
}

export interface Transfer {
  readonly transfer_id: string;
  readonly kind: TransferKind;
  readonly amount_fen: number;
  readonly debit_account: LedgerAccount;
  readonly credit_account: LedgerAccount;
  readonly posted_at_us: number;
  readonly effective_at_us: number;
  readonly expires_at_us?: number | null;
  readonly cause_kind: string;
  readonly cause_id: string;
  readonly memo: string;
  readonly reference_id?: string | null;
  readonly chain_id?: string | null;
  readonly reservation?: 'open' | 'posted' | 'voided' | 'expired' | null;
  readonly reversed_by?: string | null;
}

export interface Finding {
  readonly rule: string;
  readonly subject: string;
  readonly expected_fen: number;
  readonly found_fen: number;
}
export interface Verification {
  readonly accounts: number;
  readonly transfers: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
}
