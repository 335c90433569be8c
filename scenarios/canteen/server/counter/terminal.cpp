// The façade of terminals and the offset that belongs to a moment.
#include "scenarios/canteen/server/counter/terminal.h"

#include "scenarios/canteen/server/counter/terminal_repository.h"

namespace dlfp::canteen {

Duration plan_clock_offset(std::span<const ClockCheck> checks, UtcTime device_time) {
    if (checks.empty()) return {};
    auto offset_us = checks.front().offset_us;
    for (const auto& check : checks)
        if (check.device_time_us <= device_time) offset_us = check.offset_us;
    return Duration{offset_us};
}

Result<Terminal> find_terminal(sql::Reader& reader, TerminalId id) {
    TRY(const auto row, or_failure(TerminalRepository{reader}.find(id), terminal_not_found));
    return as_terminal(row);
}

}  // namespace dlfp::canteen
