// The second factor of staff as arithmetic: when one is due, which code is right, and how wrong
// ones lock (GP-01: two factors for staff; ID-05: each value once).
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "platform/base/time.h"
#include "platform/runtime/crypto/one_time_password.h"

namespace dlfp::identity {

/// Whether staff may work without a second factor as long as they have none.
enum class SecondFactorPolicy { required, offered };
BOOST_DESCRIBE_ENUM(SecondFactorPolicy, required, offered)

/// What a staff session was opened with besides the password.
enum class SecondFactor { none, totp, recovery_code };
BOOST_DESCRIBE_ENUM(SecondFactor, none, totp, recovery_code)

/// Whether an authenticator app is set up.
enum class AppState { absent, present };

/// What a staff session still lacks before it may do anything else.
enum class SecondFactorStep { settled, code_due, enrolment_due };
BOOST_DESCRIBE_ENUM(SecondFactorStep, settled, code_due, enrolment_due)

/// Who has an app must use it, whatever the policy; who has none must set one up where the policy
/// requires it.
SecondFactorStep decide_step(SecondFactorPolicy policy, AppState app, SecondFactor given);

/// The counter value whose code this is: of the current step, the one before or the one after, and
/// later than the last one used. The work is the same for every code.
std::optional<std::int64_t> find_counter(const crypto::SecretBytes& key, crypto::OtpHash hash,
                                         const Secret<>& code,
                                         const std::pair<UtcTime, std::int64_t>& now_and_last);

/// Wrong codes in a row.
struct FactorGuard {
    std::int64_t wrong_tries = 0;
    UtcTime locked_until_us;
    friend bool operator==(const FactorGuard&, const FactorGuard&) = default;
};
inline constexpr std::int64_t factor_tries_per_lock = 5;

enum class FactorTry { right, wrong };
enum class FactorVerdict { accepted, wrong, locked };
struct CountedTry {
    FactorVerdict verdict{};
    FactorGuard guard;  ///< to be stored
};
/// Every fifth wrong code in a row locks: 15 min, doubling to 24 h. During a lock the right code is
/// refused as well and nothing grows.
CountedTry plan_factor_try(FactorGuard guard, FactorTry attempt, UtcTime now);

/// "otpauth://totp/…" as apps read it from a QR code.
std::string otpauth_uri(std::string_view login_name, std::string_view key_base32,
                        crypto::OtpHash hash);

}  // namespace dlfp::identity
