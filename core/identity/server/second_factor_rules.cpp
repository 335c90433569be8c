// Decisions about second factors; no clock, no table.
#include "core/identity/server/second_factor_rules.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

constexpr Duration first_lock = 15min;
constexpr Duration longest_lock = 24h;
/// 智惠e家, as in the text messages.
constexpr std::string_view issuer = "%E6%99%BA%E6%83%A0e%E5%AE%B6";

Duration lock_after(std::int64_t wrong_tries) {
    if (wrong_tries % factor_tries_per_lock != 0) return {};
    const auto doublings = std::min<std::int64_t>(wrong_tries / factor_tries_per_lock - 1, 10);
    return std::min<Duration>(longest_lock, first_lock * (1 << doublings));
}

}  // namespace

SecondFactorStep decide_step(SecondFactorPolicy policy, AppState app, SecondFactor given) {
    if (app == AppState::present)
        return given == SecondFactor::none ? SecondFactorStep::code_due : SecondFactorStep::settled;
    return policy == SecondFactorPolicy::required ? SecondFactorStep::enrolment_due
                                                  : SecondFactorStep::settled;
}

std::optional<std::int64_t> find_counter(const crypto::SecretBytes& key, crypto::OtpHash hash,
                                         const Secret<>& code,
                                         const std::pair<UtcTime, std::int64_t>& now_and_last) {
    const auto current = crypto::totp_counter(now_and_last.first);
    const auto last = planted("identity.totp_code_twice") ? 0 : now_and_last.second;
    std::optional<std::int64_t> found;
    for (const auto counter : {current - 1, current, current + 1}) {
        const auto expected =
            crypto::hotp(key, static_cast<std::uint64_t>(counter), {.hash = hash});
        if (crypto::equal_in_constant_time(crypto::view_of(expected.reveal()),
                                           crypto::view_of(code.reveal())) &&
            counter > last)
            found = counter;
    }
    return found;
}

CountedTry plan_factor_try(FactorGuard guard, FactorTry attempt, UtcTime now) {
    if (now < guard.locked_until_us) return {FactorVerdict::locked, guard};
    if (attempt == FactorTry::right) return {FactorVerdict::accepted, {}};
    if (!planted("identity.wrong_totp_uncounted")) ++guard.wrong_tries;
    const auto lock = lock_after(guard.wrong_tries);
    if (lock == Duration{}) return {FactorVerdict::wrong, guard};
    guard.locked_until_us = now + lock;
    return {FactorVerdict::locked, guard};
}

std::string otpauth_uri(std::string_view login_name, std::string_view key_base32,
                        crypto::OtpHash hash) {
    std::string uri = "otpauth://totp/";
    uri.append(issuer).append(":").append(login_name).append("?secret=").append(key_base32);
    uri.append("&issuer=").append(issuer);
    uri.append(hash == crypto::OtpHash::sha1 ? "&algorithm=SHA1" : "&algorithm=SHA256");
    return uri.append("&digits=6&period=30");
}

}  // namespace dlfp::identity
