// Queries about closed days.
#include "scenarios/canteen/server/books/closed_day_repository.h"

namespace dlfp::canteen {
namespace {

constexpr sql::Query find_query{
    "canteen.find_closed_day",
    "SELECT day, organisation_id, order_count, sale_count, trade_fen, for_other_days_fen, "
    "paid_other_days_fen, charged_fen, refunded_fen, fee_fen, settled_fen, "
    "ledger_difference_fen, difference_count, reason, closed_by, closed_at_us "
    "FROM canteen_closed_day WHERE day = $1 AND organisation_id = $2"};
constexpr sql::Query list_query{
    "canteen.list_closed_days",
    "SELECT day, organisation_id, order_count, sale_count, trade_fen, for_other_days_fen, "
    "paid_other_days_fen, charged_fen, refunded_fen, fee_fen, settled_fen, "
    "ledger_difference_fen, difference_count, reason, closed_by, closed_at_us "
    "FROM canteen_closed_day WHERE day >= $1 AND day <= $2 AND organisation_id = $3 "
    "ORDER BY day DESC LIMIT 400"};
constexpr sql::Query last_day_query{
    "canteen.last_closed_day",
    "SELECT MAX(day) FROM canteen_closed_day WHERE organisation_id = $1"};
constexpr sql::Query list_differences_query{
    "canteen.list_closed_day_differences",
    "SELECT kind, subject, own_fen, other_fen FROM canteen_closed_day_difference "
    "WHERE day = $1 AND organisation_id = $2 ORDER BY line LIMIT 1000"};
constexpr sql::Query add_difference_query{
    "canteen.add_closed_day_difference",
    "INSERT INTO canteen_closed_day_difference (day, organisation_id, line, kind, subject, "
    "own_fen, other_fen) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr sql::Query find_rule_query{
    "canteen.find_close_rule",
    "SELECT mode, close_minute, offline_grace_hours FROM canteen_close_rule "
    "WHERE organisation_id = $1"};
constexpr sql::Query set_rule_query{
    "canteen.set_close_rule",
    "INSERT INTO canteen_close_rule (organisation_id, mode, close_minute, offline_grace_hours) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (organisation_id) DO UPDATE SET mode = excluded.mode, "
    "close_minute = excluded.close_minute, offline_grace_hours = excluded.offline_grace_hours"};

constexpr std::size_t differences_kept_max = 1000;

}  // namespace

std::optional<ClosedDay> ClosedDayRepository::find(identity::OrganisationId organisation_id,
                                                   BusinessDate day) {
    return reader_.find<ClosedDay>(find_query, day, organisation_id);
}

std::vector<ClosedDay> ClosedDayRepository::list(identity::OrganisationId organisation_id,
                                                 BusinessDate from, BusinessDate until) {
    return reader_.list<ClosedDay>(list_query, from, until, organisation_id);
}

std::optional<BusinessDate> ClosedDayRepository::last_day(
    identity::OrganisationId organisation_id) {
    return reader_.value<std::optional<BusinessDate>>(last_day_query, organisation_id);
}

std::vector<BookDifference> ClosedDayRepository::list_differences(
    identity::OrganisationId organisation_id, BusinessDate day) {
    return reader_.list<BookDifference>(list_differences_query, day, organisation_id);
}

CloseRule ClosedDayRepository::rule_of(identity::OrganisationId organisation_id) {
    return reader_.find<CloseRule>(find_rule_query, organisation_id).value_or(CloseRule{});
}

bool ClosedDayBooks::add(const ClosedDay& closed, const std::vector<BookDifference>& differences) {
    if (transaction_.insert_if_absent("canteen_closed_day", closed) == 0) return false;
    std::int64_t line = 0;
    for (const auto& found : differences) {
        if (static_cast<std::size_t>(line) == differences_kept_max) break;
        transaction_.execute(add_difference_query, closed.day, closed.organisation_id, ++line,
                             found.kind, found.subject, found.own_fen, found.other_fen);
    }
    return true;
}

void ClosedDayBooks::set_rule(identity::OrganisationId organisation_id, const CloseRule& rule) {
    transaction_.execute(set_rule_query, organisation_id, rule.mode, rule.close_minute,
                         rule.offline_grace_hours);
}

}  // namespace dlfp::canteen
