// Expat with document types refused: nobody's entities are expanded.
#include "platform/runtime/workbook/sheet_xml.h"

#include <expat.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>

namespace dlfp::workbook {
namespace {

/// What a part does with its elements. Names come without their namespace prefix.
class PartReader {
public:
    virtual ~PartReader() = default;
    virtual void begin(std::string_view name, const char** attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view) {}

    Result<Done> read(std::string_view xml) {
        parser_.reset(XML_ParserCreate(nullptr));
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(),
            [](void* self, const char* name, const char** attributes) {
                static_cast<PartReader*>(self)->begin(local(name), attributes);
            },
            [](void* self, const char* name) { static_cast<PartReader*>(self)->end(local(name)); });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* piece, int size) {
            static_cast<PartReader*>(self)->text({piece, static_cast<std::size_t>(size)});
        });
        XML_SetStartDoctypeDeclHandler(parser_.get(),
                                       [](void* self, const char*, const char*, const char*, int) {
                                           static_cast<PartReader*>(self)->fail(table_unreadable);
                                       });
        const auto outcome =
            XML_Parse(parser_.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
        if (failure_ != nullptr) return *failure_;
        if (outcome != XML_STATUS_OK) return table_unreadable;
        return done;
    }

protected:
    void fail(const Failure& failure) {
        if (failure_ == nullptr) failure_ = &failure;
        XML_StopParser(parser_.get(), XML_FALSE);
    }
    static std::string_view attribute(const char** attributes, std::string_view wanted) {
        for (; *attributes != nullptr; attributes += 2)
            if (local(attributes[0]) == wanted) return attributes[1];
        return {};
    }

private:
    static std::string_view local(const char* name) {
        const char* colon = std::strchr(name, ':');
        return colon == nullptr ? name : colon + 1;
    }
    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    std::unique_ptr<XML_ParserStruct, Free> parser_;
    const Failure* failure_ = nullptr;
};

class SharedTexts final : public PartReader {
public:
    explicit SharedTexts(const TableLimits& limits) : limits_{limits} {}

    void begin(std::string_view name, const char**) override {
        if (name == "si") {
            if (texts.size() == limits_.shared_texts_max) return fail(table_too_large);
            texts.emplace_back();
        }
        if (name == "rPh") ++phonetic_;
        is_text_ = name == "t" && phonetic_ == 0;
    }
    void end(std::string_view name) override {
        if (name == "rPh") --phonetic_;
        is_text_ = false;
    }
    void text(std::string_view more) override {
        if (!is_text_ || texts.empty()) return;
        if (texts.back().size() + more.size() > limits_.cell_bytes_max)
            return fail(table_too_large);
        texts.back() += more;
    }

    std::vector<std::string> texts;

private:
    const TableLimits& limits_;
    int phonetic_ = 0;
    bool is_text_ = false;
};

/// 1.3800138E10 is how some programs store 13800138000.
std::string plain_number(const std::string& stored) {
    if (stored.find_first_of("eE.") == std::string::npos) return stored;
    double number = 0;
    const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), number);
    const bool is_whole = error == std::errc{} && end == stored.data() + stored.size() &&
                          std::abs(number) < 9e15 && std::trunc(number) == number;
    return is_whole ? std::to_string(static_cast<long long>(number)) : stored;
}

class SheetCells final : public PartReader {
public:
    SheetCells(const std::vector<std::string>& shared_texts, const TableLimits& limits)
        : shared_texts_{shared_texts}, limits_{limits} {}

    void begin(std::string_view name, const char** attributes) override {
        if (name == "row") return begin_row(attribute(attributes, "r"));
        if (name == "c") return begin_cell(attributes);
        if (name == "rPh") ++phonetic_;
        is_value_ = (name == "v" || name == "t") && phonetic_ == 0;
    }
    void end(std::string_view name) override {
        if (name == "rPh") --phonetic_;
        if (name == "c") end_cell();
        is_value_ = false;
    }
    void text(std::string_view more) override {
        if (!is_value_) return;
        if (value_.size() + more.size() > limits_.cell_bytes_max) return fail(table_too_large);
        value_ += more;
    }

    Table table;

private:
    void begin_row(std::string_view number) {
        std::size_t row = table.size() + 1;
        std::from_chars(number.data(), number.data() + number.size(), row);
        if (row <= table.size()) return fail(table_unreadable);
        if (row > limits_.rows_max) return is_beyond_ = true, void();
        table.resize(row);
        column_ = 0;
    }
    void begin_cell(const char** attributes) {
        value_.clear();
        type_ = attribute(attributes, "t");
        const auto reference = attribute(attributes, "r");
        std::size_t column = 0;
        for (const char letter : reference) {
            if (letter < 'A' || letter > 'Z' || column > 100'000) break;
            column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
        }
        column_ = column == 0 ? column_ + 1 : column;
    }
    void end_cell() {
        if (value_.empty()) return;
        // Rows and columns that only have a format are no content; content beyond is too much.
        if (is_beyond_ || column_ > limits_.columns_max) return fail(table_too_large);
        if (table.empty()) return fail(table_unreadable);
        auto& row = table.back();
        if (row.size() < column_) row.resize(column_);
        if (type_ == "s") return take_shared(row[column_ - 1]);
        row[column_ - 1] = type_.empty() || type_ == "n" ? plain_number(value_) : value_;
    }
    void take_shared(std::string& cell) {
        std::size_t index = 0;
        const auto* last = value_.data() + value_.size();
        const auto [end, error] = std::from_chars(value_.data(), last, index);
        if (error != std::errc{} || end != last || index >= shared_texts_.size())
            return fail(table_unreadable);
        cell = shared_texts_[index];
    }

    const std::vector<std::string>& shared_texts_;
    const TableLimits& limits_;
    std::string value_;
    std::string type_;
    std::size_t column_ = 0;
    int phonetic_ = 0;
    bool is_value_ = false;
    bool is_beyond_ = false;
};

/// The first element that `pick` takes something from.
class Pick final : public PartReader {
public:
    using Choice = std::function<std::string(std::string_view name, const char** attributes)>;
    explicit Pick(Choice pick) : pick_{std::move(pick)} {}
    void begin(std::string_view name, const char** attributes) override {
        if (found.empty()) found = pick_(name, attributes);
    }
    void end(std::string_view) override {}
    using PartReader::attribute;
    std::string found;

private:
    Choice pick_;
};

}  // namespace

Result<std::vector<std::string>> read_shared_texts(std::string_view xml,
                                                   const TableLimits& limits) {
    SharedTexts reader{limits};
    TRY_DONE(reader.read(xml));
    return std::move(reader.texts);
}

Result<Table> read_sheet(std::string_view xml, const std::vector<std::string>& shared_texts,
                         const TableLimits& limits) {
    SheetCells reader{shared_texts, limits};
    TRY_DONE(reader.read(xml));
    return std::move(reader.table);
}

Result<std::string> read_first_sheet_relation(std::string_view xml) {
    Pick reader{[](std::string_view name, const char** attributes) {
        // `r:id` and `sheetId` differ in their local names.
        return std::string(name == "sheet" ? Pick::attribute(attributes, "id") : "");
    }};
    TRY_DONE(reader.read(xml));
    return reader.found;
}

Result<std::string> read_relation_target(std::string_view xml, std::string_view relation_id) {
    Pick reader{[&](std::string_view name, const char** attributes) {
        const bool is_it =
            name == "Relationship" && Pick::attribute(attributes, "Id") == relation_id;
        return std::string(is_it ? Pick::attribute(attributes, "Target") : "");
    }};
    TRY_DONE(reader.read(xml));
    return reader.found;
}

}  // namespace dlfp::workbook
