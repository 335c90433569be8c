-- Prepared changes that wait for a second person.
CREATE TABLE approval_request (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    summary TEXT NOT NULL,
    payload TEXT NOT NULL,
    changes TEXT NOT NULL,
    maker_id BYTEA NOT NULL,
    state TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    decided_by_id BYTEA,
    decided_at_us BIGINT,
    remark TEXT NOT NULL
);
CREATE INDEX approval_request_by_organisation ON approval_request (organisation_id, state, id);
CREATE INDEX approval_request_by_expiry ON approval_request (state, expires_at_us);
