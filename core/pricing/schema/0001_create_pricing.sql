-- Rate tables of organisations, their dated versions, and quotes that freeze a price.
CREATE TABLE pricing_table (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    created_by_id BYTEA NOT NULL
);
CREATE UNIQUE INDEX pricing_table_by_code ON pricing_table (organisation_id, code);

-- `content` is the rate table as JSON; once a version has left the state draft it never changes.
CREATE TABLE pricing_version (
    id BYTEA NOT NULL PRIMARY KEY,
    table_id BYTEA NOT NULL,
    organisation_id BYTEA NOT NULL,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    content TEXT NOT NULL,
    digest BYTEA NOT NULL,
    valid_from BIGINT,
    maker_id BYTEA NOT NULL,
    changed_at_us BIGINT NOT NULL,
    checker_id BYTEA,
    decided_at_us BIGINT
);
CREATE UNIQUE INDEX pricing_version_by_number ON pricing_version (table_id, number);
CREATE INDEX pricing_version_in_force ON pricing_version (table_id, state, valid_from);

CREATE TABLE pricing_quote (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    version_id BYTEA NOT NULL,
    priced TEXT NOT NULL,
    stay TEXT NOT NULL,
    price TEXT NOT NULL,
    total_fen BIGINT NOT NULL,
    due_fen BIGINT NOT NULL,
    quoted_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    honoured_at_us BIGINT,
    honoured_for TEXT NOT NULL
);
