// What a field of a request or reply may be: its JSON form, its text form in paths and queries,
// its schema. Specialise Field<T> for further types.
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/json.h"
#include "platform/base/secret.h"
#include "platform/runtime/sql/value.h"

namespace dlfp::api {

using sql::DescribedEnum;
using sql::DescribedStruct;
using sql::Members;

/// Where and why a request could not be read; the caller sees it as pointer and expectation.
struct FieldProblem {
    std::string pointer;   ///< JSON pointer, "/lines/3/amount_fen"
    std::string expected;  ///< "integer between 1 and 99"
    static constexpr std::size_t pointer_bytes_max = 128;
};

/// Text of Min … Max characters (code points) without control characters.
template <std::size_t Max, std::size_t Min = 1>
struct Text : std::string {
    using std::string::string;
    Text() = default;
    Text(std::string text) : std::string(std::move(text)) {}  // NOLINT: replies fill it freely
    Text(std::string_view text) : std::string(text) {}        // NOLINT
};

/// As Text, line breaks allowed.
template <std::size_t Max, std::size_t Min = 1>
struct LongText : std::string {
    using std::string::string;
    LongText() = default;
    LongText(std::string text) : std::string(std::move(text)) {}  // NOLINT
};

/// An integer of Min … Max.
template <std::int64_t Min, std::int64_t Max>
struct Whole {
    std::int64_t value = Min;
    operator std::int64_t() const { return value; }  // NOLINT: it is an integer with bounds
};

/// Money that may be negative, for corrections; a plain Money in a request is 0 … 10^13 fen.
struct SignedMoney {
    Money amount;
};

/// A list of at most Max elements; std::vector means at most 100 in requests.
template <class T, std::size_t Max>
struct List : std::vector<T> {
    using std::vector<T>::vector;
    List() = default;
    List(std::vector<T> elements) : std::vector<T>(std::move(elements)) {}  // NOLINT
};

inline constexpr std::int64_t money_fen_max = 10'000'000'000'000;
inline constexpr std::size_t plain_text_characters_max = 256;
inline constexpr std::size_t plain_list_elements_max = 100;

std::size_t count_code_points(std::string_view text);
bool has_control_characters(std::string_view text, std::string_view allowed);

template <class T>
struct Field;

/// Reads from JSON; returns false and fills the problem.
template <class T>
bool read_field(JsonView view, T& value, FieldProblem& problem) {
    return Field<T>::read(view, value, problem);
}

template <class T>
void write_field(JsonWriter& writer, const T& value) {
    Field<T>::write(writer, value);
}

inline bool expect(std::string what, FieldProblem& problem) {
    problem.expected = std::move(what);
    return false;
}

/// Fields whose JSON form is a string that is parsed by `from_text`; the base of ids, dates, enums.
template <class T, class Self>
struct TextualField {
    static bool read(JsonView view, T& value, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::string) return expect(Self::expectation(), problem);
        return from_text(view.string(), value, problem);
    }
    static bool from_text(std::string_view text, T& value, FieldProblem& problem) {
        auto parsed = Self::parse(text);
        if (!parsed) return expect(Self::expectation(), problem);
        value = std::move(*parsed);
        return true;
    }
    static void write(JsonWriter& writer, const T& value) { writer.string(Self::text_of(value)); }
};

/// Fields whose JSON form is an integer of min() … max().
template <class T, class Self>
struct IntegralField {
    static bool read(JsonView view, T& value, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::integer) return expect(expectation(), problem);
        return accept(view.integer(), value, problem);
    }
    static bool from_text(std::string_view text, T& value, FieldProblem& problem) {
        std::int64_t number = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (failure != std::errc{} || end != text.data() + text.size() || text.empty())
            return expect(expectation(), problem);
        return accept(number, value, problem);
    }
    static bool accept(std::int64_t number, T& value, FieldProblem& problem) {
        if (number < Self::min() || number > Self::max()) return expect(expectation(), problem);
        value = Self::make(number);
        return true;
    }
    static std::string expectation() {
        return "integer between " + std::to_string(Self::min()) + " and " +
               std::to_string(Self::max());
    }
    static void write(JsonWriter& writer, const T& value) {
        writer.integer(Self::number_of(value));
    }
    static void schema(JsonWriter& writer) {
        writer.member("type", "integer");
        writer.member("format", "int64");
        writer.member("minimum", Self::min());
        writer.member("maximum", Self::max());
    }
};

}  // namespace dlfp::api

#include "platform/api/field_types.h"
