// Step-up: whether what a customer showed is enough for an operation, and what would be. Pure; the
// amounts are those of the table of factors (clause 5.3-1).
#pragma once

#include "core/identity/server/factor_policy.h"

namespace dlfp::identity {

/// What was moved before by operations that were confirmed alike.
struct MovedBy {
    ShownProofs shown;
    MovedBefore moved;
};

struct StepUpQuestion {
    Scene scene{};
    BusinessDate day;
    Money amount;  ///< nothing for scenes without money
    ShownProofs shown;
    std::vector<MovedBy> before;
    Proofs collectable;  ///< what the client can still be asked for
};

struct StepUpDecision {
    bool is_enough = false;
    Money still_possible;        ///< with the proofs shown, now; nothing for scenes without money
    std::vector<Proof> missing;  ///< each alone would be enough in addition; empty: none is
    friend bool operator==(const StepUpDecision&, const StepUpDecision&) = default;
};

/// A payment that shows fewer than two kinds of factors may still be one of the small ones: the
/// amounts of `pay_by_agreement` hold for it (QR payment class C). What was moved before counts
/// to the day of equal and stronger proofs, and to the year always.
StepUpDecision decide_step_up(const StepUpQuestion& question);

/// "login_password/payment_pin+passkey", as kept with what was confirmed.
std::string to_text(const ShownProofs& shown);
/// Reads what `to_text` wrote; unknown names count as nothing shown.
ShownProofs parse_shown(std::string_view text);

/// "passkey,sms_code".
std::string join_names(const std::vector<Proof>& proofs);

}  // namespace dlfp::identity
