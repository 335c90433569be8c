// Queries about movements of linked cards.
#include "core/payment/server/card_movement_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query list_due_query{
    "payment.list_due_card_movements",
    "SELECT id, payment_id, refund_id, agreement_number, direction, amount_fen, state, refusal, "
    "requested_at_us, requested_day, next_attempt_at_us, attempts, settled_at_us, settled_day "
    "FROM payment_card_movement WHERE next_attempt_at_us IS NOT NULL "
    "AND next_attempt_at_us <= $1 ORDER BY next_attempt_at_us LIMIT $2"};
constexpr sql::Query lock_query{
    "payment.lock_card_movement",
    "SELECT id, payment_id, refund_id, agreement_number, direction, amount_fen, state, refusal, "
    "requested_at_us, requested_day, next_attempt_at_us, attempts, settled_at_us, settled_day "
    "FROM payment_card_movement WHERE id = $1 FOR UPDATE"};
constexpr sql::Query list_of_day_query{
    "payment.list_card_movements_of_day",
    "SELECT id, direction, state, amount_fen, settled_day FROM payment_card_movement "
    "WHERE requested_day BETWEEN $2 AND $1 AND (requested_day = $1 OR settled_day = $1 "
    "OR next_attempt_at_us IS NOT NULL) ORDER BY requested_day, id LIMIT 100000"};
constexpr sql::Query claim_query{
    "payment.claim_card_movement",
    "UPDATE payment_card_movement SET state = $3, attempts = attempts + 1, "
    "next_attempt_at_us = $4 WHERE id = $1 AND attempts = $2 AND next_attempt_at_us IS NOT NULL"};
constexpr sql::Query set_step_query{
    "payment.set_card_movement_step",
    "UPDATE payment_card_movement SET state = $2, refusal = $3, next_attempt_at_us = $4 "
    "WHERE id = $1"};
constexpr sql::Query set_settled_query{
    "payment.set_card_movement_settled",
    "UPDATE payment_card_movement SET settled_at_us = $2, settled_day = $3 WHERE id = $1"};

struct DayRow {
    CardMovementId id;
    std::string direction;
    std::string state;
    Money amount_fen;
    std::optional<BusinessDate> settled_day;
};
BOOST_DESCRIBE_STRUCT(DayRow, (), (id, direction, state, amount_fen, settled_day))

/// How far back a movement may still be under way.
constexpr int unknown_days_max = 30;

}  // namespace

std::vector<CardMovement> CardMovementRepository::list_due(UtcTime now, std::int64_t limit) {
    return reader_.list<CardMovement>(list_due_query, now, limit);
}

std::vector<account::BoundMovement> CardMovementRepository::list_of_day(BusinessDate day) {
    std::vector<account::BoundMovement> movements;
    for (const auto& row :
         reader_.list<DayRow>(list_of_day_query, day, day.plus_days(-unknown_days_max)))
        movements.push_back(
            {row.id.to_text(), row.direction, row.state, row.amount_fen, row.settled_day});
    return movements;
}

void CardMovementBooks::add(const CardMovement& movement) {
    transaction_.insert("payment_card_movement", movement);
}

std::optional<CardMovement> CardMovementBooks::lock(CardMovementId id) {
    return transaction_.find<CardMovement>(lock_query, id);
}

bool CardMovementBooks::claim(const CardMovement& movement, account::FundingState claimed,
                              UtcTime lease_ends_at) {
    return transaction_.execute(claim_query, movement.id, movement.attempts, claimed,
                                lease_ends_at) == 1;
}

void CardMovementBooks::set_step(CardMovementId id, const account::FundingStep& step) {
    transaction_.execute(set_step_query, id, step.state, step.refusal, step.next_attempt_at_us);
}

void CardMovementBooks::set_settled(CardMovementId id, UtcTime now) {
    transaction_.execute(set_settled_query, id, now, BusinessDate::of(now));
}

}  // namespace dlfp::payment
