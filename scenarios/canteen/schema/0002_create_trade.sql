-- What is sold: orders before the meal, sales at the counter, offline batches, kitchen slips.
-- Keys of growing tables begin with time: ids carry it in their first bytes.
CREATE TABLE canteen_meal_order (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    outlet_id BYTEA NOT NULL,
    period_id BYTEA NOT NULL,
    category_id BYTEA NOT NULL,
    day BIGINT NOT NULL,
    diner_id BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    state TEXT NOT NULL,
    total_fen BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    payment_id BYTEA NOT NULL,
    pick_up_number BIGINT,
    note TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    paid_at_us BIGINT,
    picked_up_at_us BIGINT
);
CREATE INDEX canteen_meal_order_by_day ON canteen_meal_order (organisation_id, day, period_id);
CREATE INDEX canteen_meal_order_by_customer ON canteen_meal_order (customer_id, created_at_us);
CREATE INDEX canteen_meal_order_by_payment ON canteen_meal_order (payment_id);
-- No number twice in a meal, whatever the code does.
CREATE UNIQUE INDEX canteen_meal_order_pick_up
    ON canteen_meal_order (day, outlet_id, period_id, pick_up_number);

CREATE TABLE canteen_meal_order_line (
    order_id BYTEA NOT NULL REFERENCES canteen_meal_order (id),
    line BIGINT NOT NULL,
    menu_item_id BYTEA NOT NULL,
    dish_id BYTEA NOT NULL,
    dish_name TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_price_fen BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    cancelled_quantity BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    is_set_meal BIGINT NOT NULL,
    PRIMARY KEY (order_id, line)
);

-- What came back of a meal order, or waits for approval. Booked once per refund of the payment:
-- the event may come twice, or before the unit that asked has written its lines.
CREATE TABLE canteen_meal_order_refund (
    order_id BYTEA NOT NULL REFERENCES canteen_meal_order (id),
    refund_id BYTEA NOT NULL,
    party TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    asked_at_us BIGINT NOT NULL,
    booked_at_us BIGINT,
    PRIMARY KEY (order_id, refund_id)
);
CREATE TABLE canteen_meal_order_refund_line (
    order_id BYTEA NOT NULL,
    refund_id BYTEA NOT NULL,
    line BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    is_booked BIGINT NOT NULL,
    PRIMARY KEY (order_id, refund_id, line)
);

-- A sale at a device: (terminal_id, seq) makes it one; content_hash tells a replay from a changed one
-- (row C3). occurred_at_us is the device's time less its offset; both clocks are kept (row C8).
CREATE TABLE canteen_sale (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    terminal_id BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    content_hash BYTEA NOT NULL,
    payer_kind TEXT NOT NULL,
    diner_id BYTEA NOT NULL,
    customer_id BYTEA,
    area_id BYTEA NOT NULL,
    category_id BYTEA,
    day BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    payment_id BYTEA NOT NULL,
    is_offline BIGINT NOT NULL,
    device_time_us BIGINT NOT NULL,
    device_offset_us BIGINT NOT NULL,
    occurred_at_us BIGINT NOT NULL,
    received_at_us BIGINT NOT NULL,
    suspicion TEXT NOT NULL,
    twin_sale_id BYTEA,
    reviewed_at_us BIGINT
);
CREATE UNIQUE INDEX canteen_sale_once ON canteen_sale (terminal_id, seq);
CREATE INDEX canteen_sale_by_day ON canteen_sale (organisation_id, day);
CREATE INDEX canteen_sale_by_diner ON canteen_sale (diner_id, occurred_at_us);

CREATE TABLE canteen_sale_line (
    sale_id BYTEA NOT NULL REFERENCES canteen_sale (id),
    line BIGINT NOT NULL,
    dish_id BYTEA,
    dish_name TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    weight_g BIGINT,
    unit_price_fen BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    PRIMARY KEY (sale_id, line)
);

-- An uploaded batch of offline sales, as it was received and what became of it.
CREATE TABLE canteen_offline_batch (
    terminal_id BYTEA NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT NOT NULL,
    organisation_id BYTEA NOT NULL,
    content_hash BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    sale_count BIGINT NOT NULL,
    repeated_count BIGINT NOT NULL,
    gap_count BIGINT NOT NULL,
    received_at_us BIGINT NOT NULL,
    PRIMARY KEY (terminal_id, from_seq, content_hash)
);

-- A slip for the kitchen: only what changed (delta_quantity may be negative).
CREATE TABLE canteen_kitchen_ticket (
    order_id BYTEA NOT NULL REFERENCES canteen_meal_order (id),
    ticket BIGINT NOT NULL,
    line BIGINT NOT NULL,
    organisation_id BYTEA NOT NULL,
    outlet_id BYTEA NOT NULL,
    day BIGINT NOT NULL,
    period_id BYTEA NOT NULL,
    dish_id BYTEA NOT NULL,
    dish_name TEXT NOT NULL,
    delta_quantity BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_at_us BIGINT NOT NULL,
    done_at_us BIGINT,
    PRIMARY KEY (order_id, ticket, line)
);
CREATE INDEX canteen_kitchen_ticket_by_day ON canteen_kitchen_ticket (organisation_id, day, period_id);

-- Pick-up numbers count per outlet, day and period.
CREATE TABLE canteen_pick_up_counter (
    day BIGINT NOT NULL,
    outlet_id BYTEA NOT NULL,
    period_id BYTEA NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (day, outlet_id, period_id)
);

-- Meals taken per diner, business day and category, for limits (rows C7 and day_meals_max).
CREATE TABLE canteen_meal_count (
    day BIGINT NOT NULL,
    diner_id BYTEA NOT NULL,
    category_id BYTEA NOT NULL,
    meals BIGINT NOT NULL,
    PRIMARY KEY (day, diner_id, category_id)
);
