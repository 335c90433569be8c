// Readings of probes and the minutes in which the platform ran, as rows.
#pragma once

#include "platform/runtime/sql/sql.h"
#include "services/conformance/server/judge_clause.h"

namespace dlfp::conformance {

struct ReadingRow {
    std::string probe;
    UtcTime read_at_us;
    std::int64_t amount = 0;
    std::int64_t threshold = 0;
    std::optional<UtcTime> newest_at_us;
    ReadingOutcome outcome{};
};
BOOST_DESCRIBE_STRUCT(ReadingRow, (), (probe, read_at_us, amount, threshold, newest_at_us, outcome))

namespace reading_repository {

/// Takes the place of the probe's last reading, which is returned.
std::optional<ReadingRow> replace_last(sql::Transaction& transaction, const ReadingRow& row);
void add_to_history(sql::Transaction& transaction, const ReadingRow& row);
std::vector<ReadingRow> list_last(sql::Reader& reader);
/// Newest first.
std::vector<ReadingRow> list_history(sql::Reader& reader, std::string_view probe,
                                     std::int64_t limit);
void forget_before(sql::Transaction& transaction, UtcTime before);

/// Minutes are counted since 1970.
void add_beat(sql::Transaction& transaction, std::int64_t minute);
struct Beats {
    std::int64_t count = 0;
    std::int64_t first_minute = 0;
};
BOOST_DESCRIBE_STRUCT(Beats, (), (count, first_minute))
Beats count_beats(sql::Reader& reader, std::int64_t from_minute, std::int64_t before_minute);
void forget_beats_before(sql::Transaction& transaction, std::int64_t minute);

}  // namespace reading_repository
}  // namespace dlfp::conformance
