-- Money between linked cards and merchants: asked of the host, unknown until it has answered.
CREATE TABLE payment_card_movement (
    id BYTEA NOT NULL PRIMARY KEY,
    payment_id BYTEA NOT NULL,
    refund_id BYTEA,
    agreement_number TEXT NOT NULL,
    direction TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    refusal TEXT NOT NULL,
    requested_at_us BIGINT NOT NULL,
    requested_day BIGINT NOT NULL,
    next_attempt_at_us BIGINT,
    attempts BIGINT NOT NULL,
    settled_at_us BIGINT,
    settled_day BIGINT
);
CREATE INDEX payment_card_movement_by_day ON payment_card_movement (requested_day, id);
-- Only movements under way have a next attempt.
CREATE INDEX payment_card_movement_due ON payment_card_movement (next_attempt_at_us)
    WHERE next_attempt_at_us IS NOT NULL;
