// Wrong passwords in a row and the lock that grows with them (clause 5.3-6). Pure: the counters
// live in login_guard_repository.
#pragma once

#include <boost/describe.hpp>

#include "platform/base/time.h"
#include "platform/runtime/sql/value.h"

namespace dlfp::identity {

/// What is counted: this login from this address, or on this device where it logged in before, so
/// that nobody can lock a victim out from elsewhere; then the login from everywhere, which locks
/// strangers only.
enum class GuardScope { address, everywhere };

/// A counter as stored; a fresh one has no tries.
struct LoginGuard {
    sql::Bytes subject;
    std::int64_t wrong_tries = 0;
    UtcTime last_wrong_at_us;
    UtcTime locked_until_us;

    bool is_locked(UtcTime now) const { return now < locked_until_us; }
};
BOOST_DESCRIBE_STRUCT(LoginGuard, (), (subject, wrong_tries, last_wrong_at_us, locked_until_us))

/// Counters of an address forget after this long without a wrong try.
inline constexpr Duration guard_memory = 24h;
/// From this number of wrong tries in a row on, passwords of the login are no longer looked at
/// until a log-in by SMS code proves the phone (ID-02: at most 100 in total).
inline constexpr std::int64_t wrong_tries_max = 100;

/// How long a counter that has just reached this number locks: zero for most numbers. From one
/// address every fifth try (30 min, doubling to 24 h); from everywhere the 20th and every tenth
/// after it; the hundredth for good.
Duration decide_lock(GuardScope scope, std::int64_t wrong_tries);

/// The counter after one more wrong try. While it is locked nothing grows: tries during a lock
/// cannot keep a victim out for ever.
LoginGuard plan_wrong_try(GuardScope scope, LoginGuard guard, UtcTime now);

}  // namespace dlfp::identity
