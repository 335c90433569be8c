// The payment PIN: set with the login password, changed with the old PIN, reset with login
// password and SMS code.
#pragma once

#include "core/identity/server/password_check.h"
#include "core/identity/server/payment_pin.h"
#include "core/identity/server/permissions.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

/// A slow proof and the hash of the PIN to be stored; the hash is empty when the proof failed.
struct PinChange {
    CheckedPassword password;
    PinProof old_pin;
    std::string pin_hash;
};

struct SetPaymentPinRequest {
    Secret<> login_password;
    Secret<> pin;
};
BOOST_DESCRIBE_STRUCT(SetPaymentPinRequest, (), (login_password, pin))

Result<PinChange> prepare_set_payment_pin(const SetPaymentPinRequest& request, api::ReadCall& call);
Result<Done> set_payment_pin(const SetPaymentPinRequest& request, const PinChange& change,
                             api::Call& call);

inline constexpr auto set_payment_pin_endpoint =
    api::post<&set_payment_pin, &prepare_set_payment_pin>("/identity/payment-pin")
        .doc("Sets the first payment PIN; asks for the login password.")
        .for_customers(verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(password_wrong, payment_pin_too_weak, payment_pin_already_set);

struct ChangePaymentPinRequest {
    Secret<> old_pin;
    Secret<> pin;
};
BOOST_DESCRIBE_STRUCT(ChangePaymentPinRequest, (), (old_pin, pin))

Result<PinChange> prepare_change_payment_pin(const ChangePaymentPinRequest& request,
                                             api::ReadCall& call);
Result<Done> change_payment_pin(const ChangePaymentPinRequest& request, const PinChange& change,
                                api::Call& call);

inline constexpr auto change_payment_pin_endpoint =
    api::put<&change_payment_pin, &prepare_change_payment_pin>("/identity/payment-pin")
        .doc("Changes the payment PIN; asks for the old one.")
        .for_customers(verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(payment_pin_too_weak, pin_failures);

struct ResetPaymentPinRequest {
    Secret<> login_password;
    Secret<> sms_code;
    Secret<> pin;
};
BOOST_DESCRIBE_STRUCT(ResetPaymentPinRequest, (), (login_password, sms_code, pin))

Result<PinChange> prepare_reset_payment_pin(const ResetPaymentPinRequest& request,
                                            api::ReadCall& call);
/// Two factors: what the customer knows and the phone. Unlocks a locked PIN.
Result<Done> reset_payment_pin(const ResetPaymentPinRequest& request, const PinChange& change,
                               api::Call& call);

inline constexpr auto reset_payment_pin_endpoint =
    api::post<&reset_payment_pin, &prepare_reset_payment_pin>("/identity/payment-pin/resets")
        .doc("Sets a forgotten or locked payment PIN anew by login password and SMS code.")
        .for_customers(verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(password_wrong, sms_code_wrong, payment_pin_too_weak, payment_pin_not_set);

}  // namespace dlfp::identity
