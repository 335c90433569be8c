-- The second factor of staff: an authenticator app, its recovery codes, and which of them a session
-- was opened with. Keys are sealed; recovery codes are keyed digests.

ALTER TABLE identity_session ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'none';

CREATE TABLE identity_staff_totp (
    staff_id BYTEA PRIMARY KEY REFERENCES identity_staff (id),
    key_sealed BYTEA NOT NULL,
    hash TEXT NOT NULL,
    last_counter BIGINT NOT NULL,
    wrong_tries BIGINT NOT NULL,
    locked_until_us BIGINT NOT NULL,
    enrolled_at_us BIGINT NOT NULL
);

-- A key that was shown and not yet confirmed by a first code.
CREATE TABLE identity_staff_totp_enrolment (
    staff_id BYTEA PRIMARY KEY REFERENCES identity_staff (id),
    key_sealed BYTEA NOT NULL,
    hash TEXT NOT NULL,
    opened_at_us BIGINT NOT NULL
);

CREATE TABLE identity_staff_recovery_code (
    staff_id BYTEA NOT NULL REFERENCES identity_staff (id),
    code_mac BYTEA NOT NULL,
    used_at_us BIGINT,
    PRIMARY KEY (staff_id, code_mac)
);
