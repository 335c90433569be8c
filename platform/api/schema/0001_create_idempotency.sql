-- Replies by idempotency key. The business day leads the key so that the table grows at its end.
CREATE TABLE api_idempotency (
    day BIGINT NOT NULL,
    caller_id BYTEA NOT NULL,
    idempotency_key TEXT NOT NULL,
    operation TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    reply TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    PRIMARY KEY (day, caller_id, idempotency_key)
) WITHOUT ROWID;
