-- One row per job: its memory over restarts and its lock in the cluster.
CREATE TABLE runtime_job (
    name TEXT NOT NULL PRIMARY KEY,
    schedule_text TEXT NOT NULL,
    next_due_us BIGINT NOT NULL,
    is_triggered BIGINT NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until_us BIGINT NOT NULL,
    last_started_us BIGINT NOT NULL,
    last_finished_us BIGINT NOT NULL,
    last_outcome TEXT NOT NULL,
    last_message TEXT NOT NULL,
    runs BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    failures_in_row BIGINT NOT NULL
);
