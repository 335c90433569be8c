-- Staff list the accounts of a code, for example the bank's own.
CREATE INDEX ledger_account_by_code ON ledger_account (code, id);
