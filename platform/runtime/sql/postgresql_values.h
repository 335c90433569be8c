// Values in and out of PostgreSQL's binary format.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <string>
#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// Parameters in the shape that libpq takes; the Params they came from must outlive it.
class PostgresqlParams {
public:
    explicit PostgresqlParams(std::span<const Param> params);

    int count() const noexcept { return static_cast<int>(values_.size()); }
    const std::vector<Oid>& types() const noexcept { return types_; }  ///< 0 for NULL
    const char* const* values() const noexcept { return values_.data(); }
    const int* lengths() const noexcept { return lengths_.data(); }
    const int* formats() const noexcept { return formats_.data(); }

private:
    struct Encoder;
    void add(Oid type, const char* value, std::size_t length);
    void add_owned(Oid type, std::string value);

    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::deque<std::string> owned_;
};

/// A row of a binary result.
class PostgresqlRow final : public Row {
public:
    PostgresqlRow(const PGresult* result, std::string_view query)
        : result_{result}, query_{query} {}
    void move_to(int row) noexcept { row_ = row; }

    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    /// Sums of BIGINT are NUMERIC on this engine; whole ones that fit are integers here.
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    BytesView bytes(int column) const override;
    int column_count() const override { return PQnfields(result_); }

private:
    std::string_view content(int column) const;
    [[noreturn]] void raise_mismatch(int column) const;

    const PGresult* result_;
    std::string_view query_;
    int row_ = 0;
};

}  // namespace dlfp::sql
