-- Tries that wait longer each time, and what the carrier said in the end.
ALTER TABLE outbox_sms ADD COLUMN next_try_at_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_sms ADD COLUMN receipt_at_us BIGINT;
