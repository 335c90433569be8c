// Sends a one-time code: to any number before log-in, to the own number after it, and to the number
// of a customer who is about to move money.
#pragma once

#include "core/identity/server/ids.h"
#include "core/identity/server/sms_code.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

/// What codes are asked for without a session.
enum class OpenSmsPurpose { register_customer, log_in, reset_password };
BOOST_DESCRIBE_ENUM(OpenSmsPurpose, register_customer, log_in, reset_password)

/// The number a device gave itself once and keeps: codes are counted by it, and it opens nothing.
/// Who names none, or another each time, is held by the caps of phone and address.
using DeviceNumber = api::Text<64, 16>;

struct SendSmsCodeRequest {
    MobileNumber mobile;
    OpenSmsPurpose purpose{};
    std::optional<DeviceNumber> device_number{};
};
BOOST_DESCRIBE_STRUCT(SendSmsCodeRequest, (), (mobile, purpose, device_number))

struct SendSmsCodeReply {
    std::int64_t valid_s = 0;
    std::int64_t resend_after_s = 0;
};
BOOST_DESCRIBE_STRUCT(SendSmsCodeReply, (), (valid_s, resend_after_s))

/// Answers alike whether or not the number belongs to a customer (5.3-5): a code to log in or to
/// reset a password is made, recorded and counted for every number with the same work, but sent
/// only where it can be used.
Result<SendSmsCodeReply> send_sms_code(const SendSmsCodeRequest& request, api::Call& call);

inline constexpr auto send_sms_code_endpoint =
    api::post<&send_sms_code>("/identity/sms-codes")
        .doc("Sends a one-time code by SMS: six digits, valid for 60 s, used once.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(sms_code_too_soon, sms_code_daily_limit);

struct SendOwnSmsCodeRequest {
    std::optional<DeviceNumber> device_number{};
};
BOOST_DESCRIBE_STRUCT(SendOwnSmsCodeRequest, (), (device_number))

/// A code to reset the payment PIN, to the customer's own number.
Result<SendSmsCodeReply> send_own_sms_code(const SendOwnSmsCodeRequest& request, api::Call& call);

inline constexpr auto send_own_sms_code_endpoint =
    api::post<&send_own_sms_code>("/identity/payment-pin/sms-codes")
        .doc("Sends the code that resets the payment PIN to the customer's own number.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(sms_code_too_soon, sms_code_daily_limit);

/// For modules that move money: sends the customer a code for exactly this operation, with payee,
/// tail and amount in the message (5.3.2-b-2.6). sms_code_too_soon, sms_code_daily_limit.
Result<SendSmsCodeReply> send_confirmation_code(api::Call& call, CustomerId customer_id,
                                                const ConfirmedOperation& operation);

/// Uses the customer's newest code for this operation up, in the unit that moves the money and
/// before anything else is written. A code for another digest is a wrong try: sms_code_wrong.
Result<Done> redeem_confirmation_code(api::Call& call, CustomerId customer_id,
                                      const crypto::Digest& operation, const Secret<>& code);

}  // namespace dlfp::identity
