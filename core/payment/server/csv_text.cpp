// RFC 4180 with the guard against formulas.
#include "core/payment/server/csv_text.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::payment {
namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && std::ranges::all_of(text, [](char character) {
        return (character >= '0' && character <= '9') || character == '.';
    });
}

bool starts_a_formula(std::string_view text) {
    if (planted("csv.formula_runs")) return false;
    return !text.empty() && std::string_view("=+-@\t\r").contains(text.front()) && !is_number(text);
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string cell = starts_a_formula(text) ? "'" : "";
    cell += text;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char character : cell) {
        if (character == '"') quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

void CsvText::add(const std::vector<std::string>& cells) {
    for (std::size_t index = 0; index < cells.size(); ++index) {
        if (index > 0) text_ += ',';
        text_ += csv_cell(cells[index]);
    }
    text_ += "\r\n";
}

api::FileReply CsvText::to_file(std::string file_name) const {
    return {std::move(file_name), "text/csv; charset=utf-8", text_};
}

}  // namespace dlfp::payment
