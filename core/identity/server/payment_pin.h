// The six-digit payment PIN as other modules use it: check it in `prepare`, count it in `apply`.
#pragma once

#include <array>
#include <boost/describe/enum.hpp>

#include "core/identity/server/failures.h"
#include "core/identity/server/ids.h"
#include "platform/api/call.h"
#include "platform/base/secret.h"

namespace dlfp::identity {

enum class PinOutcome { right, wrong, locked, not_set };
BOOST_DESCRIBE_ENUM(PinOutcome, right, wrong, locked, not_set)

/// What the slow check found. It means nothing until `require_pin` accepts it in the write.
struct PinProof {
    CustomerId customer_id;
    PinOutcome outcome = PinOutcome::not_set;
    std::int64_t pin_version = 0;  ///< of the PIN it was checked against
};

/// Everything `require_pin` may answer, for `.may_fail(identity::pin_failures, …)`.
inline constexpr std::array pin_failures{&payment_pin_not_set, &payment_pin_wrong,
                                         &payment_pin_locked};

/// Checks the calling customer's PIN. Slow (Argon2id): call it in the prepare stage only.
PinProof verify_payment_pin_prepared(const Secret<>& pin, const api::ReadCall& call);

/// Accepts a right PIN or fails with one of `pin_failures`; call it before anything else is
/// written, since a wrong try is counted with `commit_despite_failure`. Five wrong tries in a row
/// lock the PIN until it is reset (clauses 3.8-2, 5.3-6). A PIN changed in between counts as
/// wrong without a count.
Result<Done> require_pin(const PinProof& proof, api::Call& call);

}  // namespace dlfp::identity
