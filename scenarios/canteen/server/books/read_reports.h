// Reports for the operator's staff, to look at and to take away (clause 3.1.3-2).
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/books/report.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

struct ReportRequest {
    ReportKind kind{};
    std::optional<BusinessDate> from;   ///< 30 days back when absent
    std::optional<BusinessDate> until;  ///< the last day; today when absent
    std::optional<OutletId> outlet_id;
    std::optional<ServingAreaId> area_id;
    std::optional<MealCategoryId> category_id;
    std::optional<api::Whole<0, 100'000>> skip;
    std::optional<api::Whole<1, 366>> limit;
};
BOOST_DESCRIBE_STRUCT(ReportRequest, (),
                      (kind, from, until, outlet_id, area_id, category_id, skip, limit))
struct ReportReply {
    BusinessDate from;
    BusinessDate until;
    std::vector<ReportRow> items;
    std::int64_t row_count = 0;  ///< of the whole report
    ReportRow total;             ///< of the whole report
};
BOOST_DESCRIBE_STRUCT(ReportReply, (), (from, until, items, row_count, total))
Result<ReportReply> read_report(const ReportRequest& request, api::ReadCall& call);

enum class FileKind { xlsx, csv };
BOOST_DESCRIBE_ENUM(FileKind, xlsx, csv)
struct ExportReportRequest {
    ReportKind kind{};
    FileKind file{};
    std::optional<BusinessDate> from;
    std::optional<BusinessDate> until;
    std::optional<OutletId> outlet_id;
    std::optional<ServingAreaId> area_id;
    std::optional<MealCategoryId> category_id;
};
BOOST_DESCRIBE_STRUCT(ExportReportRequest, (),
                      (kind, file, from, until, outlet_id, area_id, category_id))
/// The whole report, at most 10,000 lines, with its total below.
Result<api::FileReply> export_report(const ExportReportRequest& request, api::ReadCall& call);

inline constexpr auto read_report_endpoint =
    api::get<&read_report>("/staff/canteen/reports/{kind}")
        .doc("A report of the canteen's trade and money over days, with its total.")
        .for_staff(view_reports)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 5s})
        .may_fail(report_period_malformed, report_filter_unfit);
inline constexpr auto export_report_endpoint =
    api::get<&export_report>("/staff/canteen/reports/{kind}/export")
        .doc("A report as a spreadsheet or as CSV.")
        .for_staff(view_reports)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 20, .deadline = 10s})
        .may_fail(report_period_malformed, report_filter_unfit);

}  // namespace dlfp::canteen
