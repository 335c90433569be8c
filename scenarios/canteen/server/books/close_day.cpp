// Collecting a day, closing it, and the job that does so by itself.
#include "scenarios/canteen/server/books/close_day.h"

#include <algorithm>

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"

namespace dlfp::canteen {
namespace {

constexpr int days_at_once_max = 31;
constexpr std::int64_t days_listed = 14;

UtcTime last_meal_end(sql::Reader& reader, identity::OrganisationId organisation_id,
                      BusinessDate day) {
    auto last = day.starts_at();
    for (const auto outlet_id : TradeRepository{reader}.list_outlets(organisation_id))
        for (const auto& period : list_meal_periods(reader, outlet_id))
            if (is_served_on(period, day)) last = std::max(last, ends_at(period, day));
    return last;
}

/// Of the day's meals, those whose payment was charged on no day at all.
std::vector<payment::PaymentId> uncharged(sql::Reader& reader, const DayBooks& books) {
    std::vector<payment::PaymentId> charged_today;
    for (const auto& charge : books.money.charges) charged_today.push_back(charge.payment_id);
    std::ranges::sort(charged_today);
    std::vector<payment::PaymentId> found;
    for (const auto& meal : books.meals) {
        if (std::ranges::binary_search(charged_today, meal.payment_id)) continue;
        const auto stored = payment::find_payment(reader, meal.payment_id);
        if (!stored || !stored->charged_day) found.push_back(meal.payment_id);
    }
    return found;
}

void fill(DayReview& review, const PreparedClose& prepared, UtcTime now) {
    const auto& figures = prepared.figures;
    review.order_count = figures.order_count;
    review.sale_count = figures.sale_count;
    review.trade_fen = figures.trade_fen;
    review.for_other_days_fen = figures.for_other_days_fen;
    review.paid_other_days_fen = figures.paid_other_days_fen;
    review.charged_fen = figures.charged_fen;
    review.refunded_fen = figures.refunded_fen;
    review.ledger_difference_fen = figures.ledger_difference_fen;
    review.differences = figures.differences;
    review.closes_at_us = closes_at(review.day, prepared.obstacles.last_meal_ends_at);
    review.unknown_payment_count = prepared.obstacles.unknown_payment_count;
    review.gaps = prepared.obstacles.gaps;
    review.open_gap_count = count_open_gaps(prepared.obstacles, now);
    if (const auto allowed = check_may_close(prepared.obstacles, {}, now); !allowed)
        review.obstacle = allowed.error().code();
}

ClosedDay figures_of(const PreparedClose& prepared, const Closing& closing, UtcTime now) {
    const auto& figures = prepared.figures;
    return {.day = prepared.books.day,
            .organisation_id = closing.organisation_id,
            .order_count = figures.order_count,
            .sale_count = figures.sale_count,
            .trade_fen = figures.trade_fen,
            .for_other_days_fen = figures.for_other_days_fen,
            .paid_other_days_fen = figures.paid_other_days_fen,
            .charged_fen = figures.charged_fen,
            .refunded_fen = figures.refunded_fen,
            .ledger_difference_fen = figures.ledger_difference_fen,
            .reason = closing.wish.reason,
            .closed_by = closing.closed_by,
            .closed_at_us = now};
}

/// The next day to close by itself, if its hour has come.
std::optional<BusinessDate> due_day(sql::Reader& reader, identity::OrganisationId operator_id,
                                    UtcTime now) {
    ClosedDayRepository closed{reader};
    const auto rule = closed.rule_of(operator_id);
    if (rule.mode != ClosingMode::automatic) return std::nullopt;
    const auto last = closed.last_day(operator_id);
    const auto next =
        last ? std::optional{last->plus_days(1)} : TradeRepository{reader}.first_day(operator_id);
    if (!next) return std::nullopt;
    if (now < next->ends_at() + std::chrono::minutes{rule.close_minute}) return std::nullopt;
    return next;
}

bool close_next(api::Platform& platform, identity::OrganisationId operator_id, UtcTime now) {
    std::optional<PreparedClose> prepared;
    platform.database.read([&](sql::Reader& reader) {
        const auto day = due_day(reader, operator_id, now);
        if (!day) return;
        if (auto collected = collect_day(reader, operator_id, *day))
            prepared = std::move(collected).value();
    });
    if (!prepared) return false;
    return platform.database
        .write([&](sql::Transaction& transaction) {
            return close_collected_day({transaction, platform, now}, *prepared,
                                       {.organisation_id = operator_id});
        })
        .has_value();
}

}  // namespace

Result<PreparedClose> collect_day(sql::Reader& reader, identity::OrganisationId organisation_id,
                                  BusinessDate day) {
    TradeRepository trade{reader};
    ClosedDayRepository closed_days{reader};
    PreparedClose prepared;
    auto& [books, obstacles, figures] = prepared;
    TRY(books.money, payment::read_merchant_day(reader, organisation_id, day));
    books.day = day;
    books.meals = trade.list_meals(organisation_id, day);
    for (const auto& charge : books.money.charges)
        if (auto entry = trade.find_entry(charge.payment_id))
            books.paid.push_back(std::move(*entry));
    books.uncharged = uncharged(reader, books);
    figures = plan_day_close(books);
    const auto rule = closed_days.rule_of(organisation_id);
    if (const auto closed = closed_days.find(organisation_id, day))
        obstacles.closed_at = closed->closed_at_us;
    obstacles.day = day;
    obstacles.last_meal_ends_at = last_meal_end(reader, organisation_id, day);
    obstacles.unknown_payment_count = books.money.unknown_count;
    obstacles.gaps = trade.list_gaps(organisation_id);
    obstacles.offline_grace = std::chrono::hours{rule.offline_grace_hours};
    obstacles.difference_count = static_cast<std::int64_t>(figures.differences.size());
    return prepared;
}

Result<ClosedDay> close_collected_day(const payment::Scope& scope, const PreparedClose& prepared,
                                      const Closing& closing) {
    TRY_DONE(check_may_close(prepared.obstacles, closing.wish, scope.now));
    const auto day = prepared.books.day;
    TRY(const auto settlement, payment::settle_day(scope, closing.organisation_id, day));
    auto differences = prepared.figures.differences;
    if (auto found = compare_settlement(prepared.books.money, settlement)) {
        if (closing.wish.mode == CloseMode::regular)
            return Error{books_differ}.with("difference_count", std::int64_t{1});
        differences.push_back(std::move(*found));
    }
    auto closed = figures_of(prepared, closing, scope.now);
    closed.fee_fen = settlement.fee_fen;
    closed.settled_fen = settlement.settled_fen;
    closed.difference_count = static_cast<std::int64_t>(differences.size());
    if (!ClosedDayBooks{scope.transaction}.add(closed, differences)) return day_already_closed;
    return closed;
}

Result<DayReview> review_day(const ReviewDayRequest& request, api::ReadCall& call) {
    const auto own = identity::organisation_of(call.caller());
    ClosedDayRepository closed_days{call.reader()};
    TRY(const auto prepared, collect_day(call.reader(), own, request.day));
    DayReview review{.day = request.day, .closed = closed_days.find(own, request.day)};
    fill(review, prepared, call.now());
    if (!review.closed) return review;
    if (const auto staff_id = review.closed->closed_by)
        if (auto name = identity::staff_name(call.reader(), *staff_id))
            review.closed_by_name = std::move(name).value();
    review.differences = closed_days.list_differences(own, request.day);
    review.late =
        TradeRepository{call.reader()}.late_sales(own, request.day, review.closed->closed_at_us);
    return review;
}

Result<PreparedClose> prepare_close_day(const CloseDayRequest& request, api::ReadCall& call) {
    return collect_day(call.reader(), identity::organisation_of(call.caller()), request.day);
}

Result<ClosedDay> close_day(const CloseDayRequest& request, const PreparedClose& prepared,
                            api::Call& call) {
    call.about("canteen_closed_day", request.day.to_text());
    if (request.reason) call.changed("reason", "", *request.reason);
    return close_collected_day(
        payment::scope_of(call), prepared,
        {.organisation_id = identity::organisation_of(call.caller()),
         .closed_by = identity::staff_of(call.caller()),
         .wish = {request.mode, request.reason ? std::string(*request.reason) : ""}});
}

Result<ListDaysReply> list_days(const ListDaysRequest& request, api::ReadCall& call) {
    const auto own = identity::organisation_of(call.caller());
    const auto until = request.until.value_or(call.today());
    const auto count = request.days ? request.days->value : days_listed;
    const auto from = until.plus_days(static_cast<std::int32_t>(1 - count));
    TradeRepository trade{call.reader()};
    const auto closed = ClosedDayRepository{call.reader()}.list(own, from, until);
    ListDaysReply reply{.items = {}, .rule = ClosedDayRepository{call.reader()}.rule_of(own)};
    for (auto day = until; day >= from; day = day.plus_days(-1)) {
        DayLine line{.day = day};
        const auto found = std::ranges::find(closed, day, &ClosedDay::day);
        if (found != closed.end()) {
            const auto late = trade.late_sales(own, day, found->closed_at_us);
            line = {day, *found, late.sale_count, late.total_fen};
        }
        reply.items.push_back(std::move(line));
    }
    return reply;
}

Result<Done> set_close_rule(const SetCloseRuleRequest& request, api::Call& call) {
    const auto own = identity::organisation_of(call.caller());
    ClosedDayBooks books{call.transaction()};
    const auto before = books.rule_of(own);
    call.about("canteen_close_rule", own.to_text());
    call.changed("close_minute", std::to_string(before.close_minute),
                 std::to_string(request.close_minute.value));
    call.changed("offline_grace_hours", std::to_string(before.offline_grace_hours),
                 std::to_string(request.offline_grace_hours.value));
    books.set_rule(own,
                   {request.mode, request.close_minute.value, request.offline_grace_hours.value});
    return done;
}

void close_days_automatically(api::Platform& platform, UtcTime now) {
    std::vector<identity::OrganisationId> operators;
    platform.database.read(
        [&](sql::Reader& reader) { operators = TradeRepository{reader}.list_operators(); });
    for (const auto operator_id : operators)
        for (int count = 0; count < days_at_once_max; ++count)
            if (!close_next(platform, operator_id, now)) break;
}

}  // namespace dlfp::canteen
