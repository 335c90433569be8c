-- What modules tell each other: stored in the unit that did it, delivered after its commit.
CREATE TABLE outbox_event (
    id BYTEA NOT NULL PRIMARY KEY,
    topic TEXT NOT NULL,
    order_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    is_open BIGINT NOT NULL,
    created_at_us BIGINT NOT NULL
) WITHOUT ROWID;
-- Open: not yet tried with every subscriber. Closed ones leave this index.
CREATE INDEX outbox_event_open ON outbox_event (order_key, id) WHERE is_open = 1;

-- One row per event and subscriber, made by the delivery itself or by its first failure.
CREATE TABLE outbox_delivery (
    event_id BYTEA NOT NULL,
    subscriber TEXT NOT NULL,
    order_key TEXT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    next_try_at_us BIGINT,
    settled_at_us BIGINT,
    last_error TEXT NOT NULL,
    PRIMARY KEY (event_id, subscriber)
) WITHOUT ROWID;
CREATE INDEX outbox_delivery_waiting ON outbox_delivery (subscriber, order_key, event_id)
    WHERE state = 'waiting';
CREATE INDEX outbox_delivery_due ON outbox_delivery (next_try_at_us) WHERE state = 'waiting';
CREATE INDEX outbox_delivery_dead ON outbox_delivery (event_id, subscriber) WHERE state = 'dead';
