-- Codes are derived, not kept: a row is the record of an issue. Codes under way live 60 seconds, so
-- the ones an earlier version made are not carried over.
DROP TABLE identity_sms_code;
CREATE TABLE identity_sms_code (
    id BYTEA PRIMARY KEY,
    mobile_index BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    -- SM3 of what a code for money confirms; empty for the other purposes.
    operation_digest BYTEA NOT NULL,
    -- The engine's own note about this code, such as the id of its key.
    ticket BYTEA NOT NULL,
    sent_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    wrong_tries BIGINT NOT NULL,
    used_at_us BIGINT
);
CREATE INDEX identity_sms_code_by_mobile ON identity_sms_code (mobile_index, purpose, sent_at_us);
