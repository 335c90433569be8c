// The chart of accounts, in the order in which staff look for one.
import type { Schemas } from '@dlfp/api-client';

type AccountCode = Schemas['LedgerAccountView']['code'];

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
] as const satisfies readonly AccountCode[];
