// The register as a file: HTML for printing, XLSX for going on with.
#pragma once

#include "platform/api/endpoint.h"
#include "services/conformance/server/clause_view.h"
#include "services/conformance/server/permissions.h"

namespace dlfp::conformance {

enum class ReportLanguage { zh, en };
BOOST_DESCRIBE_ENUM(ReportLanguage, zh, en)

struct ExportReportRequest {
    std::optional<ReportLanguage> language;  ///< Chinese when absent
};
BOOST_DESCRIBE_STRUCT(ExportReportRequest, (), (language))

/// A whole page without anything from elsewhere; every text of the catalogue is escaped.
std::string render_html(const std::vector<RegisteredClause>& clauses, ReportLanguage language,
                        UtcTime as_of);
/// The bytes of a workbook with a row per clause.
std::string render_workbook(const std::vector<RegisteredClause>& clauses, ReportLanguage language);

Result<api::FileReply> export_html(const ExportReportRequest& request, api::ReadCall& call);
Result<api::FileReply> export_workbook(const ExportReportRequest& request, api::ReadCall& call);

inline constexpr api::Limits report_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 12, .deadline = 10s};

inline constexpr auto export_html_endpoint =
    api::get<&export_html>("/staff/conformance/report/html")
        .doc("Downloads the register as a page to print.")
        .for_staff(view_register)
        .limits(report_limits)
        .may_fail();
inline constexpr auto export_workbook_endpoint =
    api::get<&export_workbook>("/staff/conformance/report/workbook")
        .doc("Downloads the register as a spreadsheet.")
        .for_staff(view_register)
        .limits(report_limits)
        .may_fail();

}  // namespace dlfp::conformance
