-- A key with a waiting delivery is asked about before each delivery, whoever the subscriber is.
DROP INDEX outbox_delivery_waiting;
CREATE INDEX outbox_delivery_of_key ON outbox_delivery (order_key, event_id)
    WHERE state = 'waiting';
