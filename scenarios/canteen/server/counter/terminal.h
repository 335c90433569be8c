// Counter devices and their clocks.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>

#include "core/identity/server/ids.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr Failure terminal_not_found{"canteen.terminal_not_found", FailureClass::missing};

enum class TerminalState { active, blocked };
BOOST_DESCRIBE_ENUM(TerminalState, active, blocked)

struct Terminal {
    TerminalId id;
    identity::OrganisationId organisation_id;
    ServingAreaId area_id;
    std::string name;
    TerminalMode mode{};
    std::int64_t last_seq = 0;
    Duration clock_offset{};  ///< device time minus ours, as last measured (row C8)
    TerminalState state{};
};

/// When it really happened: the device's time less its offset (row C8: 12:58 on a device that is
/// four minutes slow is 13:02).
constexpr UtcTime occurred_at(UtcTime device_time, Duration clock_offset) {
    return device_time - clock_offset;
}

/// One measurement of a device's clock.
struct ClockCheck {
    UtcTime checked_at_us;   ///< by our clock
    UtcTime device_time_us;  ///< by the device's
    std::int64_t offset_us = 0;
};
BOOST_DESCRIBE_STRUCT(ClockCheck, (), (checked_at_us, device_time_us, offset_us))

/// The offset that held at a moment of the device's clock: of the last measurement until then, else
/// of the first one after it, else none. Uploading late or twice does not change it. `checks` are
/// in the order of the device's clock.
Duration plan_clock_offset(std::span<const ClockCheck> checks, UtcTime device_time);

/// terminal_not_found.
Result<Terminal> find_terminal(sql::Reader& reader, TerminalId id);

}  // namespace dlfp::canteen
