// Rows that the specs of these pages share.
import { beginSession, type Schemas } from '@dlfp/api-client';

type EAccount = Schemas['AccountEAccountView'];

export const account: EAccount = {
  account_id: 'lac_1',
  account_class: 'class_three',
  state: 'open',
  freeze: 'none',
  balance_fen: 185_000,
  available_fen: 185_000,
  incoming_fen: 0,
  bound_number_masked: '6222***********0011',
  bound_bank_name: '榕城银行',
  limits: {
    day_max_fen: 200_000,
    day_left_fen: 80_000,
    year_max_fen: 5_000_000,
    year_left_fen: 4_880_000,
    rule_day_max_fen: 200_000,
    rule_year_max_fen: 5_000_000,
    balance_max_fen: 200_000,
  },
  opened_at_us: 1_795_406_400_000_000,
};
export const accounts = { accounts: [account], linked_cards: [] };

export function signIn(level: 'registered' | 'verified'): void {
  beginSession({
    token: 'token',
    level,
    subject_id: 'cus_1',
    display_name: '*三',
    permissions: [],
  });
}
