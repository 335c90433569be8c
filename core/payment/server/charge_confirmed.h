// A charge that its customer confirms: with the PIN, and above what the table of factors allows for
// it, with a passkey that signs this very order besides.
#pragma once

#include "core/payment/server/payment_operation.h"
#include "platform/api/endpoint.h"

namespace dlfp::payment {

struct ChargePaymentRequest {
    PaymentId payment_id;
    std::optional<Secret<>> payment_pin;
    /// `operation_digest` of the payment as it was shown; goes with the PIN.
    std::optional<api::Text<64>> operation_digest;
    std::optional<identity::ConfirmationAnswer> confirmation;
};
BOOST_DESCRIBE_STRUCT(ChargePaymentRequest, (),
                      (payment_id, payment_pin, operation_digest, confirmation))

/// The slow checks, and what does not change any more: the year up to yesterday.
struct PreparedCharge {
    std::optional<identity::PinProof> pin;
    std::optional<identity::CheckedConfirmation> confirmation;
    std::vector<identity::MovedBy> moved_until_yesterday;
};
Result<PreparedCharge> prepare_charge_payment(const ChargePaymentRequest& request,
                                              api::ReadCall& call);
Result<ChargeReply> charge_payment(const ChargePaymentRequest& request,
                                   const PreparedCharge& prepared, api::Call& call);

struct OpenChargeConfirmationRequest {
    PaymentId payment_id;
};
BOOST_DESCRIBE_STRUCT(OpenChargeConfirmationRequest, (), (payment_id))
/// Asks the payer's passkeys to agree to the order as it is now.
Result<identity::ConfirmationReply> open_charge_confirmation(
    const OpenChargeConfirmationRequest& request, api::Call& call);

}  // namespace dlfp::payment
