-- Says that the demo data of a development database is loaded.
CREATE TABLE api_demo_mark (
    id BIGINT PRIMARY KEY,
    loaded_at_us BIGINT NOT NULL
);
