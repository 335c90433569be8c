// Over libxlsxwriter, which writes to a file: a private one, gone before this returns.
#include "platform/runtime/workbook/workbook.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dlfp::workbook {
namespace {

constexpr time_t fixed_creation_time = 946'684'800;  // 2000-01-01

/// A folder of its own, removed with what is in it.
class PrivateFolder {
public:
    PrivateFolder()
        : path_{(std::filesystem::temp_directory_path() / "dlfp-sheet-XXXXXX").string()} {
        if (::mkdtemp(path_.data()) == nullptr)
            throw std::runtime_error("no folder for a spreadsheet: " + path_);
    }
    ~PrivateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    std::string file() const { return path_ + "/sheet.xlsx"; }

private:
    std::string path_;
};

struct Formats {
    lxw_format* title;
    lxw_format* amount;
};

Formats make_formats(lxw_workbook* book) {
    const Formats formats{workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(formats.title);
    format_set_bg_color(formats.title, 0xE6F1EE);
    format_set_num_format(formats.amount, "#,##0.00");
    return formats;
}

struct Place {
    lxw_row_t row;
    lxw_col_t column;
};

void write_cell(lxw_worksheet* sheet, Place place, const Cell& cell, const Formats& formats) {
    const auto [row, column] = place;
    constexpr double fen_per_yuan = 100.0;
    if (const auto* text = std::get_if<std::string>(&cell))
        worksheet_write_string(sheet, row, column, text->c_str(), nullptr);
    else if (const auto* count = std::get_if<std::int64_t>(&cell))
        worksheet_write_number(sheet, row, column, static_cast<double>(*count), nullptr);
    else
        worksheet_write_number(sheet, row, column,
                               static_cast<double>(std::get<Money>(cell).fen()) / fen_per_yuan,
                               formats.amount);
}

void fill(lxw_worksheet* target, const Sheet& sheet, const Formats& formats) {
    constexpr double column_width = 16;
    const auto columns = static_cast<lxw_col_t>(sheet.titles.size());
    for (lxw_col_t column = 0; column < columns; ++column)
        worksheet_write_string(target, 0, column, sheet.titles[column].c_str(), formats.title);
    for (std::size_t row = 0; row < sheet.rows.size(); ++row)
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column)
            write_cell(target, {static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(column)},
                       sheet.rows[row][column], formats);
    if (columns == 0) return;
    const auto last = static_cast<lxw_col_t>(columns - 1);
    worksheet_set_column(target, 0, last, column_width, nullptr);
    worksheet_freeze_panes(target, 1, 0);
    worksheet_autofilter(target, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()), last);
}

}  // namespace

std::string to_bytes(const Sheet& sheet) {
    const PrivateFolder folder;
    auto* book = workbook_new(folder.file().c_str());
    // The same report is the same file, to the byte: no time of writing in it.
    lxw_doc_properties properties{};
    properties.created = fixed_creation_time;
    workbook_set_properties(book, &properties);
    auto* target = workbook_add_worksheet(book, sheet.name.c_str());
    if (target != nullptr) fill(target, sheet, make_formats(book));
    const auto outcome = workbook_close(book);
    if (target == nullptr || outcome != LXW_NO_ERROR)
        throw std::runtime_error(std::string("spreadsheet not written: ") + lxw_strerror(outcome));
    std::ifstream file{folder.file(), std::ios::binary};
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace dlfp::workbook
