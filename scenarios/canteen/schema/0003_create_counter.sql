-- What counters keep beside their sales: clock checks, used nonces, gaps, suspense, refunds.

-- Every measurement of a device's clock; offset_us is device time minus ours (row C8).
CREATE TABLE canteen_clock_check (
    terminal_id BYTEA NOT NULL REFERENCES canteen_terminal (id),
    checked_at_us BIGINT NOT NULL,
    device_time_us BIGINT NOT NULL,
    offset_us BIGINT NOT NULL,
    PRIMARY KEY (terminal_id, checked_at_us)
);

-- Nonces of signed requests that wrote; older ones fall out of the time window anyway.
CREATE TABLE canteen_device_nonce (
    used_day BIGINT NOT NULL,
    terminal_id BYTEA NOT NULL,
    nonce BYTEA NOT NULL,
    PRIMARY KEY (used_day, terminal_id, nonce)
);

-- Numbers that a terminal has given and that have not arrived.
CREATE TABLE canteen_seq_gap (
    terminal_id BYTEA NOT NULL REFERENCES canteen_terminal (id),
    from_seq BIGINT NOT NULL,
    to_seq BIGINT NOT NULL,
    PRIMARY KEY (terminal_id, from_seq)
);

-- Facts that could not be booked: kept with their content until staff place them or write them off.
CREATE TABLE canteen_suspense_sale (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    terminal_id BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    content_hash BYTEA NOT NULL,
    reason TEXT NOT NULL,
    payer_ref TEXT NOT NULL,
    shown_fen BIGINT NOT NULL,
    content TEXT NOT NULL,
    device_time_us BIGINT NOT NULL,
    device_offset_us BIGINT NOT NULL,
    occurred_at_us BIGINT NOT NULL,
    received_at_us BIGINT NOT NULL,
    state TEXT NOT NULL,
    sale_id BYTEA,
    note TEXT NOT NULL,
    resolved_by BYTEA,
    resolved_at_us BIGINT
);
CREATE UNIQUE INDEX canteen_suspense_sale_once
    ON canteen_suspense_sale (terminal_id, seq, content_hash);
CREATE INDEX canteen_suspense_sale_by_state
    ON canteen_suspense_sale (organisation_id, state, received_at_us);

-- Which line of a sale a refund is for; the money itself is the payment's.
CREATE TABLE canteen_sale_refund (
    refund_id BYTEA NOT NULL,
    sale_id BYTEA NOT NULL REFERENCES canteen_sale (id),
    line BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    requested_at_us BIGINT NOT NULL,
    PRIMARY KEY (refund_id, line)
);
CREATE INDEX canteen_sale_refund_by_sale ON canteen_sale_refund (sale_id);
