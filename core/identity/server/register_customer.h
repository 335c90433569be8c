// A customer registers with mobile number, SMS code and login password (3.1.3-7).
#pragma once

#include "core/identity/server/session.h"
#include "core/identity/server/sms_code.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

struct RegisterCustomerRequest {
    MobileNumber mobile;
    Secret<> sms_code;
    Secret<> password;
    std::optional<api::Text<64>> device_title;
};
BOOST_DESCRIBE_STRUCT(RegisterCustomerRequest, (), (mobile, sms_code, password, device_title))

/// The hash of the chosen password; empty when the code is wrong, so that guesses cost nothing.
struct HashedPassword {
    std::string password_hash;
};
Result<HashedPassword> prepare_register_customer(const RegisterCustomerRequest& request,
                                                 api::ReadCall& call);

/// Registers and logs in. Whether the number is taken is told only after the right code.
Result<SessionReply> register_customer(const RegisterCustomerRequest& request,
                                       const HashedPassword& hashed, api::Call& call);

inline constexpr auto register_customer_endpoint =
    api::post<&register_customer, &prepare_register_customer>("/identity/customers")
        .doc("Registers a customer by mobile number and SMS code, and logs in.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(sms_code_wrong, password_too_weak, mobile_already_registered);

}  // namespace dlfp::identity
