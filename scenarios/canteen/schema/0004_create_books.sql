-- The operator's figures: closed days with what did not agree, and when days close by themselves.

-- A business day, closed once. trade_fen counts what was eaten on the day, charged_fen what was paid on
-- it: trade = charged - for_other_days + paid_other_days. closed_by is empty where the job closed.
CREATE TABLE canteen_closed_day (
    day BIGINT NOT NULL,
    organisation_id BYTEA NOT NULL,
    order_count BIGINT NOT NULL,
    sale_count BIGINT NOT NULL,
    trade_fen BIGINT NOT NULL,
    for_other_days_fen BIGINT NOT NULL,
    paid_other_days_fen BIGINT NOT NULL,
    charged_fen BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    fee_fen BIGINT NOT NULL,
    settled_fen BIGINT NOT NULL,
    ledger_difference_fen BIGINT NOT NULL,
    difference_count BIGINT NOT NULL,
    reason TEXT NOT NULL,
    closed_by BYTEA,
    closed_at_us BIGINT NOT NULL,
    PRIMARY KEY (day, organisation_id)
);

-- What did not agree when the day was closed all the same, by name.
CREATE TABLE canteen_closed_day_difference (
    day BIGINT NOT NULL,
    organisation_id BYTEA NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    own_fen BIGINT,
    other_fen BIGINT,
    PRIMARY KEY (day, organisation_id, line)
);

-- close_minute counts from midnight of the day after, China time; the grace is how long a terminal's
-- missing numbers hold a day open.
CREATE TABLE canteen_close_rule (
    organisation_id BYTEA PRIMARY KEY,
    mode TEXT NOT NULL,
    close_minute BIGINT NOT NULL,
    offline_grace_hours BIGINT NOT NULL
);

CREATE INDEX canteen_sale_by_payment ON canteen_sale (payment_id);
