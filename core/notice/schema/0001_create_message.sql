-- What customers were told, newest read first.
CREATE TABLE notice_message (
    id BYTEA PRIMARY KEY,
    customer_id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    link TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    read_at_us BIGINT
);
CREATE INDEX notice_message_by_customer ON notice_message (customer_id, id);
CREATE INDEX notice_message_unread ON notice_message (customer_id, id) WHERE read_at_us IS NULL;
