-- Short messages on their way out. Number and text are sealed together under a key of their own.
CREATE TABLE outbox_sms (
    id BYTEA PRIMARY KEY,
    sealed BYTEA NOT NULL,
    mobile_index BYTEA NOT NULL,
    masked_mobile TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    created_at_us BIGINT NOT NULL,
    useless_after_us BIGINT NOT NULL,
    settled_at_us BIGINT
);
CREATE INDEX outbox_sms_by_state ON outbox_sms (state, id);
CREATE INDEX outbox_sms_by_mobile ON outbox_sms (mobile_index, id);
