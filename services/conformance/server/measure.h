// Reading all probes of the program: by a job, and at once when staff ask for it.
#pragma once

#include "platform/api/endpoint.h"
#include "services/conformance/server/permissions.h"
#include "services/conformance/server/reading_repository.h"

namespace dlfp::conformance {

/// What the probes say now; `unknown` where one cannot know anything yet. A probe without a
/// threshold in force is read against the one it states itself.
std::vector<ReadingRow> read_probes(api::Platform& platform, sql::Reader& reader, UtcTime now);
/// Keeps the readings as the last ones, and in the history when the outcome changed or a day began.
void store_readings(sql::Transaction& transaction, const std::vector<ReadingRow>& readings);

/// The job `conformance.measure`.
void measure(api::Platform& platform, UtcTime now);
/// The job `conformance.beat`: the platform ran in this minute.
void beat(api::Platform& platform, UtcTime now);

/// The share of minutes in which the platform ran, of up to thirty days before this minute, in
/// basis points; nothing in the first ten minutes.
std::optional<api::Reading> read_availability(api::Platform& platform, sql::Reader& reader,
                                              UtcTime now);

struct MeasureRequest {};
BOOST_DESCRIBE_STRUCT(MeasureRequest, (), ())
struct MeasureReply {
    std::int64_t reading_count = 0;
    std::int64_t outside_count = 0;
    std::int64_t unknown_count = 0;
    UtcTime read_at_us;
};
BOOST_DESCRIBE_STRUCT(MeasureReply, (), (reading_count, outside_count, unknown_count, read_at_us))

/// Probes may walk whole tables: they run before the write, on a worker.
Result<std::vector<ReadingRow>> prepare_measurement(const MeasureRequest& request,
                                                    api::ReadCall& call);
Result<MeasureReply> measure_now(const MeasureRequest& request,
                                 const std::vector<ReadingRow>& readings, api::Call& call);

inline constexpr auto measure_now_endpoint =
    api::post<&measure_now, &prepare_measurement>("/staff/conformance/measurements")
        .doc("Reads all probes now and keeps what they say.")
        .for_staff(maintain_register)
        .idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 6, .deadline = 30s})
        .may_fail();

}  // namespace dlfp::conformance
