-- The chain of acts and its head. Nothing here is ever updated but the head.
CREATE TABLE audit_record (
    seq BIGINT PRIMARY KEY,
    at_us BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BYTEA NOT NULL,
    organisation_id BYTEA NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    changes TEXT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL
);
CREATE INDEX audit_record_by_actor ON audit_record (actor_id, seq);
CREATE INDEX audit_record_by_subject ON audit_record (subject_id, seq);

CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL
);

-- The key that signs checkpoints; its private half is sealed under the key ring.
CREATE TABLE audit_signing_key (
    id BIGINT PRIMARY KEY,
    public_key TEXT NOT NULL,
    sealed_private_key BYTEA NOT NULL,
    created_at_us BIGINT NOT NULL
);
