// All SQL about readings and beats.
#include "services/conformance/server/reading_repository.h"

namespace dlfp::conformance::reading_repository {
namespace {

std::string select_from(std::string_view table, std::string_view rest) {
    return "SELECT " + sql::column_list<ReadingRow>() + " FROM " + std::string(table) + " " +
           std::string(rest);
}

}  // namespace

std::optional<ReadingRow> replace_last(sql::Transaction& transaction, const ReadingRow& row) {
    static const std::string find_text =
        select_from("conformance_last_reading", "WHERE probe = $1 FOR UPDATE");
    static constexpr sql::Query upsert{
        "conformance.store_reading",
        "INSERT INTO conformance_last_reading "
        "(probe, read_at_us, amount, threshold, newest_at_us, outcome) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (probe) DO UPDATE SET "
        "read_at_us = excluded.read_at_us, amount = excluded.amount, "
        "threshold = excluded.threshold, newest_at_us = excluded.newest_at_us, "
        "outcome = excluded.outcome"};
    auto before = transaction.find<ReadingRow>({"conformance.last_reading", find_text}, row.probe);
    transaction.execute(upsert, row.probe, row.read_at_us, row.amount, row.threshold,
                        row.newest_at_us, row.outcome);
    return before;
}

void add_to_history(sql::Transaction& transaction, const ReadingRow& row) {
    transaction.insert_if_absent("conformance_reading", row);
}

std::vector<ReadingRow> list_last(sql::Reader& reader) {
    static const std::string text =
        select_from("conformance_last_reading", "ORDER BY probe LIMIT 1000");
    return reader.list<ReadingRow>({"conformance.last_readings", text});
}

std::vector<ReadingRow> list_history(sql::Reader& reader, std::string_view probe,
                                     std::int64_t limit) {
    static const std::string text =
        select_from("conformance_reading", "WHERE probe = $1 ORDER BY read_at_us DESC LIMIT $2");
    return reader.list<ReadingRow>({"conformance.reading_history", text}, probe, limit);
}

void forget_before(sql::Transaction& transaction, UtcTime before) {
    static constexpr sql::Query query{"conformance.forget_readings",
                                      "DELETE FROM conformance_reading WHERE read_at_us < $1"};
    transaction.execute(query, before);
}

void add_beat(sql::Transaction& transaction, std::int64_t minute) {
    static constexpr sql::Query query{
        "conformance.add_beat",
        "INSERT INTO conformance_beat (minute) VALUES ($1) ON CONFLICT DO NOTHING"};
    transaction.execute(query, minute);
}

Beats count_beats(sql::Reader& reader, std::int64_t from_minute, std::int64_t before_minute) {
    static constexpr sql::Query query{
        "conformance.count_beats",
        "SELECT COUNT(*) AS count, COALESCE(MIN(minute), 0) AS first_minute FROM conformance_beat "
        "WHERE minute >= $1 AND minute < $2"};
    return reader.value<Beats>(query, from_minute, before_minute);
}

void forget_beats_before(sql::Transaction& transaction, std::int64_t minute) {
    static constexpr sql::Query query{"conformance.forget_beats",
                                      "DELETE FROM conformance_beat WHERE minute < $1"};
    transaction.execute(query, minute);
}

}  // namespace dlfp::conformance::reading_repository
