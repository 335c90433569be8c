// Closing days: what a day brought and what stands in the way, the closing itself, the rule by
// which days close by themselves.
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/books/closed_day_repository.h"
#include "scenarios/canteen/server/books/trade_repository.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

/// A day as it stands: closed figures, or what closing now would write.
struct DayReview {
    BusinessDate day;
    std::optional<ClosedDay> closed;
    std::string closed_by_name;  ///< empty where it closed by itself
    std::int64_t order_count = 0;
    std::int64_t sale_count = 0;
    Money trade_fen;
    Money for_other_days_fen;
    Money paid_other_days_fen;
    Money charged_fen;
    Money refunded_fen;
    Money ledger_difference_fen;
    std::vector<BookDifference> differences;  ///< of the closing where the day is closed
    UtcTime closes_at_us;
    std::int64_t unknown_payment_count = 0;
    std::vector<OpenGap> gaps;
    std::int64_t open_gap_count = 0;  ///< younger than the grace
    LateSales late;                   ///< arrived after the closing
    std::string obstacle;             ///< code of what refuses the closing; empty: nothing
};
BOOST_DESCRIBE_STRUCT(DayReview, (),
                      (day, closed, closed_by_name, order_count, sale_count, trade_fen,
                       for_other_days_fen, paid_other_days_fen, charged_fen, refunded_fen,
                       ledger_difference_fen, differences, closes_at_us, unknown_payment_count,
                       gaps, open_gap_count, late, obstacle))

struct ReviewDayRequest {
    BusinessDate day;
};
BOOST_DESCRIBE_STRUCT(ReviewDayRequest, (), (day))
Result<DayReview> review_day(const ReviewDayRequest& request, api::ReadCall& call);

struct CloseDayRequest {
    BusinessDate day;
    CloseMode mode{};
    std::optional<api::Text<200>> reason;
};
BOOST_DESCRIBE_STRUCT(CloseDayRequest, (), (day, mode, reason))

/// What was collected before the unit that writes: days that are over do not change any more.
struct PreparedClose {
    DayBooks books;
    CloseObstacles obstacles;
    DayFigures figures;
};
/// merchant_not_found.
Result<PreparedClose> collect_day(sql::Reader& reader, identity::OrganisationId organisation_id,
                                  BusinessDate day);
/// Settles the day and writes its figures down. check_may_close's failures.
struct Closing {
    identity::OrganisationId organisation_id;
    std::optional<identity::StaffId> closed_by;
    CloseWish wish;
};
Result<ClosedDay> close_collected_day(const payment::Scope& scope, const PreparedClose& prepared,
                                      const Closing& closing);

Result<PreparedClose> prepare_close_day(const CloseDayRequest& request, api::ReadCall& call);
Result<ClosedDay> close_day(const CloseDayRequest& request, const PreparedClose& prepared,
                            api::Call& call);

/// A day of the list: closed, or not yet.
struct DayLine {
    BusinessDate day;
    std::optional<ClosedDay> closed;
    std::int64_t late_sale_count = 0;
    Money late_fen;
};
BOOST_DESCRIBE_STRUCT(DayLine, (), (day, closed, late_sale_count, late_fen))
struct ListDaysRequest {
    std::optional<BusinessDate> until;  ///< the last day; today when absent
    std::optional<api::Whole<1, 92>> days;
};
BOOST_DESCRIBE_STRUCT(ListDaysRequest, (), (until, days))
struct ListDaysReply {
    std::vector<DayLine> items;
    CloseRule rule;
};
BOOST_DESCRIBE_STRUCT(ListDaysReply, (), (items, rule))
Result<ListDaysReply> list_days(const ListDaysRequest& request, api::ReadCall& call);

struct SetCloseRuleRequest {
    ClosingMode mode{};
    api::Whole<0, 720> close_minute;
    api::Whole<0, 168> offline_grace_hours;
};
BOOST_DESCRIBE_STRUCT(SetCloseRuleRequest, (), (mode, close_minute, offline_grace_hours))
Result<Done> set_close_rule(const SetCloseRuleRequest& request, api::Call& call);

/// Closes what may be closed without obstacle at the operator's hour, oldest day first; a unit
/// each. A day that may not be closed stays open and is tried again.
void close_days_automatically(api::Platform& platform, UtcTime now);

inline constexpr api::Limits day_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 5s};
inline constexpr api::Limits day_write_limits{
    .body_bytes_max = 1024, .calls_per_minute_max = 20, .deadline = 10s};

inline constexpr auto list_days_endpoint =
    api::get<&list_days>("/staff/canteen/days")
        .doc("Business days, newest first, closed or not, with the rule of closing.")
        .for_staff(view_reports)
        .limits(day_read_limits)
        .may_fail(payment::merchant_not_found);
inline constexpr auto review_day_endpoint =
    api::get<&review_day>("/staff/canteen/days/{day}")
        .doc("What a business day brought and what stands in the way of closing it.")
        .for_staff(view_reports)
        .limits(day_read_limits)
        .may_fail(payment::merchant_not_found);
inline constexpr auto close_day_endpoint =
    api::post<&close_day, &prepare_close_day>("/staff/canteen/days/{day}/closing")
        .doc("Closes a business day once; in spite of an obstacle only with a reason.")
        .for_staff(close_days)
        .idempotent()
        .limits(day_write_limits)
        .may_fail(payment::merchant_not_found, day_already_closed, day_still_open,
                  close_reason_missing, payments_unknown, offline_gap_open, books_differ);
inline constexpr auto set_close_rule_endpoint =
    api::put<&set_close_rule>("/staff/canteen/close-rule")
        .doc("When days close by themselves, and how long missing sales hold them open.")
        .for_staff(close_days)
        .naturally_idempotent()
        .limits(day_write_limits)
        .may_fail(payment::merchant_not_found);

}  // namespace dlfp::canteen
