-- Orders and their tenders, refunds, payment codes, settlements and what reconciliation found.

CREATE TABLE payment_merchant (
    organisation_id BYTEA NOT NULL PRIMARY KEY,
    clearing_account_id BYTEA NOT NULL,
    settlement_account_id BYTEA NOT NULL,
    opened_at_us BIGINT NOT NULL
);

CREATE TABLE payment_merchant_fee (
    organisation_id BYTEA NOT NULL REFERENCES payment_merchant (organisation_id),
    effective_from BIGINT NOT NULL,
    fee_basis_points BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, effective_from)
);

-- Dated limits. 条码支付业务规范 2018: class B (with PIN) 5,000 a day, class C 1,000 a day.
CREATE TABLE payment_rule (
    effective_from BIGINT NOT NULL PRIMARY KEY,
    pin_free_max_fen BIGINT NOT NULL,
    code_once_max_fen BIGINT NOT NULL,
    code_day_max_fen BIGINT NOT NULL,
    code_confirmed_day_max_fen BIGINT NOT NULL,
    refund_unapproved_max_fen BIGINT NOT NULL,
    source TEXT NOT NULL
);
-- Day 17622 is 2018-04-01.
INSERT INTO payment_rule (effective_from, pin_free_max_fen, code_once_max_fen, code_day_max_fen,
                          code_confirmed_day_max_fen, refund_unapproved_max_fen, source)
VALUES (17622, 20000, 20000, 100000, 500000, 20000, '条码支付业务规范 2018');

CREATE TABLE payment_order (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    payer_customer_id BYTEA NOT NULL,
    clearing_account_id BYTEA NOT NULL,
    amount_fen BIGINT NOT NULL,
    subject TEXT NOT NULL,
    scene TEXT NOT NULL,
    scene_ref TEXT NOT NULL,
    state TEXT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    refund_waiting_fen BIGINT NOT NULL,
    method TEXT,
    created_at_us BIGINT NOT NULL,
    created_day BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    charged_at_us BIGINT,
    charged_day BIGINT
);
-- The day leads, so that each day's part grows on its own.
CREATE INDEX payment_order_by_payer ON payment_order (created_day, payer_customer_id);
CREATE INDEX payment_order_charged ON payment_order (charged_day, organisation_id)
    WHERE charged_day IS NOT NULL;
CREATE INDEX payment_order_open ON payment_order (expires_at_us) WHERE state = 'created';

CREATE TABLE payment_tender (
    payment_id BYTEA NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    account_id BYTEA NOT NULL,
    amount_fen BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    source_ref TEXT NOT NULL,
    transfer_id BYTEA NOT NULL,
    PRIMARY KEY (payment_id, position)
);

CREATE TABLE payment_refund (
    id BYTEA NOT NULL PRIMARY KEY,
    payment_id BYTEA NOT NULL,
    organisation_id BYTEA NOT NULL,
    amount_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at_us BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    refunded_at_us BIGINT,
    refunded_day BIGINT
);
CREATE INDEX payment_refund_by_payment ON payment_refund (payment_id, id);
CREATE INDEX payment_refund_done ON payment_refund (refunded_day, organisation_id)
    WHERE refunded_day IS NOT NULL;
CREATE INDEX payment_refund_waiting ON payment_refund (organisation_id, id)
    WHERE state = 'waiting_approval';

CREATE TABLE payment_refund_part (
    refund_id BYTEA NOT NULL,
    position BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    transfer_id BYTEA NOT NULL,
    PRIMARY KEY (refund_id, position)
);

CREATE TABLE payment_code (
    made_day BIGINT NOT NULL,
    code_digest BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    is_pin_confirmed BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    used_at_us BIGINT,
    PRIMARY KEY (made_day, code_digest)
);

CREATE TABLE payment_code_usage (
    usage_day BIGINT NOT NULL,
    customer_id BYTEA NOT NULL,
    pin_free_fen BIGINT NOT NULL,
    confirmed_fen BIGINT NOT NULL,
    PRIMARY KEY (usage_day, customer_id)
);

CREATE TABLE payment_preference (
    customer_id BYTEA NOT NULL PRIMARY KEY,
    pin_free_max_fen BIGINT NOT NULL,
    changed_at_us BIGINT NOT NULL
);

CREATE TABLE payment_settlement (
    business_day BIGINT NOT NULL,
    organisation_id BYTEA NOT NULL,
    charged_count BIGINT NOT NULL,
    charged_fen BIGINT NOT NULL,
    refunded_count BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    carried_in_fen BIGINT NOT NULL,
    fee_basis_points BIGINT NOT NULL,
    fee_fen BIGINT NOT NULL,
    settled_fen BIGINT NOT NULL,
    carried_out_fen BIGINT NOT NULL,
    settled_at_us BIGINT NOT NULL,
    PRIMARY KEY (business_day, organisation_id)
);

CREATE TABLE payment_reconciliation (
    business_day BIGINT NOT NULL PRIMARY KEY,
    payment_count BIGINT NOT NULL,
    ledger_count BIGINT NOT NULL,
    host_count BIGINT NOT NULL,
    difference_count BIGINT NOT NULL,
    host_outcome TEXT NOT NULL,
    run_at_us BIGINT NOT NULL
);

CREATE TABLE payment_difference (
    id BYTEA NOT NULL PRIMARY KEY,
    business_day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payment_fen BIGINT,
    ledger_fen BIGINT,
    host_fen BIGINT,
    state TEXT NOT NULL,
    found_at_us BIGINT NOT NULL,
    remark TEXT NOT NULL,
    resolved_by TEXT NOT NULL,
    resolved_at_us BIGINT,
    transfer_id BYTEA,
    UNIQUE (business_day, kind, subject)
);
CREATE INDEX payment_difference_open ON payment_difference (id) WHERE state = 'open';
