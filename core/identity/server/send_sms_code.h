// Sends a one-time code: to any number before log-in, to the own number after it.
#pragma once

#include "core/identity/server/sms_code.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

/// What codes are asked for without a session.
enum class OpenSmsPurpose { register_customer, log_in, reset_password };
BOOST_DESCRIBE_ENUM(OpenSmsPurpose, register_customer, log_in, reset_password)

struct SendSmsCodeRequest {
    MobileNumber mobile;
    OpenSmsPurpose purpose{};
};
BOOST_DESCRIBE_STRUCT(SendSmsCodeRequest, (), (mobile, purpose))

struct SendSmsCodeReply {
    std::int64_t valid_s = 0;
    std::int64_t resend_after_s = 0;
};
BOOST_DESCRIBE_STRUCT(SendSmsCodeReply, (), (valid_s, resend_after_s))

/// Answers alike whether or not the number belongs to a customer (5.3-5): a code to log in or to
/// reset a password is written and counted for every number, but sent only where it can be used.
Result<SendSmsCodeReply> send_sms_code(const SendSmsCodeRequest& request, api::Call& call);

inline constexpr auto send_sms_code_endpoint =
    api::post<&send_sms_code>("/identity/sms-codes")
        .doc("Sends a one-time code by SMS: six digits, valid for 60 s, used once.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(sms_code_too_soon, sms_code_daily_limit);

struct SendOwnSmsCodeRequest {};
BOOST_DESCRIBE_STRUCT(SendOwnSmsCodeRequest, (), ())

/// A code to reset the payment PIN, to the customer's own number.
Result<SendSmsCodeReply> send_own_sms_code(const SendOwnSmsCodeRequest& request, api::Call& call);

inline constexpr auto send_own_sms_code_endpoint =
    api::post<&send_own_sms_code>("/identity/payment-pin/sms-codes")
        .doc("Sends the code that resets the payment PIN to the customer's own number.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(sms_code_too_soon, sms_code_daily_limit);

}  // namespace dlfp::identity
