// Writes a spreadsheet (XLSX) of one sheet: typed cells, so that no text can become a formula.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/base/money.h"

namespace dlfp::workbook {

/// A text, a count, or an amount (shown in yuan with two decimals).
using Cell = std::variant<std::string, std::int64_t, Money>;

struct Sheet {
    std::string name;  ///< ≤ 31 characters, none of []:*?/ and backslash
    std::vector<std::string> titles;
    std::vector<std::vector<Cell>> rows;
};

inline constexpr std::string_view content_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The file's bytes: titles bold and kept in view, filters on them. Throws std::runtime_error when
/// the file cannot be written (disk full) or the sheet's name is not allowed.
std::string to_bytes(const Sheet& sheet);

}  // namespace dlfp::workbook
