-- Passkeys of customers, and the ceremonies that are open for one answer.

CREATE TABLE identity_passkey (
    id BYTEA PRIMARY KEY,
    customer_id BYTEA NOT NULL REFERENCES identity_customer (id),
    credential_id BYTEA NOT NULL UNIQUE,
    public_key BYTEA NOT NULL,
    algorithm BIGINT NOT NULL,
    model BYTEA NOT NULL,
    attestation TEXT NOT NULL,
    sign_count BIGINT NOT NULL,
    is_backup_eligible BIGINT NOT NULL,
    is_backed_up BIGINT NOT NULL,
    title TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    last_used_at_us BIGINT
);
CREATE INDEX identity_passkey_by_customer ON identity_passkey (customer_id, id);

-- A challenge that was handed out; the row goes with the first answer, right or wrong.
CREATE TABLE identity_passkey_ceremony (
    id BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL,
    customer_id BYTEA,
    challenge BYTEA NOT NULL,
    expires_at_us BIGINT NOT NULL
);
CREATE INDEX identity_passkey_ceremony_by_expiry ON identity_passkey_ceremony (expires_at_us);
