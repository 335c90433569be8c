// The growing lock as arithmetic.
#include "core/identity/server/login_guard.h"

#include <algorithm>

namespace dlfp::identity {
namespace {

constexpr Duration first_lock = 30min;
constexpr Duration longest_lock = 24h;
constexpr Duration for_good = 24h * 36'500;

Duration doubled(std::int64_t times) {
    return std::min<Duration>(longest_lock, first_lock * (1 << std::min<std::int64_t>(times, 10)));
}

}  // namespace

Duration decide_lock(GuardScope scope, std::int64_t wrong_tries) {
    if (scope == GuardScope::address)
        return wrong_tries > 0 && wrong_tries % 5 == 0 ? doubled(wrong_tries / 5 - 1) : Duration{};
    if (wrong_tries >= wrong_tries_max) return for_good;
    return wrong_tries >= 20 && wrong_tries % 10 == 0 ? doubled(wrong_tries / 10 - 2) : Duration{};
}

LoginGuard plan_wrong_try(GuardScope scope, LoginGuard guard, UtcTime now) {
    if (guard.is_locked(now)) return guard;
    if (scope == GuardScope::address && now - guard.last_wrong_at_us > guard_memory)
        guard.wrong_tries = 0;
    ++guard.wrong_tries;
    guard.last_wrong_at_us = now;
    const auto lock = decide_lock(scope, guard.wrong_tries);
    if (lock > Duration{}) guard.locked_until_us = now + lock;
    return guard;
}

}  // namespace dlfp::identity
