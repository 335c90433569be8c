// Queries about movements.
#include "core/account/server/funding_repository.h"

namespace dlfp::account {
namespace {

constexpr sql::Query find_query{
    "account.find_funding",
    "SELECT id, account_id, customer_id, agreement_number, direction, amount_fen, state, refusal, "
    "transfer_id, reservation_id, requested_at_us, requested_day, next_attempt_at_us, attempts, "
    "settled_at_us, settled_day FROM account_funding WHERE id = $1"};
constexpr sql::Query lock_query{
    "account.lock_funding",
    "SELECT id, account_id, customer_id, agreement_number, direction, amount_fen, state, refusal, "
    "transfer_id, reservation_id, requested_at_us, requested_day, next_attempt_at_us, attempts, "
    "settled_at_us, settled_day FROM account_funding WHERE id = $1 FOR UPDATE"};
constexpr sql::Query list_of_query{
    "account.list_fundings",
    "SELECT id, account_id, customer_id, agreement_number, direction, amount_fen, state, refusal, "
    "transfer_id, reservation_id, requested_at_us, requested_day, next_attempt_at_us, attempts, "
    "settled_at_us, settled_day FROM account_funding WHERE account_id = $1 AND id < $2 "
    "ORDER BY id DESC LIMIT $3"};
constexpr sql::Query list_due_query{
    "account.list_due_fundings",
    "SELECT id, account_id, customer_id, agreement_number, direction, amount_fen, state, refusal, "
    "transfer_id, reservation_id, requested_at_us, requested_day, next_attempt_at_us, attempts, "
    "settled_at_us, settled_day FROM account_funding WHERE next_attempt_at_us IS NOT NULL "
    "AND next_attempt_at_us <= $1 ORDER BY next_attempt_at_us LIMIT $2"};
constexpr sql::Query count_open_query{"account.count_open_fundings",
                                      "SELECT COUNT(*) FROM account_funding WHERE account_id = $1 "
                                      "AND next_attempt_at_us IS NOT NULL"};
constexpr sql::Query list_of_day_query{
    "account.list_fundings_of_day",
    "SELECT id, direction, state, amount_fen, settled_day FROM account_funding "
    "WHERE requested_day BETWEEN $2 AND $1 AND (requested_day = $1 OR settled_day = $1 "
    "OR next_attempt_at_us IS NOT NULL) ORDER BY requested_day, id LIMIT 100000"};
constexpr sql::Query claim_query{
    "account.claim_funding",
    "UPDATE account_funding SET state = $3, attempts = attempts + 1, next_attempt_at_us = $4 "
    "WHERE id = $1 AND attempts = $2 AND next_attempt_at_us IS NOT NULL"};
constexpr sql::Query set_step_query{
    "account.set_funding_step",
    "UPDATE account_funding SET state = $2, refusal = $3, next_attempt_at_us = $4 WHERE id = $1"};
constexpr sql::Query set_settled_query{
    "account.set_funding_settled",
    "UPDATE account_funding SET settled_at_us = $2, settled_day = $3 WHERE id = $1"};

struct DayRow {
    FundingId id;
    std::string direction;
    std::string state;
    Money amount_fen;
    std::optional<BusinessDate> settled_day;
};
BOOST_DESCRIBE_STRUCT(DayRow, (), (id, direction, state, amount_fen, settled_day))

/// How far back a movement may still be under way.
constexpr int unknown_days_max = 30;

constexpr IdBytes greatest_id = [] {
    IdBytes bytes{};
    bytes.fill(0xFF);
    return bytes;
}();

}  // namespace

std::optional<Funding> FundingRepository::find(FundingId id) {
    return reader_.find<Funding>(find_query, id);
}

std::vector<Funding> FundingRepository::list_of(EAccountId account_id,
                                                std::optional<FundingId> after,
                                                std::int64_t limit) {
    return reader_.list<Funding>(list_of_query, account_id, after.value_or(FundingId{greatest_id}),
                                 limit);
}

std::vector<Funding> FundingRepository::list_due(UtcTime now, std::int64_t limit) {
    return reader_.list<Funding>(list_due_query, now, limit);
}

std::int64_t FundingRepository::count_open(EAccountId account_id) {
    return reader_.value<std::int64_t>(count_open_query, account_id);
}

std::vector<BoundMovement> FundingRepository::list_of_day(BusinessDate day) {
    std::vector<BoundMovement> movements;
    for (const auto& row :
         reader_.list<DayRow>(list_of_day_query, day, day.plus_days(-unknown_days_max)))
        movements.push_back(
            {row.id.to_text(), row.direction, row.state, row.amount_fen, row.settled_day});
    return movements;
}

void FundingBooks::add(const Funding& funding) { transaction_.insert("account_funding", funding); }

std::optional<Funding> FundingBooks::lock(FundingId id) {
    return transaction_.find<Funding>(lock_query, id);
}

bool FundingBooks::claim(const Funding& funding, FundingState claimed, UtcTime lease_ends_at) {
    return transaction_.execute(claim_query, funding.id, funding.attempts, claimed,
                                lease_ends_at) == 1;
}

void FundingBooks::set_step(FundingId id, const FundingStep& step) {
    transaction_.execute(set_step_query, id, step.state, step.refusal, step.next_attempt_at_us);
}

void FundingBooks::set_settled(FundingId id, UtcTime now) {
    transaction_.execute(set_settled_query, id, now, BusinessDate::of(now));
}

}  // namespace dlfp::account
