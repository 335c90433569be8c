-- Refunds that wait are found in core/approval.
DROP INDEX payment_refund_waiting;
