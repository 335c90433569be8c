// The offset of a device's clock.
#include "scenarios/canteen/server/counter/check_clock.h"

#include "scenarios/canteen/server/counter/terminal_repository.h"

namespace dlfp::canteen {

Result<TellTimeReply> tell_time(const TellTimeRequest&, api::ReadCall& call) {
    return TellTimeReply{call.now()};
}

Result<CheckClockReply> check_clock(const CheckClockRequest& request, api::Call& call) {
    TRY(const auto terminal, admit_device(call));
    const Duration on_the_way{request.round_trip_us.value / 2};
    const auto offset = request.device_time_us + on_the_way - call.now();
    TerminalBooks{call.transaction()}.add_clock_check(
        terminal.id, {call.now(), request.device_time_us, offset.count()});
    return CheckClockReply{offset.count(), call.now()};
}

}  // namespace dlfp::canteen
