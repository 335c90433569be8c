// Archives through libzip, texts through ICU.
#include "platform/runtime/workbook/read_table.h"

#include <unicode/ucnv.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <memory>

#include "platform/runtime/workbook/sheet_xml.h"

namespace dlfp::workbook {
namespace {

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

/// Unpacks parts and counts what they unpack to: sizes in an archive's index are only claims.
class Archive {
public:
    Archive(std::string_view bytes, const TableLimits& limits)
        : limits_{limits}, left_{limits.unpacked_bytes_max} {
        auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
        if (source == nullptr) return;
        archive_.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
        if (!archive_) zip_source_free(source);
    }

    Result<Done> check() const {
        if (!archive_) return table_unreadable;
        if (zip_get_num_entries(archive_.get(), 0) > static_cast<zip_int64_t>(limits_.parts_max))
            return table_too_large;
        return done;
    }
    bool has(const std::string& name) const {
        return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0;
    }
    Result<std::string> unpack(const std::string& name) {
        const std::unique_ptr<zip_file_t, CloseEntry> entry{
            zip_fopen(archive_.get(), name.c_str(), 0)};
        if (!entry) return table_unreadable;
        std::string content;
        std::array<char, 65'536> piece{};
        while (true) {
            const auto count = zip_fread(entry.get(), piece.data(), piece.size());
            if (count < 0) return table_unreadable;
            if (count == 0) return content;
            if (static_cast<std::size_t>(count) > left_) return table_too_large;
            left_ -= static_cast<std::size_t>(count);
            content.append(piece.data(), static_cast<std::size_t>(count));
        }
    }

private:
    const TableLimits& limits_;
    std::size_t left_;
    std::unique_ptr<zip_t, CloseArchive> archive_;
};

std::string part_name(const std::string& target) {
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

Result<Table> read_xlsx(std::string_view bytes, const TableLimits& limits) {
    Archive archive{bytes, limits};
    TRY_DONE(archive.check());
    TRY(const auto book, archive.unpack("xl/workbook.xml"));
    TRY(const auto relations, archive.unpack("xl/_rels/workbook.xml.rels"));
    TRY(const auto relation, read_first_sheet_relation(book));
    TRY(const auto target, read_relation_target(relations, relation));
    if (target.empty()) return table_unreadable;
    std::vector<std::string> texts;
    if (archive.has("xl/sharedStrings.xml")) {
        TRY(const auto shared, archive.unpack("xl/sharedStrings.xml"));
        TRY(texts, read_shared_texts(shared, limits));
    }
    TRY(const auto sheet, archive.unpack(part_name(target)));
    return read_sheet(sheet, texts, limits);
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// `bytes` of this encoding as UTF-8; nothing where they are not of it.
std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const Converter from{ucnv_open(encoding, &status)};
    const Converter to{ucnv_open("UTF-8", &status)};
    if (U_FAILURE(status)) return {};
    ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string text(bytes.size() * 4 + 16, '\0');
    char* target = text.data();
    const char* source = bytes.data();
    std::array<UChar, 4'096> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    ucnv_convertEx(to.get(), from.get(), &target, text.data() + text.size(), &source,
                   bytes.data() + bytes.size(), pivot.data(), &pivot_source, &pivot_target,
                   pivot.data() + pivot.size(), 1, 1, &status);
    if (U_FAILURE(status)) return {};
    text.resize(static_cast<std::size_t>(target - text.data()));
    return text;
}

Result<std::string> decode(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (is_utf16) return or_failure(to_utf8(bytes, "UTF-16"), table_encoding_unknown);
    if (bytes.find('\0') != std::string_view::npos) return table_encoding_unknown;
    if (auto text = to_utf8(bytes, "UTF-8")) return std::move(*text);
    return or_failure(to_utf8(bytes, "GB18030"), table_encoding_unknown);
}

/// Comma, semicolon or tab: the one that the first line has most of.
char separator_of(std::string_view text) {
    const auto line = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char candidate : {';', '\t'})
        if (std::ranges::count(line, candidate) > std::ranges::count(line, best)) best = candidate;
    return best;
}

/// RFC 4180, with either line end; a quote inside an unquoted cell is a character.
class CsvReader {
public:
    CsvReader(std::string_view text, const TableLimits& limits)
        : text_{text}, separator_{separator_of(text)}, limits_{limits} {}

    Result<Table> read() {
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (!step(text_[at], at)) return table_too_large;
        }
        if (is_quoted_) return table_unreadable;
        if (!cell_.empty() || !row_.empty())
            if (!end_row()) return table_too_large;
        return std::move(table_);
    }

private:
    bool step(char c, std::size_t& at) {
        if (is_quoted_) {
            if (c != '"') return add(c);
            if (at + 1 < text_.size() && text_[at + 1] == '"') return ++at, add('"');
            is_quoted_ = false;
            return true;
        }
        if (c == '"' && cell_.empty()) return is_quoted_ = true;
        if (c == separator_) return end_cell();
        if (c == '\n') return end_row();
        return c == '\r' || add(c);
    }
    bool add(char c) {
        cell_ += c;
        return cell_.size() <= limits_.cell_bytes_max;
    }
    bool end_cell() {
        row_.push_back(std::exchange(cell_, {}));
        return row_.size() <= limits_.columns_max;
    }
    bool end_row() {
        if (!end_cell()) return false;
        table_.push_back(std::exchange(row_, {}));
        return table_.size() <= limits_.rows_max;
    }

    std::string_view text_;
    char separator_;
    const TableLimits& limits_;
    Table table_;
    std::vector<std::string> row_;
    std::string cell_;
    bool is_quoted_ = false;
};

bool is_empty(const std::vector<std::string>& row) {
    return std::ranges::all_of(row, [](const auto& cell) { return cell.empty(); });
}

}  // namespace

Result<Table> read_table(std::string_view bytes, const TableLimits& limits) {
    Table table;
    if (bytes.starts_with("PK")) {
        TRY(table, read_xlsx(bytes, limits));
    } else {
        TRY(const auto text, decode(bytes));
        TRY(table, CsvReader(text, limits).read());
    }
    while (!table.empty() && is_empty(table.back())) table.pop_back();
    return table;
}

}  // namespace dlfp::workbook
