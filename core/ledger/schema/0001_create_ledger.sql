-- The ledger: accounts with their counters, immutable transfers, and one entry per side of each
-- posted transfer. Growing tables are keyed by transfer id, which begins with the time, so that
-- writing appends; an account's entries are found by walking back from its newest one.
CREATE TABLE ledger_account (
    id BYTEA NOT NULL,
    ledger_unit TEXT NOT NULL,
    code TEXT NOT NULL,
    holder TEXT NOT NULL,
    overdraft TEXT NOT NULL,
    overdraft_limit_fen BIGINT NOT NULL,
    frozen TEXT NOT NULL,
    opened_at_us BIGINT NOT NULL,
    closed_at_us BIGINT,
    debits_posted_fen BIGINT NOT NULL CHECK (debits_posted_fen >= 0),
    credits_posted_fen BIGINT NOT NULL CHECK (credits_posted_fen >= 0),
    debits_pending_fen BIGINT NOT NULL CHECK (debits_pending_fen >= 0),
    credits_pending_fen BIGINT NOT NULL CHECK (credits_pending_fen >= 0),
    last_seq BIGINT NOT NULL,
    last_transfer_id BYTEA,
    last_posted_at_us BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE INDEX ledger_account_by_holder ON ledger_account (holder);

CREATE TABLE ledger_transfer (
    id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    debit_account_id BYTEA NOT NULL,
    credit_account_id BYTEA NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    requested_fen BIGINT,
    reference_id BYTEA,
    chain_id BYTEA,
    effective_at_us BIGINT NOT NULL,
    posted_at_us BIGINT NOT NULL,
    expires_at_us BIGINT,
    cause_kind TEXT NOT NULL,
    cause_id BYTEA NOT NULL,
    memo TEXT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE ledger_entry (
    transfer_id BYTEA NOT NULL,
    side TEXT NOT NULL,
    account_id BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    debits_posted_after_fen BIGINT NOT NULL,
    credits_posted_after_fen BIGINT NOT NULL,
    posted_at_us BIGINT NOT NULL,
    effective_at_us BIGINT NOT NULL,
    previous_transfer_id BYTEA, -- the account's entry before this one
    PRIMARY KEY (transfer_id, side)
) WITHOUT ROWID;

-- Only entries with an earlier value date, which are few.
CREATE INDEX ledger_entry_backdated ON ledger_entry (account_id, effective_at_us)
    WHERE effective_at_us < posted_at_us;

-- Every 64th entry of an account: where a walk back may start. An index of all entries by account
-- would cost a random page per entry; this one costs a sixty-fourth of that.
CREATE TABLE ledger_milestone (
    account_id BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    transfer_id BYTEA NOT NULL,
    posted_at_us BIGINT NOT NULL,
    PRIMARY KEY (account_id, seq)
) WITHOUT ROWID;

CREATE INDEX ledger_milestone_by_time ON ledger_milestone (account_id, posted_at_us, seq);

-- What became of each reserving transfer.
CREATE TABLE ledger_reservation (
    id BYTEA NOT NULL,
    debit_account_id BYTEA NOT NULL,
    credit_account_id BYTEA NOT NULL,
    reserved_fen BIGINT NOT NULL,
    posted_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    expires_at_us BIGINT,
    ended_by BYTEA,
    ended_at_us BIGINT,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE INDEX ledger_reservation_due ON ledger_reservation (expires_at_us)
    WHERE state = 'open' AND expires_at_us IS NOT NULL;
CREATE INDEX ledger_reservation_open ON ledger_reservation (id) WHERE state = 'open';

-- The key makes a second reversal impossible.
CREATE TABLE ledger_reversal (
    original_id BYTEA NOT NULL,
    transfer_id BYTEA NOT NULL,
    PRIMARY KEY (original_id)
) WITHOUT ROWID;
