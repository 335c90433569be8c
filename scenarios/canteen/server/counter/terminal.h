// Counter devices and their clocks.
#pragma once

#include <optional>
#include <string>

#include "core/identity/server/ids.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

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

/// terminal_not_found.
Result<Terminal> find_terminal(sql::Reader& reader, TerminalId id);

}  // namespace dlfp::canteen
