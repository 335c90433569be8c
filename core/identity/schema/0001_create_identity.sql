-- Who somebody is: organisations, customers, staff, sessions, one-time codes and wrong tries.
-- Personal values are sealed under a data key per record; look-ups go by keyed blind index.

CREATE TABLE identity_organisation (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    registration_number TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    created_at_us BIGINT NOT NULL
);

CREATE TABLE identity_customer (
    id BYTEA PRIMARY KEY,
    wrapped_key BYTEA NOT NULL,
    mobile_sealed BYTEA NOT NULL,
    mobile_index BYTEA NOT NULL UNIQUE,
    masked_mobile TEXT NOT NULL,
    name_sealed BYTEA,
    id_number_sealed BYTEA,
    id_number_index BYTEA UNIQUE,
    masked_name TEXT NOT NULL,
    tier TEXT NOT NULL,
    status TEXT NOT NULL,
    display_mode TEXT NOT NULL,
    registered_at_us BIGINT NOT NULL,
    verified_at_us BIGINT
);

-- Secrets that only this module compares; apart from the person, so that no read of a customer
-- carries them along.
CREATE TABLE identity_password (
    subject_id BYTEA PRIMARY KEY,
    password_hash TEXT NOT NULL,
    changed_at_us BIGINT NOT NULL,
    must_change BIGINT NOT NULL
);

CREATE TABLE identity_payment_pin (
    customer_id BYTEA PRIMARY KEY,
    pin_hash TEXT NOT NULL,
    version BIGINT NOT NULL,
    wrong_tries BIGINT NOT NULL,
    locked_at_us BIGINT,
    changed_at_us BIGINT NOT NULL
);

CREATE TABLE identity_staff (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES identity_organisation (id),
    login_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at_us BIGINT NOT NULL
);
CREATE INDEX identity_staff_by_organisation ON identity_staff (organisation_id, id);

CREATE TABLE identity_staff_role (
    staff_id BYTEA NOT NULL REFERENCES identity_staff (id),
    role TEXT NOT NULL,
    PRIMARY KEY (staff_id, role)
);

CREATE TABLE identity_session (
    id BYTEA PRIMARY KEY,
    token_digest BYTEA NOT NULL UNIQUE,
    subject_kind TEXT NOT NULL,
    subject_id BYTEA NOT NULL,
    channel TEXT NOT NULL,
    device_title TEXT NOT NULL,
    peer_address TEXT NOT NULL,
    started_at_us BIGINT NOT NULL,
    last_seen_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    ended_at_us BIGINT
);
CREATE INDEX identity_session_by_subject ON identity_session (subject_id, started_at_us);
CREATE INDEX identity_session_by_expiry ON identity_session (expires_at_us);

CREATE TABLE identity_sms_code (
    id BYTEA PRIMARY KEY,
    mobile_index BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    code_mac BYTEA NOT NULL,
    sent_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    wrong_tries BIGINT NOT NULL,
    used_at_us BIGINT
);
CREATE INDEX identity_sms_code_by_mobile ON identity_sms_code (mobile_index, purpose, sent_at_us);

-- What may happen only so often a day: codes per number and per address, real-name tries.
CREATE TABLE identity_daily_count (
    day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject BYTEA NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (day, kind, subject)
);

-- Wrong passwords in a row, per login and address and per login alone. Logins nobody has are
-- counted as well: the answers have to be alike (clause 5.3-5).
CREATE TABLE identity_login_guard (
    subject BYTEA PRIMARY KEY,
    wrong_tries BIGINT NOT NULL,
    last_wrong_at_us BIGINT NOT NULL,
    locked_until_us BIGINT NOT NULL
);
CREATE INDEX identity_login_guard_by_time ON identity_login_guard (last_wrong_at_us);

-- Who saw personal values in clear, whose, and what for (JR/T 0171, FI-11).
CREATE TABLE identity_disclosure (
    disclosed_at_us BIGINT NOT NULL,
    id BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    caller_kind TEXT NOT NULL,
    caller_id BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (disclosed_at_us, id)
);
