-- The sandbox host's own books. A development stand-in for the core-banking host; never real people.
CREATE TABLE host_sandbox_account (
    account_number TEXT NOT NULL PRIMARY KEY,
    bank_code TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    account_class TEXT NOT NULL,
    holder_name TEXT NOT NULL,
    id_number TEXT NOT NULL,
    mobile TEXT NOT NULL,
    balance_fen BIGINT NOT NULL,
    is_frozen BIGINT NOT NULL,
    script TEXT NOT NULL
);
CREATE INDEX host_sandbox_account_person ON host_sandbox_account (id_number);

CREATE TABLE host_sandbox_agreement (
    agreement_number TEXT NOT NULL PRIMARY KEY,
    account_number TEXT NOT NULL UNIQUE REFERENCES host_sandbox_account (account_number)
);

CREATE TABLE host_sandbox_movement (
    received_day BIGINT NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    account_number TEXT NOT NULL,
    direction TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    has_moved BIGINT NOT NULL,
    refusal TEXT NOT NULL,
    received_at_us BIGINT NOT NULL,
    known_at_us BIGINT NOT NULL,
    PRIMARY KEY (received_day, reference)
);

-- One row: how the next movement is answered, whatever its account says.
CREATE TABLE host_sandbox_next_call (
    id BIGINT NOT NULL PRIMARY KEY,
    script TEXT NOT NULL
);
INSERT INTO host_sandbox_next_call (id, script) VALUES (1, 'normal');
