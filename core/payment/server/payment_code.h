// One-time payment codes (付款码): the customer shows one at a counter and the device charges with
// it. 20 digits, valid for 60 s, used once; the database holds a digest only.
#pragma once

#include "core/identity/server/identity.h"
#include "core/identity/server/payment_pin.h"
#include "core/payment/server/payment.h"
#include "platform/api/endpoint.h"

namespace dlfp::payment {

inline constexpr Duration code_valid_for = 60s;
/// First digits of every code, so that a counter can tell it from a bar code of goods; 18 random
/// digits follow.
inline constexpr std::string_view code_prefix = "86";

struct MakeCodeRequest {
    std::optional<Secret<>> payment_pin;  ///< given: a code of class B with the higher limits
};
BOOST_DESCRIBE_STRUCT(MakeCodeRequest, (), (payment_pin))

/// The PIN check, where a PIN was given.
struct PreparedPin {
    std::optional<identity::PinProof> proof;
};
Result<PreparedPin> prepare_make_code(const MakeCodeRequest& request, api::ReadCall& call);

struct MakeCodeReply {
    std::string code;
    UtcTime expires_at_us;
    bool is_pin_confirmed = false;
    Money once_max_fen;  ///< what this code pays at most
};
BOOST_DESCRIBE_STRUCT(MakeCodeReply, (), (code, expires_at_us, is_pin_confirmed, once_max_fen))
Result<MakeCodeReply> make_code(const MakeCodeRequest& request, const PreparedPin& prepared,
                                api::Call& call);

inline constexpr auto make_code_endpoint =
    api::post<&make_code, &prepare_make_code>("/payment-codes")
        .doc("Makes a one-time payment code that is valid for 60 seconds.")
        .for_customers(identity::verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 30, .deadline = 3s})
        .may_fail(identity::pin_failures);

}  // namespace dlfp::payment
