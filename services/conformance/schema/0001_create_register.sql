-- What the register knows beyond tests' names: results, readings, attachments, configured values.
-- The last known result of each test that speaks for a clause, and where it came from.
CREATE TABLE conformance_import (
    id BYTEA NOT NULL PRIMARY KEY,
    imported_at_us BIGINT NOT NULL,
    source TEXT NOT NULL,
    revision TEXT NOT NULL,
    digest BYTEA NOT NULL,
    result_count BIGINT NOT NULL,
    maker_id BYTEA,
    checker_id BYTEA
);
CREATE TABLE conformance_test_result (
    runner TEXT NOT NULL,
    path TEXT NOT NULL,
    test TEXT NOT NULL,
    outcome TEXT NOT NULL,
    finished_at_us BIGINT NOT NULL,
    import_id BYTEA NOT NULL,
    PRIMARY KEY (runner, path, test)
);

-- The newest reading of each probe, and its history: a row when the outcome changed, else one a day.
CREATE TABLE conformance_last_reading (
    probe TEXT NOT NULL PRIMARY KEY,
    read_at_us BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    newest_at_us BIGINT,
    outcome TEXT NOT NULL
);
CREATE TABLE conformance_reading (
    read_at_us BIGINT NOT NULL,
    probe TEXT NOT NULL,
    amount BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    newest_at_us BIGINT,
    outcome TEXT NOT NULL,
    PRIMARY KEY (read_at_us, probe)
);
-- A row for each minute in which the platform ran.
CREATE TABLE conformance_beat (
    minute BIGINT NOT NULL PRIMARY KEY
);

-- Fulfilled by hand: a statement with an attachment, prepared by one person, agreed to by another.
CREATE TABLE conformance_attachment (
    id BYTEA NOT NULL PRIMARY KEY,
    file_name TEXT NOT NULL,
    content BYTEA NOT NULL,
    byte_count BIGINT NOT NULL,
    digest BYTEA NOT NULL
);
CREATE TABLE conformance_attestation (
    id BYTEA NOT NULL PRIMARY KEY,
    clause_id TEXT NOT NULL,
    statement TEXT NOT NULL,
    attachment_id BYTEA NOT NULL,
    approval_id BYTEA NOT NULL,
    state TEXT NOT NULL,
    maker_id BYTEA NOT NULL,
    made_at_us BIGINT NOT NULL,
    checker_id BYTEA,
    agreed_at_us BIGINT,
    withdrawn_by_id BYTEA,
    withdrawn_at_us BIGINT,
    withdrawal_reason TEXT NOT NULL
);
CREATE INDEX conformance_attestation_by_clause ON conformance_attestation (clause_id, made_at_us);

-- Decided changes of configured values; what holds is the newest one whose day has come.
CREATE TABLE conformance_value_change (
    id BYTEA NOT NULL PRIMARY KEY,
    value_key TEXT NOT NULL,
    amount BIGINT NOT NULL,
    owner TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    reason TEXT NOT NULL,
    maker_id BYTEA NOT NULL,
    checker_id BYTEA NOT NULL,
    decided_at_us BIGINT NOT NULL
);
CREATE INDEX conformance_value_change_by_key ON conformance_value_change (value_key, valid_from);
