// From probes to readings.
#include "services/conformance/server/measure.h"

#include <algorithm>

#include "platform/api/evidence.h"
#include "services/conformance/server/values_in_force.h"

namespace dlfp::conformance {
namespace {

constexpr std::int64_t month_min = 30 * 24 * 60;
constexpr std::int64_t least_min = 10;
constexpr Duration history_kept = 24h * 400;

std::int64_t minute_of(UtcTime time) { return time.us() / Duration{1min}.count(); }

ReadingRow read_probe(const api::Probe& probe, const ValuesInForce& values,
                      const std::optional<api::Reading>& reading, UtcTime now) {
    ReadingRow row{.probe = std::string(probe.name),
                   .read_at_us = now,
                   .threshold = values.amount(probe.configured).value_or(probe.threshold),
                   .outcome = ReadingOutcome::unknown};
    if (!reading) return row;
    row.amount = reading->value;
    row.newest_at_us = reading->newest_at;
    row.outcome = decide_reading(probe.bound, row.threshold, row.amount);
    return row;
}

/// Counts of records that are still empty miss nothing: only measurements can be outside.
bool is_measurement(const api::Platform& platform, const ReadingRow& row) {
    const auto& probes = platform.ports.get<api::ProbeBook>().probes;
    return std::ranges::any_of(probes, [&](const api::Probe* probe) {
        return probe->name == row.probe && probe->kind == api::ProbeKind::measurement;
    });
}

bool belongs_to_history(const std::optional<ReadingRow>& before, const ReadingRow& row) {
    return !before || before->outcome != row.outcome || before->threshold != row.threshold ||
           BusinessDate::of(before->read_at_us) != BusinessDate::of(row.read_at_us);
}

}  // namespace

std::vector<ReadingRow> read_probes(api::Platform& platform, sql::Reader& reader, UtcTime now) {
    const ValuesInForce values{value_repository::list(reader), BusinessDate::of(now)};
    std::vector<ReadingRow> readings;
    if (const auto* book = platform.ports.find<api::ProbeBook>())
        for (const auto* probe : book->probes)
            readings.push_back(read_probe(*probe, values, probe->read(platform, reader, now), now));
    return readings;
}

void store_readings(sql::Transaction& transaction, const std::vector<ReadingRow>& readings) {
    for (const auto& row : readings)
        if (belongs_to_history(reading_repository::replace_last(transaction, row), row))
            reading_repository::add_to_history(transaction, row);
}

void measure(api::Platform& platform, UtcTime now) {
    std::vector<ReadingRow> readings;
    platform.database.read(
        [&](sql::Reader& reader) { readings = read_probes(platform, reader, now); });
    platform.database.write([&](sql::Transaction& transaction) {
        store_readings(transaction, readings);
        reading_repository::forget_before(transaction, now - history_kept);
        return true;
    });
}

void beat(api::Platform& platform, UtcTime now) {
    platform.database.write([&](sql::Transaction& transaction) {
        reading_repository::add_beat(transaction, minute_of(now));
        reading_repository::forget_beats_before(transaction, minute_of(now) - 2 * month_min);
        return true;
    });
}

std::optional<api::Reading> read_availability(api::Platform&, sql::Reader& reader, UtcTime now) {
    const auto minute = minute_of(now);
    const auto beats = reading_repository::count_beats(reader, minute - month_min, minute);
    const auto expected = minute - beats.first_minute;
    if (beats.count == 0 || expected < least_min) return std::nullopt;
    return api::Reading{.value = 10'000 * beats.count / expected};
}

Result<std::vector<ReadingRow>> prepare_measurement(const MeasureRequest&, api::ReadCall& call) {
    return read_probes(call.platform(), call.reader(), call.now());
}

Result<MeasureReply> measure_now(const MeasureRequest&, const std::vector<ReadingRow>& readings,
                                 api::Call& call) {
    store_readings(call.transaction(), readings);
    MeasureReply reply{.reading_count = std::ssize(readings), .read_at_us = call.now()};
    for (const auto& row : readings) {
        if (row.outcome == ReadingOutcome::unknown) ++reply.unknown_count;
        if (row.outcome == ReadingOutcome::outside && is_measurement(call.platform(), row))
            ++reply.outside_count;
    }
    return reply;
}

}  // namespace dlfp::conformance
