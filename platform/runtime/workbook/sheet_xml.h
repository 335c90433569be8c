// The XML parts of a spreadsheet: texts, cells, and where the first sheet lies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/runtime/workbook/read_table.h"

namespace dlfp::workbook {

/// The shared texts of xl/sharedStrings.xml; phonetic hints are left out.
Result<std::vector<std::string>> read_shared_texts(std::string_view xml, const TableLimits& limits);
Result<Table> read_sheet(std::string_view xml, const std::vector<std::string>& shared_texts,
                         const TableLimits& limits);
/// The relation id of the first sheet of xl/workbook.xml; empty when there is none.
Result<std::string> read_first_sheet_relation(std::string_view xml);
/// The target of a relation in xl/_rels/workbook.xml.rels; empty when there is none.
Result<std::string> read_relation_target(std::string_view xml, std::string_view relation_id);

}  // namespace dlfp::workbook
