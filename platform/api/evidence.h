// What speaks for a clause of the bank's standard while the platform runs: probes that modules
// declare and services/conformance reads. Tests name their clauses in comments instead.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/api/platform.h"

namespace dlfp::api {

/// What a probe found. Values are whole numbers in the probe's unit.
struct Reading {
    std::int64_t value = 0;
    std::optional<UtcTime> newest_at;  ///< of records: when the newest one came
};

enum class ProbeKind { measurement, records };
enum class Bound { at_most, at_least };

/// One live source of evidence. Name and clauses are written first, as literals: the list of
/// evidence is read from the source.
struct Probe {
    std::string_view name;                  ///< "audit.chain_whole"
    std::vector<std::string_view> clauses;  ///< ids of the catalogue
    ProbeKind kind = ProbeKind::records;
    std::string_view title_zh;
    std::string_view title_en;
    std::string_view unit_zh;
    std::string_view unit_en;
    Bound bound = Bound::at_least;
    std::int64_t threshold = 1;
    /// A configured value of the register that takes the place of `threshold`; empty: none.
    std::string_view configured{};
    /// Nothing when nothing can be known yet, e.g. no call was measured.
    std::function<std::optional<Reading>(Platform&, sql::Reader&, UtcTime now)> read;
};

/// The reading of a query that answers one row: how many records there are and when the newest came
/// (null when there is none).
inline std::optional<Reading> count_records(sql::Reader& reader, const sql::Query& query) {
    Reading reading;
    reader.select(query, [&](const sql::Row& row) {
        reading.value = row.integer(0);
        if (!row.is_null(1)) reading.newest_at = UtcTime::from_us(row.integer(1));
    });
    return reading;
}

/// A port: the probes of all modules of this program.
struct ProbeBook {
    std::vector<const Probe*> probes;
};

}  // namespace dlfp::api
