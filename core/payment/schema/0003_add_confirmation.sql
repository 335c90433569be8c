-- What the customer agreed to and how: the digest of what was seen (5.3-4) and the proofs that were
-- shown (5.3.1-c.1). Nothing where no PIN was asked: small amounts by agreement, codes, devices.
ALTER TABLE payment_order ADD COLUMN confirmed_digest BYTEA;
ALTER TABLE payment_order ADD COLUMN confirmed_by TEXT;
