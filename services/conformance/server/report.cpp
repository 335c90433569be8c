// Words and layout of the reports.
#include "services/conformance/server/report.h"

#include "platform/runtime/workbook/workbook.h"
#include "services/conformance/server/report_words.h"

namespace dlfp::conformance {
namespace {

constexpr std::string_view style =
    "body{font:11pt/1.5 sans-serif;margin:2em;color:#1a1a1a}h1{font-size:18pt}h2{font-size:13pt;"
    "margin-top:2em}table{border-collapse:collapse;width:100%;font-size:9.5pt}th,td{border:1px "
    "solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#f0f2f5}"
    "td.n{text-align:right}.holds{color:#0a6b2d}.ageing{color:#8a5a00}.broken{color:#b00020;"
    "font-weight:bold}.open{color:#666}ul{margin:0;padding-left:1.2em}tr{break-inside:avoid}"
    "thead{display:table-header-group}@page{margin:14mm}";

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char character : text) {
        switch (character) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default: safe += character;
        }
    }
    return safe;
}

std::string cell(std::string_view text) { return "<td>" + escaped(text) + "</td>"; }
std::string number_cell(std::int64_t number) {
    return "<td class=\"n\">" + std::to_string(number) + "</td>";
}

std::string head_row(const std::vector<std::string>& titles) {
    std::string row = "<thead><tr>";
    for (const auto& title : titles) row += "<th scope=\"col\">" + escaped(title) + "</th>";
    return row + "</tr></thead>";
}

std::string counts_table(const std::vector<StateCount>& counts, const ReportWords& words) {
    std::string table = "<table>" + head_row(words.count_titles()) + "<tbody>";
    for (const auto& count : counts)
        table += "<tr>" + cell(words.of(count.state)) + number_cell(count.count) +
                 number_cell(count.holds) + number_cell(count.ageing) + number_cell(count.broken) +
                 "</tr>";
    return table + "</tbody></table>";
}

std::string evidence_list(const ClauseEvidence& evidence, const ReportWords& words) {
    std::string items;
    for (const auto& test : evidence.tests) items += "<li>" + escaped(words.of(test)) + "</li>";
    for (const auto& probe : evidence.probes) items += "<li>" + escaped(words.of(probe)) + "</li>";
    for (const auto& attested : evidence.attested)
        items += "<li>" + escaped(words.of(attested)) + "</li>";
    return items.empty() ? items : "<ul>" + items + "</ul>";
}

std::string clause_row(const RegisteredClause& clause, const ReportWords& words) {
    const auto standing = boost::describe::enum_to_string(clause.judgement.standing, "");
    return "<tr>" + cell(clause.clause->id) + cell(words.text_of(*clause.clause)) +
           cell(words.of(clause.judgement.state)) + "<td class=\"" + standing + "\">" +
           escaped(words.of(clause.judgement.standing)) + "</td><td>" +
           evidence_list(clause.evidence, words) + "</td></tr>";
}

std::vector<workbook::Cell> workbook_row(const RegisteredClause& clause, const ReportWords& words) {
    const auto& text = *clause.clause;
    std::string evidence;
    const auto add = [&](const std::string& line) {
        (evidence += evidence.empty() ? "" : "\n") += line;
    };
    for (const auto& test : clause.evidence.tests) add(words.of(test));
    for (const auto& probe : clause.evidence.probes) add(words.of(probe));
    for (const auto& attested : clause.evidence.attested) add(words.of(attested));
    return {text.id,
            text.chapter,
            words.text_of(text),
            text.kind,
            text.module,
            text.priority,
            words.of(clause.judgement.state),
            words.of(clause.judgement.standing),
            clause.judgement.newest_at_us
                ? BusinessDate::of(*clause.judgement.newest_at_us).to_text()
                : std::string{},
            evidence};
}

std::string file_name(UtcTime now, std::string_view ending) {
    return "conformance-" + BusinessDate::of(now).to_text() + std::string(ending);
}

}  // namespace

std::string render_html(const std::vector<RegisteredClause>& clauses, ReportLanguage language,
                        UtcTime as_of) {
    const ReportWords words{language};
    std::string page = "<!doctype html><html lang=\"" + words.language_tag() +
                       "\"><head><meta charset=\"utf-8\"><title>" + escaped(words.title()) +
                       "</title><style>" + std::string(style) + "</style></head><body><h1>" +
                       escaped(words.title()) + "</h1><p>" + escaped(words.subtitle(as_of)) +
                       "</p>" + counts_table(count_states(clauses), words);
    std::int64_t chapter = 0;
    for (const auto& clause : clauses) {
        if (clause.clause->chapter != chapter) {
            if (chapter != 0) page += "</tbody></table>";
            chapter = clause.clause->chapter;
            page += "<h2>" + escaped(words.chapter(chapter)) + "</h2><table>" +
                    head_row(words.clause_titles()) + "<tbody>";
        }
        page += clause_row(clause, words);
    }
    return page + "</tbody></table></body></html>\n";
}

std::string render_workbook(const std::vector<RegisteredClause>& clauses, ReportLanguage language) {
    const ReportWords words{language};
    workbook::Sheet sheet{.name = words.sheet(), .titles = words.workbook_titles()};
    for (const auto& clause : clauses) sheet.rows.push_back(workbook_row(clause, words));
    return workbook::to_bytes(sheet);
}

Result<api::FileReply> export_html(const ExportReportRequest& request, api::ReadCall& call) {
    const auto clauses = read_register(call.platform(), call.reader(), call.now());
    return api::FileReply{
        file_name(call.now(), ".html"), "text/html; charset=utf-8",
        render_html(clauses, request.language.value_or(ReportLanguage::zh), call.now())};
}

Result<api::FileReply> export_workbook(const ExportReportRequest& request, api::ReadCall& call) {
    const auto clauses = read_register(call.platform(), call.reader(), call.now());
    return api::FileReply{file_name(call.now(), ".xlsx"), std::string(workbook::content_type),
                          render_workbook(clauses, request.language.value_or(ReportLanguage::zh))};
}

}  // namespace dlfp::conformance
