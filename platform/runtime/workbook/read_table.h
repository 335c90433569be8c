// Reads tables that people upload: XLSX as Excel and WPS write it, and CSV in UTF-8, UTF-16 or GBK.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dlfp::workbook {

/// Damaged, not a table, or with contents that have no place in one.
inline constexpr Failure table_unreadable{"workbook.table_unreadable", FailureClass::refused};
/// More rows, columns, bytes or parts than allowed, packed or unpacked (an archive bomb).
inline constexpr Failure table_too_large{"workbook.table_too_large", FailureClass::refused};
/// A text file that is neither UTF-8, UTF-16 nor GBK.
inline constexpr Failure table_encoding_unknown{"workbook.table_encoding_unknown",
                                                FailureClass::refused};

struct TableLimits {
    std::size_t rows_max = 5'001;  ///< titles included
    std::size_t columns_max = 64;
    std::size_t cell_bytes_max = 1'024;
    std::size_t unpacked_bytes_max = 64UL * 1024 * 1024;  ///< of all parts that are read
    std::size_t parts_max = 256;                          ///< files inside the archive
    std::size_t shared_texts_max = 200'000;
};

/// The cells of the first sheet as text, without empty rows at the end. Whole numbers are written
/// without exponent, so that a mobile number stays one.
using Table = std::vector<std::vector<std::string>>;

/// By its first bytes an archive (XLSX) or a text (CSV). The failures above.
Result<Table> read_table(std::string_view bytes, const TableLimits& limits = {});

}  // namespace dlfp::workbook
