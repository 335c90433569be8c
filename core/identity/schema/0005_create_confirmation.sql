-- What a session was opened with, and confirmations of operations that wait for their answer.

-- Sessions from before this column count as opened with the weakest proof.
ALTER TABLE identity_session ADD COLUMN log_in_proof TEXT NOT NULL DEFAULT 'login_password';

-- A question put to a passkey about one operation; the row goes with the first answer. The operation
-- is there as the digest of what its customer saw (5.3-4).
CREATE TABLE identity_confirmation (
    id BYTEA PRIMARY KEY,
    customer_id BYTEA NOT NULL,
    session_id BYTEA NOT NULL,
    operation_digest BYTEA NOT NULL,
    challenge BYTEA NOT NULL,
    expires_at_us BIGINT NOT NULL
);
CREATE INDEX identity_confirmation_by_expiry ON identity_confirmation (expires_at_us);
