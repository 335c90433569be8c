// The growing delay.
#include "core/outbox/server/plan_retry.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::outbox {

std::optional<UtcTime> plan_retry(std::int64_t failed_tries, UtcTime now) {
    if (failed_tries >= delivery_tries_max || planted("outbox.gives_up_at_once"))
        return std::nullopt;
    const Duration doubled =
        1s * (std::int64_t{1} << std::clamp<std::int64_t>(failed_tries - 1, 0, 20));
    return now + std::min<Duration>(doubled, 10min);
}

}  // namespace dlfp::outbox
