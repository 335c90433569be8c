// Step-up in one place: a module says what is to be done and what it moves, this says whether the
// customer has agreed to exactly that, strongly enough (clauses 5.3-1, 5.3-4, 5.3.1-c.1).
#pragma once

#include <array>

#include "core/identity/server/confirmation_repository.h"
#include "core/identity/server/operation.h"
#include "core/identity/server/passkey_assertion.h"
#include "core/identity/server/payment_pin.h"
#include "core/identity/server/step_up.h"

namespace dlfp::identity {

/// How long a passkey may take to answer: the time to find a finger, not a night.
inline constexpr Duration confirmation_validity = 3min;

/// More is needed. Facts `missing` (names of Proof, each alone enough), `limit_fen` (still possible
/// with what was shown). Nothing was used up.
inline constexpr Failure step_up_required{"identity.step_up_required", FailureClass::forbidden};
/// No proof that can be asked for here is enough. Fact `limit_fen`: the most there is.
inline constexpr Failure operation_above_limits{"identity.operation_above_limits",
                                                FailureClass::refused};
/// What the customer saw is not what would be done: look again.
inline constexpr Failure operation_changed{"identity.operation_changed", FailureClass::conflict};
/// Never asked, of another session, answered before, or too old: ask again.
inline constexpr Failure confirmation_over{"identity.confirmation_over", FailureClass::refused};
/// The authenticator's answer does not hold.
inline constexpr Failure confirmation_refused{"identity.confirmation_refused",
                                              FailureClass::refused};
/// The answer agrees to something else than what was asked for.
inline constexpr Failure confirmation_of_another{"identity.confirmation_of_another",
                                                 FailureClass::refused};
/// The customer has no passkey to confirm with.
inline constexpr Failure passkey_absent{"identity.passkey_absent", FailureClass::refused};

/// Everything `confirm_operation` may answer.
inline constexpr std::array confirmation_failures{
    &payment_pin_not_set, &payment_pin_wrong,      &payment_pin_locked,
    &step_up_required,    &operation_above_limits, &operation_changed,
    &confirmation_over,   &confirmation_refused,   &confirmation_of_another};

/// What `navigator.credentials.get` needs to agree to one operation. The challenge is derived from
/// the operation's digest.
struct ConfirmationReply {
    ConfirmationId confirmation_id;
    std::string operation_digest;
    std::string challenge;
    std::string relying_party_id;
    std::vector<std::string> credential_ids;
    UtcTime expires_at_us;
};
BOOST_DESCRIBE_STRUCT(ConfirmationReply, (),
                      (confirmation_id, operation_digest, challenge, relying_party_id,
                       credential_ids, expires_at_us))

/// Asks the caller's passkeys to agree to this operation. passkey_absent.
Result<ConfirmationReply> open_confirmation(const Operation& operation, const api::Call& call);

/// The answer, as a member of the request that does the operation.
struct ConfirmationAnswer {
    ConfirmationId confirmation_id;
    PasskeyAnswer answer;
};
BOOST_DESCRIBE_STRUCT(ConfirmationAnswer, (), (confirmation_id, answer))

/// What the slow check found. It means nothing until `confirm_operation` accepts it in the write.
struct CheckedConfirmation {
    std::optional<confirmation_repository::OpenConfirmation> question;
    CheckedAssertion answered;
};
/// Slow (a signature check): call it in the prepare stage only.
CheckedConfirmation check_confirmation_prepared(const ConfirmationAnswer& answer,
                                                const api::ReadCall& call);

/// What the caller's session was opened with.
Proofs session_proofs(const api::ReadCall& call);

/// What is to be confirmed, with all the customer gave.
struct ConfirmationWish {
    Scene scene = Scene::pay;
    Money amount;
    std::vector<MovedBy> before;
    std::string_view seen_digest;  ///< of what the customer's screen showed
    std::optional<PinProof> pin;
    std::optional<CheckedConfirmation> confirmation;
};

/// What was agreed to and how; belongs into the operation's own record.
struct Confirmed {
    OperationDigest digest{};
    ShownProofs shown;
};

/// Accepts or fails with one of `confirmation_failures`; call it before anything else is written. A
/// wrong PIN is counted and a wrong answer used up with `commit_despite_failure`; a right answer is
/// used up only with the operation itself.
Result<Confirmed> confirm_operation(const Operation& operation, const ConfirmationWish& wish,
                                    api::Call& call);

}  // namespace dlfp::identity
