// Two days of cells, added up in several ways.
#include "scenarios/canteen/server/books/read_overview.h"

#include <algorithm>

#include "core/payment/server/refund_repository.h"
#include "scenarios/canteen/server/books/arrears.h"
#include "scenarios/canteen/server/books/closed_day_repository.h"
#include "scenarios/canteen/server/books/trade_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::int32_t days_shown = 14;
constexpr std::size_t dishes_shown = 10;

ReportRow find_day(const std::vector<ReportRow>& days, BusinessDate day) {
    const auto found = std::ranges::find(days, day.to_text(), &ReportRow::key);
    return found == days.end() ? ReportRow{.key = day.to_text()} : *found;
}

std::vector<TradeCell> of_day(const std::vector<TradeCell>& cells, BusinessDate day) {
    std::vector<TradeCell> found;
    std::ranges::copy_if(cells, std::back_inserter(found),
                         [&](const TradeCell& cell) { return cell.day == day; });
    return found;
}

std::int64_t count_unclosed(sql::Reader& reader, const ReportPeriod& period,
                            const std::vector<ReportRow>& days) {
    const auto closed =
        ClosedDayRepository{reader}.list(period.organisation_id, period.from, period.until);
    return std::ranges::count_if(days, [&](const ReportRow& row) {
        const bool is_closed = std::ranges::any_of(
            closed, [&](const ClosedDay& day) { return day.day.to_text() == row.key; });
        return !is_closed && row.key != period.until.to_text();
    });
}

OpenMatters open_matters(sql::Reader& reader, identity::OrganisationId organisation_id) {
    OpenMatters open;
    const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    open.waiting_refund_count =
        count(payment::RefundRepository{reader}.list_waiting(organisation_id));
    open.gap_count = count(TradeRepository{reader}.list_gaps(organisation_id));
    for (const auto& debt : list_arrears(reader, organisation_id)) {
        open.arrears_count += 1;
        open.arrears_fen += debt.owed_fen;
    }
    return open;
}

}  // namespace

Result<OverviewReply> read_overview(const api::NoRequest&, api::ReadCall& call) {
    const auto today = call.today();
    const auto yesterday = today.plus_days(-1);
    const ReportPeriod period{identity::organisation_of(call.caller()),
                              today.plus_days(1 - days_shown), today};
    ReportRepository trade{call.reader()};
    const auto cells = trade.list_trade(period);
    const auto names = trade.names_of(period.organisation_id);
    const auto today_cells = of_day(cells, today);
    OverviewReply reply{.day = today, .as_of_us = call.now()};
    reply.days = add_up(cells, {}, ReportKind::days, {});
    reply.today = find_day(reply.days, today);
    reply.yesterday = find_day(reply.days, yesterday);
    for (const auto& [day, diner_count] :
         trade.list_day_diners({period.organisation_id, yesterday, today}))
        (day == today ? reply.today : reply.yesterday).quantity = diner_count;
    reply.categories = add_up(today_cells, {}, ReportKind::categories, names);
    reply.categories_yesterday =
        add_up(of_day(cells, yesterday), {}, ReportKind::categories, names);
    reply.areas = add_up(today_cells, {}, ReportKind::areas, names);
    reply.dishes = rank_dishes(trade.list_dishes({period.organisation_id, today, today}), {});
    if (reply.dishes.size() > dishes_shown) reply.dishes.resize(dishes_shown);
    reply.hours = trade.list_hours(period.organisation_id, today);
    reply.hours_yesterday = trade.list_hours(period.organisation_id, yesterday);
    reply.open = open_matters(call.reader(), period.organisation_id);
    reply.open.unclosed_day_count = count_unclosed(call.reader(), period, reply.days);
    return reply;
}

}  // namespace dlfp::canteen
