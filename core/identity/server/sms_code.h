// One-time codes by SMS: what a code is for, when one may be sent, when one is right (clause
// 5.3.2-b-2). Pure decisions; `redeem_sms_code` is what other handlers of this module call.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/identity/server/failures.h"
#include "core/identity/server/mobile_number.h"
#include "core/identity/server/settings.h"
#include "platform/api/call.h"

namespace dlfp::identity {

struct SmsCodeTag {
    static constexpr std::string_view prefix = "smc";
};
using SmsCodeId = Id<SmsCodeTag>;

/// A code works for the purpose it was sent for and for nothing else.
enum class SmsPurpose { register_customer, log_in, reset_password, reset_payment_pin };
BOOST_DESCRIBE_ENUM(SmsPurpose, register_customer, log_in, reset_password, reset_payment_pin)

inline constexpr int sms_code_digits = 6;  ///< clause 5.3.2-b-2.5, strict reading

/// The newest code of one number and purpose.
struct SmsCode {
    SmsCodeId id;
    sql::Bytes code_mac;
    UtcTime sent_at_us;
    UtcTime expires_at_us;
    std::int64_t wrong_tries = 0;
    std::optional<UtcTime> used_at_us;
};
BOOST_DESCRIBE_STRUCT(SmsCode, (),
                      (id, code_mac, sent_at_us, expires_at_us, wrong_tries, used_at_us))

/// What was sent before, for any purpose.
struct SendingHistory {
    std::optional<UtcTime> last_sent_at;
    std::int64_t sent_to_mobile_today = 0;
    std::int64_t sent_from_address_today = 0;
};

/// Whether one more code may go out now: sms_code_too_soon (fact `wait_s`), sms_code_daily_limit.
Result<Done> decide_sending(const SendingHistory& history, const Settings& settings, UtcTime now);

enum class CodeVerdict { right, wrong, unusable };
/// Whether what was typed is what was sent.
enum class TypedCode { same, other };

/// Whether the typed code is accepted: unusable when expired, used up or used before, whatever was
/// typed. At most 60 s after sending (5.3.2-b-2.4).
CodeVerdict decide_code(const std::optional<SmsCode>& code, TypedCode typed,
                        const Settings& settings, UtcTime now);

/// The text of the message; names the purpose and warns (5.3.2-b-2.6).
Secret<> compose_sms(SmsPurpose purpose, const Secret<>& code, Duration validity);

/// Uses a code up, or fails with sms_code_wrong after counting the try with
/// `commit_despite_failure`; call it before anything else is written (5.3.2-b-2.3).
Result<Done> redeem_sms_code(api::Call& call, const MobileNumber& mobile, SmsPurpose purpose,
                             const Secret<>& code);

/// Whether the code would be accepted now, without using it: keeps slow work away from guesses.
bool would_redeem(const api::ReadCall& call, const MobileNumber& mobile, SmsPurpose purpose,
                  const Secret<>& code);

}  // namespace dlfp::identity
