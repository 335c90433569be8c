// The binary format: integers big-endian, NUMERIC in groups of four decimal digits, arrays with a
// header of dimensions.
#include "platform/runtime/sql/postgresql_values.h"

#include <bit>
#include <cstring>

namespace dlfp::sql {
namespace {

constexpr Oid bool_type = 16, bytea_type = 17, name_type = 19, int8_type = 20, int2_type = 21,
              int4_type = 23, text_type = 25, unknown_type = 705, bytea_array_type = 1001,
              text_array_type = 1009, int8_array_type = 1016, bpchar_type = 1042,
              varchar_type = 1043, numeric_type = 1700;
constexpr int binary_format = 1;

template <class T>
T from_network(std::string_view bytes) {
    T value{};
    std::memcpy(&value, bytes.data(), sizeof value);
    if constexpr (std::endian::native == std::endian::little && sizeof value > 1)
        value = std::byteswap(value);
    return value;
}

template <class T>
void append_network(std::string& out, T value) {
    if constexpr (std::endian::native == std::endian::little) value = std::byteswap(value);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// NUMERIC: digit count, weight of the first digit, sign, scale, digits in base 10,000.
bool whole_numeric(std::string_view bytes, std::int64_t& value) {
    const auto digits = from_network<std::int16_t>(bytes);
    const auto weight = from_network<std::int16_t>(bytes.substr(2));
    const auto sign = from_network<std::uint16_t>(bytes.substr(4));
    if (sign != 0 && sign != 0x4000) return false;
    value = 0;
    for (int index = 0; index <= weight || index < digits; ++index) {
        const std::int64_t digit =
            index < digits
                ? from_network<std::int16_t>(bytes.substr(8 + 2 * static_cast<std::size_t>(index)))
                : 0;
        if (index > weight && digit != 0) return false;
        if (index > weight) continue;
        if (__builtin_mul_overflow(value, 10'000, &value)) return false;
        // Negative numbers reach one further than positive ones.
        if (__builtin_add_overflow(value, sign == 0 ? digit : -digit, &value)) return false;
    }
    return true;
}

std::string array_header(Oid element, std::size_t count) {
    std::string out;
    append_network(out, std::int32_t{count == 0 ? 0 : 1});
    append_network(out, std::int32_t{0});
    append_network(out, static_cast<std::uint32_t>(element));
    if (count == 0) return out;
    append_network(out, static_cast<std::int32_t>(count));
    append_network(out, std::int32_t{1});
    return out;
}

void append_element(std::string& out, const void* bytes, std::size_t size) {
    append_network(out, static_cast<std::int32_t>(size));
    out.append(static_cast<const char*>(bytes), size);
}

}  // namespace

struct PostgresqlParams::Encoder {
    PostgresqlParams& out;

    void operator()(std::monostate) const { out.add(0, nullptr, 0); }
    void operator()(std::int64_t value) const {
        std::string bytes;
        append_network(bytes, value);
        out.add_owned(int8_type, std::move(bytes));
    }
    void operator()(std::string_view value) const {
        out.add(text_type, value.empty() ? "" : value.data(), value.size());
    }
    void operator()(BytesView value) const {
        out.add(bytea_type, value.empty() ? "" : reinterpret_cast<const char*>(value.data()),
                value.size());
    }
    void operator()(const IntegerArray& array) const {
        std::string bytes = array_header(int8_type, array.values.size());
        for (const auto value : array.values) {
            append_network(bytes, std::int32_t{8});
            append_network(bytes, value);
        }
        out.add_owned(int8_array_type, std::move(bytes));
    }
    void operator()(const TextArray& array) const {
        std::string bytes = array_header(text_type, array.values.size());
        for (const auto value : array.values) append_element(bytes, value.data(), value.size());
        out.add_owned(text_array_type, std::move(bytes));
    }
    void operator()(const BytesArray& array) const {
        std::string bytes = array_header(bytea_type, array.values.size());
        for (const auto value : array.values) append_element(bytes, value.data(), value.size());
        out.add_owned(bytea_array_type, std::move(bytes));
    }
    void operator()(const IdArray& array) const {
        std::string bytes = array_header(bytea_type, array.values.size());
        for (const auto& value : array.values) append_element(bytes, value.data(), value.size());
        out.add_owned(bytea_array_type, std::move(bytes));
    }
};

PostgresqlParams::PostgresqlParams(std::span<const Param> params) {
    types_.reserve(params.size());
    values_.reserve(params.size());
    lengths_.reserve(params.size());
    formats_.assign(params.size(), binary_format);
    for (const auto& param : params) std::visit(Encoder{*this}, param);
}

void PostgresqlParams::add(Oid type, const char* value, std::size_t length) {
    types_.push_back(type);
    values_.push_back(value);
    lengths_.push_back(static_cast<int>(length));
}

void PostgresqlParams::add_owned(Oid type, std::string value) {
    const auto& kept = owned_.emplace_back(std::move(value));
    add(type, kept.data(), kept.size());
}

std::string_view PostgresqlRow::content(int column) const {
    if (column >= column_count() || is_null(column)) raise_mismatch(column);
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresqlRow::integer(int column) const {
    const auto bytes = content(column);
    std::int64_t value = 0;
    switch (PQftype(result_, column)) {
        case int8_type: return from_network<std::int64_t>(bytes);
        case int4_type: return from_network<std::int32_t>(bytes);
        case int2_type: return from_network<std::int16_t>(bytes);
        case bool_type: return bytes.front();
        case numeric_type:
            if (whole_numeric(bytes, value)) return value;
            break;
        default: break;
    }
    raise_mismatch(column);
}

std::string_view PostgresqlRow::text(int column) const {
    switch (PQftype(result_, column)) {
        case text_type:
        case varchar_type:
        case bpchar_type:
        case name_type:
        case unknown_type: return content(column);
        default: raise_mismatch(column);
    }
}

BytesView PostgresqlRow::bytes(int column) const {
    if (PQftype(result_, column) != bytea_type) raise_mismatch(column);
    const auto bytes = content(column);
    return std::as_bytes(std::span{bytes});
}

void PostgresqlRow::raise_mismatch(int column) const {
    const char* name = PQfname(result_, column);
    throw RowMismatch(std::string(query_) + ": column " + std::to_string(column) + " (" +
                      (name ? name : "none") + ") has another type");
}

}  // namespace dlfp::sql
