// The operator's day at a glance: today against yesterday, and what waits for somebody.
#pragma once

#include "scenarios/canteen/server/books/read_reports.h"
#include "scenarios/canteen/server/books/report_repository.h"

namespace dlfp::canteen {

/// What waits for somebody.
struct OpenMatters {
    std::int64_t unclosed_day_count = 0;  ///< over, with trade, and not closed
    std::int64_t waiting_refund_count = 0;
    std::int64_t gap_count = 0;  ///< ranges of numbers that terminals have not uploaded
    std::int64_t arrears_count = 0;
    Money arrears_fen;
};
BOOST_DESCRIBE_STRUCT(OpenMatters, (),
                      (unclosed_day_count, waiting_refund_count, gap_count, arrears_count,
                       arrears_fen))

/// `quantity` of today and yesterday counts different diners.
struct OverviewReply {
    BusinessDate day;
    UtcTime as_of_us;
    ReportRow today;
    ReportRow yesterday;
    std::vector<ReportRow> categories;
    std::vector<ReportRow> categories_yesterday;
    std::vector<ReportRow> areas;
    std::vector<ReportRow> dishes;  ///< the ten that brought most today
    std::vector<HourTakings> hours;
    std::vector<HourTakings> hours_yesterday;
    std::vector<ReportRow> days;  ///< the last 14 with trade, today included
    OpenMatters open;
};
BOOST_DESCRIBE_STRUCT(OverviewReply, (),
                      (day, as_of_us, today, yesterday, categories, categories_yesterday, areas,
                       dishes, hours, hours_yesterday, days, open))
Result<OverviewReply> read_overview(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto read_overview_endpoint =
    api::get<&read_overview>("/staff/canteen/overview")
        .doc("Today's trade against yesterday's, and what waits for somebody.")
        .for_staff(view_reports)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 3s})
        .may_fail(report_period_malformed);

}  // namespace dlfp::canteen
