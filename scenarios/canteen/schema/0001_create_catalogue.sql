-- What a canteen offers and to whom: outlets, areas, meal times, dishes, menus, prices, diners, purses.
-- Every row belongs to one operator (organisation_id): the tenant filter of all queries.
CREATE TABLE canteen_outlet (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    pick_up_note TEXT NOT NULL,
    is_open_to_public BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX canteen_outlet_by_organisation ON canteen_outlet (organisation_id);

CREATE TABLE canteen_serving_area (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    outlet_id BYTEA NOT NULL REFERENCES canteen_outlet (id),
    name TEXT NOT NULL,
    manage_mode TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX canteen_serving_area_by_outlet ON canteen_serving_area (outlet_id);

-- Breakfast, lunch, dinner, night meal: what prices and subsidies speak of.
CREATE TABLE canteen_meal_category (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    day_meals_max BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX canteen_meal_category_by_organisation ON canteen_meal_category (organisation_id);

-- When a category is served. end_minute <= start_minute crosses midnight and belongs to the starting
-- day (row C7). weekday_mask: bit 0 Monday … bit 6 Sunday. Ordering ends cut_off_minutes before the start.
CREATE TABLE canteen_meal_period (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    outlet_id BYTEA NOT NULL REFERENCES canteen_outlet (id),
    category_id BYTEA NOT NULL REFERENCES canteen_meal_category (id),
    name TEXT NOT NULL,
    start_minute BIGINT NOT NULL,
    end_minute BIGINT NOT NULL,
    weekday_mask BIGINT NOT NULL,
    cut_off_minutes BIGINT NOT NULL,
    order_days_ahead BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    state TEXT NOT NULL
);
CREATE INDEX canteen_meal_period_by_outlet ON canteen_meal_period (outlet_id);

CREATE TABLE canteen_dish (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    allergens TEXT NOT NULL,
    energy_kj BIGINT NOT NULL,
    protein_mg BIGINT NOT NULL,
    fat_mg BIGINT NOT NULL,
    carbohydrate_mg BIGINT NOT NULL,
    sodium_mg BIGINT NOT NULL,
    pricing TEXT NOT NULL,
    price_fen BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX canteen_dish_by_organisation ON canteen_dish (organisation_id);

-- A dish on the menu of one period and day; the price may differ from the dish's own. stock_planned is
-- what the kitchen makes, stock_left what can still be sold. Rows are retired, never deleted: orders
-- name them.
CREATE TABLE canteen_menu_item (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    period_id BYTEA NOT NULL REFERENCES canteen_meal_period (id),
    day BIGINT NOT NULL,
    dish_id BYTEA NOT NULL REFERENCES canteen_dish (id),
    area_id BYTEA NOT NULL REFERENCES canteen_serving_area (id),
    price_fen BIGINT NOT NULL,
    stock_planned BIGINT,
    stock_left BIGINT,
    is_published BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE UNIQUE INDEX canteen_menu_item_once ON canteen_menu_item (day, period_id, dish_id, area_id);

-- Staff, pupil, guest …: who pays which price for a set meal (row C6).
CREATE TABLE canteen_price_class (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE TABLE canteen_class_price (
    price_class_id BYTEA NOT NULL REFERENCES canteen_price_class (id),
    category_id BYTEA NOT NULL REFERENCES canteen_meal_category (id),
    organisation_id BYTEA NOT NULL,
    price_fen BIGINT NOT NULL,
    PRIMARY KEY (price_class_id, category_id)
);
CREATE TABLE canteen_area_price (
    area_id BYTEA NOT NULL REFERENCES canteen_serving_area (id),
    category_id BYTEA NOT NULL REFERENCES canteen_meal_category (id),
    organisation_id BYTEA NOT NULL,
    price_fen BIGINT NOT NULL,
    PRIMARY KEY (area_id, category_id)
);

-- A person who may eat here. Known by number from the operator's file; linked to a customer once that
-- customer is verified. name and mobile are sealed under the record's own key, *_index are blind indexes.
-- What a diner owes from offline sales stands on arrears_account_id, so that the ledger itself keeps the
-- cash account from going below zero (row C2). A merged record points at the one that took its place.
CREATE TABLE canteen_diner (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    diner_number TEXT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    name_sealed BYTEA NOT NULL,
    name_index BYTEA NOT NULL,
    masked_name TEXT NOT NULL,
    mobile_sealed BYTEA NOT NULL,
    mobile_index BYTEA NOT NULL,
    masked_mobile TEXT NOT NULL,
    department TEXT NOT NULL,
    price_class_id BYTEA REFERENCES canteen_price_class (id),
    avoided_allergens TEXT NOT NULL,
    card_number TEXT,
    customer_id BYTEA,
    cash_account_id BYTEA NOT NULL,
    arrears_account_id BYTEA NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    merged_into BYTEA,
    created_at_us BIGINT NOT NULL
);
CREATE UNIQUE INDEX canteen_diner_by_number ON canteen_diner (organisation_id, diner_number);
CREATE UNIQUE INDEX canteen_diner_by_card ON canteen_diner (organisation_id, card_number);
CREATE UNIQUE INDEX canteen_diner_by_customer ON canteen_diner (customer_id, organisation_id);
CREATE INDEX canteen_diner_by_mobile ON canteen_diner (mobile_index);
CREATE INDEX canteen_diner_by_name ON canteen_diner (organisation_id, name_index);

-- Earlier versions of a diner's record (clause 3.1.3-4); record_sealed opens with the diner's key.
CREATE TABLE canteen_diner_version (
    diner_id BYTEA NOT NULL,
    version BIGINT NOT NULL,
    changed_at_us BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    change TEXT NOT NULL,
    record_sealed BYTEA NOT NULL,
    PRIMARY KEY (diner_id, version)
);

-- A file of diners that was read and judged and waits to be confirmed (clause 3.1.3-8).
CREATE TABLE canteen_diner_import (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    staff_id BYTEA NOT NULL,
    file_name TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    added_count BIGINT NOT NULL,
    changed_count BIGINT NOT NULL,
    wrong_count BIGINT NOT NULL,
    confirmed_at_us BIGINT NOT NULL
);
CREATE INDEX canteen_diner_import_by_organisation ON canteen_diner_import (organisation_id, id);

-- What an operator allows: guests become diners by themselves with this price class.
CREATE TABLE canteen_dining_rule (
    organisation_id BYTEA PRIMARY KEY,
    allows_guests BIGINT NOT NULL,
    guest_price_class_id BYTEA REFERENCES canteen_price_class (id),
    funding_account_id BYTEA
);

-- What a customer switched on or off (clause 3.1.3-6); without a row the defaults hold.
CREATE TABLE canteen_switch (
    customer_id BYTEA PRIMARY KEY,
    uses_eaccount BIGINT NOT NULL,
    counter_pin_free_max_fen BIGINT NOT NULL,
    notifies_meals BIGINT NOT NULL,
    changed_at_us BIGINT NOT NULL
);

-- categories: comma-separated category ids the subsidy pays for. Smaller priority is used first.
CREATE TABLE canteen_subsidy_type (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    categories TEXT NOT NULL,
    priority BIGINT NOT NULL,
    carries_over BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX canteen_subsidy_type_by_organisation ON canteen_subsidy_type (organisation_id);

-- One purse of subsidy with its own ledger account and expiry; refunds come back to it (row C5).
-- Its remainder returns to the operator's funding account, or into the next grant of the type.
CREATE TABLE canteen_subsidy_grant (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    diner_id BYTEA NOT NULL REFERENCES canteen_diner (id),
    type_id BYTEA NOT NULL REFERENCES canteen_subsidy_type (id),
    account_id BYTEA NOT NULL,
    granted_fen BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_at_us BIGINT NOT NULL
);
CREATE INDEX canteen_subsidy_grant_by_diner ON canteen_subsidy_grant (diner_id, valid_until);
CREATE INDEX canteen_subsidy_grant_by_expiry ON canteen_subsidy_grant (state, valid_until);
CREATE INDEX canteen_subsidy_grant_by_organisation ON canteen_subsidy_grant (organisation_id, id);

-- A counter device. clock_offset_us is device time minus ours as last measured (row C8).
CREATE TABLE canteen_terminal (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    area_id BYTEA NOT NULL REFERENCES canteen_serving_area (id),
    name TEXT NOT NULL,
    mode TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    clock_offset_us BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    state TEXT NOT NULL,
    last_seen_at_us BIGINT
);

CREATE TABLE canteen_feedback (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    outlet_id BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    order_id BYTEA,
    stars BIGINT,
    words TEXT NOT NULL,
    reply TEXT,
    replied_by BYTEA,
    replied_at_us BIGINT,
    created_at_us BIGINT NOT NULL
);
CREATE INDEX canteen_feedback_by_organisation ON canteen_feedback (organisation_id, id);
CREATE INDEX canteen_feedback_by_customer ON canteen_feedback (customer_id, id);
CREATE UNIQUE INDEX canteen_feedback_rates_once ON canteen_feedback (order_id);

-- Kept samples of finished dishes (row C10).
CREATE TABLE canteen_food_sample (
    id BYTEA PRIMARY KEY,
    organisation_id BYTEA NOT NULL,
    outlet_id BYTEA NOT NULL,
    dish_id BYTEA NOT NULL,
    period_id BYTEA NOT NULL,
    day BIGINT NOT NULL,
    grams BIGINT NOT NULL,
    keeper TEXT NOT NULL,
    taken_at_us BIGINT NOT NULL,
    discard_after_us BIGINT NOT NULL,
    discarded_at_us BIGINT,
    discarded_by TEXT
);
CREATE INDEX canteen_food_sample_by_organisation ON canteen_food_sample (organisation_id, taken_at_us);
