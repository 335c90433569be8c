// One-time codes by SMS: when one may be sent, what its message says, when one is right (clause
// 5.3.2-b-2). Pure decisions; `redeem_sms_code` is what handlers call.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "core/identity/server/failures.h"
#include "core/identity/server/one_time_codes.h"
#include "core/identity/server/settings.h"
#include "platform/api/call.h"
#include "platform/base/money.h"

namespace dlfp::identity {

/// The record of the newest code of one number and purpose; the code itself is nowhere.
struct SmsCode {
    SmsCodeId id;
    sql::Bytes operation_digest;  ///< empty where the code confirms no operation
    sql::Bytes ticket;
    UtcTime sent_at_us;
    UtcTime expires_at_us;
    std::int64_t wrong_tries = 0;
    std::optional<UtcTime> used_at_us;
};
BOOST_DESCRIBE_STRUCT(SmsCode, (),
                      (id, operation_digest, ticket, sent_at_us, expires_at_us, wrong_tries,
                       used_at_us))

/// What was sent before, for any purpose.
struct SendingHistory {
    std::optional<UtcTime> last_sent_at;
    std::int64_t sent_to_mobile_today = 0;
    std::int64_t sent_from_device_today = 0;
    std::int64_t sent_from_address_today = 0;
};

/// Whether one more code may go out now: sms_code_too_soon (fact `wait_s`), sms_code_daily_limit.
/// Knows nothing of customers: the answer is the same for numbers of customers and for others.
Result<Done> decide_sending(const SendingHistory& history, const Settings& settings, UtcTime now);

enum class CodeVerdict {
    right,
    wrong,
    expired,   ///< to be closed for good: no clock brings it back
    unusable,  ///< none, used before, or tried too often
};
/// Whether what was typed is what was sent, for the same operation.
enum class TypedCode { same, other };

/// Whether the typed code is accepted: not when expired, used up or used before, whatever was
/// typed. At most 60 s after sending (5.3.2-b-2.4).
CodeVerdict decide_code(const std::optional<SmsCode>& code, TypedCode typed,
                        const Settings& settings, UtcTime now);

/// A movement of money as the customer saw it when asking for the code.
struct ConfirmedOperation {
    crypto::Digest digest{};  ///< SM3 over everything shown: payee, amount, account, order
    std::string payee;        ///< as shown: "阳光食堂"
    std::string payee_tail;   ///< the last digits of the payee's account
    Money amount;
};

struct SmsContent {
    SmsPurpose purpose{};
    const Secret<>& code;
    Duration validity{};
    const ConfirmedOperation* operation = nullptr;  ///< for money
};
/// The text of the message: names the purpose, for money payee, tail and amount, and warns
/// (5.3.2-b-2.6). Throws std::logic_error for a purpose of money without its operation.
Secret<> compose_sms(const SmsContent& content);

/// What was typed, and for what.
struct TypedSms {
    const MobileNumber& mobile;
    SmsPurpose purpose{};
    const Secret<>& code;
    std::optional<crypto::Digest> operation{};  ///< what is about to be done
};

/// Uses a code up, or fails with sms_code_wrong after counting the try with
/// `commit_despite_failure`; call it before anything else is written (5.3.2-b-2.3). A code for
/// another purpose, number or operation is a wrong try.
Result<Done> redeem_sms_code(api::Call& call, const TypedSms& typed);
inline Result<Done> redeem_sms_code(api::Call& call, const MobileNumber& mobile, SmsPurpose purpose,
                                    const Secret<>& code) {
    return redeem_sms_code(call, {.mobile = mobile, .purpose = purpose, .code = code});
}

/// Whether the code would be accepted now, without using it: keeps slow work away from guesses.
/// Only before a `redeem_sms_code` of the same call, which counts the try.
bool would_redeem(const api::ReadCall& call, const MobileNumber& mobile, SmsPurpose purpose,
                  const Secret<>& code);

}  // namespace dlfp::identity
