// How C++ values travel to and from SQL columns: parameters, rows, and the mapping of described
// structs, so that one name serves C++, SQL and JSON.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/money.h"
#include "platform/base/time.h"

namespace dlfp::sql {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;

/// Arrays for set-based statements, `FROM unnest($1::bigint[], $2::bytea[])`. PostgreSQL only:
/// on SQLite they throw Fault (broken). Their elements are borrowed too.
struct IntegerArray {
    std::span<const std::int64_t> values;
};
struct TextArray {
    std::span<const std::string_view> values;
};
struct BytesArray {
    std::span<const BytesView> values;
};
struct IdArray {
    std::span<const IdBytes> values;
};

/// A parameter of a query; texts and bytes are borrowed for the duration of the call.
using Param = std::variant<std::monostate, std::int64_t, std::string_view, BytesView, IntegerArray,
                           TextArray, BytesArray, IdArray>;

/// One row while a query runs; views die with the row.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual BytesView bytes(int column) const = 0;
    virtual int column_count() const = 0;
};

/// A row that does not have the shape the code expects: a fault of ours or a damaged database.
struct RowMismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

/// Converts one C++ type to a parameter and back; specialise for further column types.
template <class T>
struct Column;

template <>
struct Column<std::int64_t> {
    static Param param(const std::int64_t& value) { return value; }
    static std::int64_t read(const Row& row, int column) { return row.integer(column); }
};
template <>
struct Column<std::int32_t> {
    static Param param(const std::int32_t& value) { return std::int64_t{value}; }
    static std::int32_t read(const Row& row, int column) {
        return static_cast<std::int32_t>(row.integer(column));
    }
};
template <>
struct Column<bool> {
    static Param param(const bool& value) { return std::int64_t{value ? 1 : 0}; }
    static bool read(const Row& row, int column) { return row.integer(column) != 0; }
};
template <>
struct Column<std::string> {
    static Param param(const std::string& value) { return std::string_view{value}; }
    static std::string read(const Row& row, int column) { return std::string(row.text(column)); }
};
template <>
struct Column<std::string_view> {
    static Param param(const std::string_view& value) { return value; }
};
template <>
struct Column<Bytes> {
    static Param param(const Bytes& value) { return BytesView{value}; }
    static Bytes read(const Row& row, int column) {
        const auto view = row.bytes(column);
        return {view.begin(), view.end()};
    }
};
template <>
struct Column<BytesView> {
    static Param param(const BytesView& value) { return value; }
};
template <>
struct Column<Money> {
    static Param param(const Money& value) { return value.fen(); }
    static Money read(const Row& row, int column) { return Money::fen(row.integer(column)); }
};
template <>
struct Column<UtcTime> {
    static Param param(const UtcTime& value) { return value.us(); }
    static UtcTime read(const Row& row, int column) {
        return UtcTime::from_us(row.integer(column));
    }
};
/// Business dates are stored as days since 1970 (BIGINT): short, ordered, comparable in SQL.
template <>
struct Column<BusinessDate> {
    static Param param(const BusinessDate& value) { return std::int64_t{value.days()}; }
    static BusinessDate read(const Row& row, int column) {
        return BusinessDate::from_days(static_cast<std::int32_t>(row.integer(column)));
    }
};
template <class Tag>
struct Column<Id<Tag>> {
    static Param param(const Id<Tag>& value) { return std::as_bytes(std::span{value.bytes()}); }
    static Id<Tag> read(const Row& row, int column) {
        const auto id = Id<Tag>::from_bytes(row.bytes(column));
        if (!id) throw RowMismatch("id column is not 16 bytes");
        return *id;
    }
};
template <class T>
    requires std::is_same_v<T, IntegerArray> || std::is_same_v<T, TextArray> ||
             std::is_same_v<T, BytesArray> || std::is_same_v<T, IdArray>
struct Column<T> {
    static Param param(const T& value) { return value; }
};
/// Enumerators are stored by their names.
template <DescribedEnum E>
struct Column<E> {
    static Param param(const E& value) {
        return std::string_view{boost::describe::enum_to_string(value, "")};
    }
    static E read(const Row& row, int column) {
        E value{};
        const auto text = row.text(column);
        if (!boost::describe::enum_from_string(std::string(text).c_str(), value))
            throw RowMismatch("unknown enumerator " + std::string(text));
        return value;
    }
};
template <class T>
struct Column<std::optional<T>> {
    static Param param(const std::optional<T>& value) {
        return value ? Column<T>::param(*value) : Param{};
    }
    static std::optional<T> read(const Row& row, int column) {
        if (row.is_null(column)) return std::nullopt;
        return Column<T>::read(row, column);
    }
};

template <class T>
Param to_param(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view> &&
                  !std::is_same_v<T, std::string>)
        return std::string_view{value};
    else
        return Column<T>::param(value);
}

/// Described members of T, inherited ones included, in declaration order.
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

/// Reads a row into T: a described struct takes its members from the columns in order (the SELECT
/// lists them in the order of declaration), any other type takes column 0.
template <class T>
T read_row(const Row& row) {
    if constexpr (DescribedStruct<T>) {
        constexpr int expected = static_cast<int>(boost::mp11::mp_size<Members<T>>::value);
        if (row.column_count() != expected) throw RowMismatch("column count differs from struct");
        T value{};
        int column = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Field = std::remove_reference_t<decltype(value.*member.pointer)>;
            value.*member.pointer = Column<Field>::read(row, column++);
        });
        return value;
    } else {
        return Column<T>::read(row, 0);
    }
}

/// "id, name, fee_fen": the column list of a described struct, for SELECTs built once.
template <DescribedStruct T>
std::string column_list() {
    std::string text;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        if (!text.empty()) text += ", ";
        text += member.name;
    });
    return text;
}

}  // namespace dlfp::sql
