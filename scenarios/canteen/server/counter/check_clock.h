// Measuring a device's clock against ours (row C8), and telling the time to whoever asks.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/counter/device_request.h"

namespace dlfp::canteen {

struct TellTimeRequest {};
BOOST_DESCRIBE_STRUCT(TellTimeRequest, (), ())
struct TellTimeReply {
    UtcTime server_time_us;
};
BOOST_DESCRIBE_STRUCT(TellTimeReply, (), (server_time_us))

/// Our time: a device needs it before it can sign its first request.
Result<TellTimeReply> tell_time(const TellTimeRequest& request, api::ReadCall& call);

constexpr auto tell_time_endpoint =
    api::get<&tell_time>("/device/canteen/time")
        .doc("Tells the platform's time.")
        .open()
        .from_view()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();

struct CheckClockRequest {
    UtcTime device_time_us;  ///< by the device's clock when it sent this
    /// How long an exchange takes by the device's own measure; half of it is the way here.
    api::Whole<0, 10'000'000> round_trip_us;
};
BOOST_DESCRIBE_STRUCT(CheckClockRequest, (), (device_time_us, round_trip_us))

struct CheckClockReply {
    std::int64_t offset_us = 0;  ///< device time minus ours
    UtcTime checked_at_us;
};
BOOST_DESCRIBE_STRUCT(CheckClockReply, (), (offset_us, checked_at_us))

/// Records both clocks and the difference. What is sold from then on by the device's clock is
/// corrected by it.
Result<CheckClockReply> check_clock(const CheckClockRequest& request, api::Call& call);

constexpr auto check_clock_endpoint =
    api::post<&check_clock>("/device/canteen/clock-checks")
        .doc("Measures a terminal's clock and records both times.")
        .for_devices(use_terminal)
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 30, .deadline = 2s})
        .may_fail(terminal_not_found, terminal_blocked, device_request_replayed);

}  // namespace dlfp::canteen
