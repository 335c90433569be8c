-- Electronic accounts: who owns which, what they are bound to, their limits and counters, and the
-- movements between them and their bound accounts.

-- One row per customer: locked while an account is opened, so that the number per class holds.
CREATE TABLE account_holder (
    customer_id BYTEA NOT NULL PRIMARY KEY,
    opened_count BIGINT NOT NULL
);

CREATE TABLE account_eaccount (
    id BYTEA NOT NULL PRIMARY KEY,
    customer_id BYTEA NOT NULL,
    account_class TEXT NOT NULL,
    state TEXT NOT NULL,
    own_day_max_fen BIGINT,
    own_year_max_fen BIGINT,
    opened_at_us BIGINT NOT NULL,
    closed_at_us BIGINT
);
CREATE INDEX account_eaccount_by_customer ON account_eaccount (customer_id, opened_at_us);

-- Counters of the current day and year; apart from the account, since every payment writes them.
CREATE TABLE account_usage (
    account_id BYTEA NOT NULL PRIMARY KEY REFERENCES account_eaccount (id),
    usage_day BIGINT NOT NULL,
    out_day_fen BIGINT NOT NULL,
    usage_year BIGINT NOT NULL,
    out_year_fen BIGINT NOT NULL,
    incoming_fen BIGINT NOT NULL
);

CREATE TABLE account_limit_rule (
    account_class TEXT NOT NULL,
    effective_from BIGINT NOT NULL,
    balance_max_fen BIGINT,
    out_day_max_fen BIGINT NOT NULL,
    out_year_max_fen BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (account_class, effective_from)
);
-- Days since 1970: 17136 is 2016-12-01, 17550 is 2018-01-19.
INSERT INTO account_limit_rule (account_class, effective_from, balance_max_fen, out_day_max_fen,
                                out_year_max_fen, source)
VALUES ('class_two', 17136, NULL, 1000000, 20000000, '银发〔2016〕302号'),
       ('class_three', 17136, 100000, 500000, 10000000, '银发〔2016〕302号'),
       ('class_three', 17550, 200000, 200000, 5000000, '银发〔2018〕16号');

-- A bound account of an electronic account, or (without account_id) a linked card.
CREATE TABLE account_binding (
    id BYTEA NOT NULL PRIMARY KEY,
    customer_id BYTEA NOT NULL,
    account_id BYTEA REFERENCES account_eaccount (id),
    agreement_number TEXT NOT NULL,
    number_masked TEXT NOT NULL,
    bank_code TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bound_class TEXT NOT NULL,
    bound_at_us BIGINT NOT NULL,
    ended_at_us BIGINT
);
CREATE INDEX account_binding_by_customer ON account_binding (customer_id, bound_at_us);

CREATE TABLE account_funding (
    id BYTEA NOT NULL PRIMARY KEY,
    account_id BYTEA NOT NULL REFERENCES account_eaccount (id),
    customer_id BYTEA NOT NULL,
    agreement_number TEXT NOT NULL,
    direction TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    refusal TEXT NOT NULL,
    transfer_id BYTEA NOT NULL,
    reservation_id BYTEA NOT NULL,
    requested_at_us BIGINT NOT NULL,
    requested_day BIGINT NOT NULL,
    next_attempt_at_us BIGINT,
    attempts BIGINT NOT NULL,
    settled_at_us BIGINT,
    settled_day BIGINT
);
CREATE INDEX account_funding_by_account ON account_funding (account_id, id);
CREATE INDEX account_funding_by_day ON account_funding (requested_day, id);
-- Only movements under way have a next attempt.
CREATE INDEX account_funding_due ON account_funding (next_attempt_at_us)
    WHERE next_attempt_at_us IS NOT NULL;
