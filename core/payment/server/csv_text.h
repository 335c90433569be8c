// CSV files for people with spreadsheets: UTF-8 with a mark, and no cell that becomes a formula.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "platform/api/operation.h"

namespace dlfp::payment {

/// One cell: quoted where needed; a text that a spreadsheet would run as a formula (= + - @ tab
/// CR at its start) gets an apostrophe in front, numbers such as -0.05 stay numbers.
std::string csv_cell(std::string_view text);

class CsvText {
public:
    explicit CsvText(const std::vector<std::string>& titles) { add(titles); }
    void add(const std::vector<std::string>& cells);
    api::FileReply to_file(std::string file_name) const;
    const std::string& text() const { return text_; }

private:
    std::string text_ = "\xEF\xBB\xBF";
};

}  // namespace dlfp::payment
