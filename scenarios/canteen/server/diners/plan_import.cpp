// Titles, verdicts and their reasons.
#include "scenarios/canteen/server/diners/plan_import.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/api/field.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t number_characters_max = 32;
constexpr std::size_t name_characters_max = 50;
constexpr std::size_t department_characters_max = 40;

struct Title {
    std::string ImportRow::* member;
    std::string_view fact;  ///< empty: the column may be missing
    std::vector<std::string_view> texts;
};

const std::vector<Title>& titles() {
    static const std::vector<Title> all{
        {&ImportRow::diner_number, "工号", {"工号", "学号", "工号/学号", "编号"}},
        {&ImportRow::name, "姓名", {"姓名"}},
        {&ImportRow::mobile, "手机号", {"手机号", "手机", "手机号码"}},
        {&ImportRow::department, "", {"部门", "班级", "部门/班级"}},
        {&ImportRow::price_class, "", {"价格类别", "类别"}},
        {&ImportRow::card_number, "", {"卡号", "餐卡号"}}};
    return all;
}

/// Blanks of either width around a cell mean nothing.
std::string trimmed(std::string_view text) {
    constexpr std::array<std::string_view, 6> blanks{" ", "\t", "\r", "\n", "\u3000", "\u00a0"};
    bool is_trimmed = false;
    while (!is_trimmed) {
        is_trimmed = true;
        for (const auto blank : blanks) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), is_trimmed = false;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), is_trimmed = false;
        }
    }
    return std::string(text);
}

std::optional<std::size_t> column_of(const Title& title, const std::vector<std::string>& line) {
    for (std::size_t column = 0; column < line.size(); ++column)
        if (std::ranges::find(title.texts, trimmed(line[column])) != title.texts.end())
            return column;
    return {};
}

bool is_empty(const ImportRow& row) {
    return std::ranges::all_of(titles(),
                               [&](const auto& title) { return (row.*title.member).empty(); });
}

/// Numbers, mobiles and cards that earlier rows took.
struct Seen {
    std::set<std::string> numbers;
    std::set<std::string> mobiles;
    std::set<std::string> cards;
};

bool is_longer(const std::string& text, std::size_t characters_max) {
    return api::count_code_points(text) > characters_max;
}

RowProblem card_problem(const ImportRow& row, const KnownDiners& known, const Seen& seen) {
    if (row.card_number.empty()) return RowProblem::none;
    if (is_longer(row.card_number, number_characters_max)) return RowProblem::card_too_long;
    if (seen.cards.contains(row.card_number)) return RowProblem::card_twice;
    const auto owner = known.by_card.find(row.card_number);
    if (owner == known.by_card.end()) return RowProblem::none;
    const auto diner = known.by_number.find(row.diner_number);
    const bool is_own = diner != known.by_number.end() && diner->second.id == owner->second;
    return is_own ? RowProblem::none : RowProblem::card_taken;
}

RowProblem problem_of(const ImportRow& row, const KnownDiners& known, const Seen& seen) {
    if (row.diner_number.empty()) return RowProblem::number_missing;
    if (is_longer(row.diner_number, number_characters_max)) return RowProblem::number_too_long;
    if (seen.numbers.contains(row.diner_number)) return RowProblem::number_twice;
    if (row.name.empty()) return RowProblem::name_missing;
    if (is_longer(row.name, name_characters_max)) return RowProblem::name_too_long;
    if (!identity::MobileNumber::parse(row.mobile)) return RowProblem::mobile_malformed;
    if (seen.mobiles.contains(row.mobile)) return RowProblem::mobile_twice;
    if (is_longer(row.department, department_characters_max))
        return RowProblem::department_too_long;
    if (!row.price_class.empty() && !known.classes.contains(row.price_class))
        return RowProblem::class_unknown;
    const auto diner = known.by_number.find(row.diner_number);
    if (diner != known.by_number.end() && diner->second.is_merged) return RowProblem::diner_merged;
    return card_problem(row, known, seen);
}

DinerDetails details_of(const ImportRow& row, const KnownDiners& known, const KnownDiner* before) {
    DinerDetails details = before != nullptr ? before->details : DinerDetails{};
    details.diner_number = row.diner_number;
    details.name = row.name;
    details.mobile = row.mobile;
    if (!row.department.empty()) details.department = row.department;
    if (!row.price_class.empty()) details.price_class_id = known.classes.at(row.price_class);
    if (!row.card_number.empty()) details.card_number = row.card_number;
    return details;
}

JudgedRow judge(const ImportRow& row, const KnownDiners& known, Seen& seen) {
    JudgedRow judged{.row = row, .problem = problem_of(row, known, seen)};
    if (judged.problem != RowProblem::none) {
        judged.verdict = ImportVerdict::wrong;
        return judged;
    }
    seen.numbers.insert(row.diner_number);
    seen.mobiles.insert(row.mobile);
    if (!row.card_number.empty()) seen.cards.insert(row.card_number);
    const auto found = known.by_number.find(row.diner_number);
    const auto* before = found == known.by_number.end() ? nullptr : &found->second;
    judged.details = details_of(row, known, before);
    judged.verdict = ImportVerdict::added;
    if (before != nullptr) {
        judged.diner_id = before->id;
        judged.verdict =
            before->details == judged.details ? ImportVerdict::unchanged : ImportVerdict::changed;
    }
    return judged;
}

}  // namespace

Result<std::vector<ImportRow>> read_import_rows(const workbook::Table& table) {
    if (table.empty()) return import_has_no_rows;
    std::vector<std::pair<std::string ImportRow::*, std::size_t>> columns;
    for (const auto& title : titles()) {
        const auto column = column_of(title, table.front());
        if (column) columns.emplace_back(title.member, *column);
        if (!column && !title.fact.empty())
            return Error{import_column_missing}.with("column", std::string(title.fact));
    }
    std::vector<ImportRow> rows;
    for (std::size_t line = 1; line < table.size(); ++line) {
        ImportRow row{.line = static_cast<std::int64_t>(line) + 1};
        for (const auto& [member, column] : columns)
            if (column < table[line].size()) row.*member = trimmed(table[line][column]);
        if (!is_empty(row)) rows.push_back(std::move(row));
    }
    if (rows.empty()) return import_has_no_rows;
    return rows;
}

std::vector<JudgedRow> plan_import(const std::vector<ImportRow>& rows, const KnownDiners& known) {
    Seen seen;
    std::vector<JudgedRow> judged;
    judged.reserve(rows.size());
    for (const auto& row : rows) judged.push_back(judge(row, known, seen));
    return judged;
}

std::string_view problem_zh(RowProblem problem) {
    switch (problem) {
        case RowProblem::none: return "";
        case RowProblem::number_missing: return "没有工号或学号";
        case RowProblem::number_too_long: return "工号或学号超过32个字";
        case RowProblem::number_twice: return "工号或学号在表中重复";
        case RowProblem::name_missing: return "没有姓名";
        case RowProblem::name_too_long: return "姓名超过50个字";
        case RowProblem::mobile_malformed: return "手机号不是11位有效号码";
        case RowProblem::mobile_twice: return "手机号在表中重复";
        case RowProblem::department_too_long: return "部门超过40个字";
        case RowProblem::class_unknown: return "没有这个价格类别";
        case RowProblem::card_too_long: return "卡号超过32个字";
        case RowProblem::card_twice: return "卡号在表中重复";
        case RowProblem::card_taken: return "卡号已属于其他就餐人";
        case RowProblem::diner_merged: return "该就餐人已并入其他记录";
    }
    return "";
}

}  // namespace dlfp::canteen
