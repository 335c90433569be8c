// The numbers of this module, each with the rule it comes from. Tests provide their own as a port.
#pragma once

#include <optional>

#include "core/identity/server/second_factor_rules.h"
#include "core/identity/server/sms_caps.h"
#include "platform/base/time.h"
#include "platform/runtime/crypto/password.h"

namespace dlfp::identity {

struct Settings {
    crypto::PasswordCost password_cost{};

    /// Clause 5.3.2-b-2.4: at most 60 s; a greater value is refused at the start.
    Duration sms_code_validity = 60s;
    Duration sms_code_resend_after = 60s;
    int sms_code_tries_max = 5;
    std::vector<SmsCaps> sms_caps = parse_sms_caps(default_sms_caps);
    /// Clause 5.3.2-b-2.2: of the SM series; anything but SM3 is refused at the start.
    std::string sms_code_algorithm = "sm3";

    /// Clause 5.3.2-b-11: at most 15 min without a sign of life; a greater value is refused.
    Duration customer_idle = 15min;
    Duration staff_idle = 15min;
    Duration customer_session_age = 12h;
    Duration staff_session_age = 8h;
    /// How long a staff session without its second factor waits for it.
    Duration staff_half_session_age = 10min;
    /// Unset: required, but offered in development, where the demonstration logs in.
    std::optional<SecondFactorPolicy> staff_second_factor{};
    int sessions_per_subject_max = 10;  ///< the longest unused one ends when another begins

    int real_name_tries_per_day = 5;
    int payment_pin_tries_max = 5;
    int adult_years = 16;  ///< younger people open accounts with a guardian at the counter

    /// Scheme, name and port under which customers reach the bank; passkeys are bound to it.
    std::string public_origin = "https://localhost:8443";
    /// The name alone, without scheme and port.
    std::string relying_party_id() const {
        const auto begin = public_origin.find("://") + 3;
        return public_origin.substr(begin, public_origin.find(':', begin) - begin);
    }
};

/// Throws std::invalid_argument when a value is weaker than its clause allows.
void require_allowed(const Settings& settings);

}  // namespace dlfp::identity
