// Refuses settings that a clause forbids, at the start instead of in production.
#include "core/identity/server/settings.h"

#include <stdexcept>

namespace dlfp::identity {

void require_allowed(const Settings& settings) {
    const auto require = [](bool is_allowed, const char* rule) {
        if (!is_allowed) throw std::invalid_argument(std::string("identity settings: ") + rule);
    };
    require(settings.sms_code_validity > 0s && settings.sms_code_validity <= 60s,
            "an SMS code is valid for at most 60 s (5.3.2-b-2.4)");
    require(settings.customer_idle > 0s && settings.customer_idle <= 15min,
            "an idle customer session ends after at most 15 min (5.3.2-b-11)");
    require(settings.staff_idle > 0s && settings.staff_idle <= 15min,
            "an idle staff session ends after at most 15 min");
    require(settings.sms_code_tries_max >= 1 && settings.sms_code_tries_max <= 5,
            "an SMS code allows 1 to 5 tries");
    require(settings.sms_code_resend_after >= 60s, "codes are sent at least 60 s apart");
    require(settings.sms_code_algorithm == "sm3",
            "SMS codes are made and checked with SM3 (5.3.2-b-2.2)");
    require(!settings.sms_caps.empty(), "SMS codes have daily caps");
    require(settings.payment_pin_tries_max >= 1 && settings.payment_pin_tries_max <= 5,
            "a payment PIN allows 1 to 5 tries");
    require(settings.public_origin.starts_with("https://") && settings.public_origin.size() > 8,
            "passkeys need an https address that customers reach");
}

}  // namespace dlfp::identity
