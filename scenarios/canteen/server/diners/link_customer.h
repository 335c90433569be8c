// A diner's record and the customer who is that person: linked when mobile number and name agree.
#pragma once

#include "scenarios/canteen/server/diners/enrol_diner.h"

namespace dlfp::canteen {

/// Whether this verified customer is the person of the record: same mobile number, same name. The
/// look into the identity is logged as `purpose`.
bool is_same_person(const api::ReadCall& call, const DinerRow& row,
                    identity::CustomerId customer_id);

/// The customer to link with a record of this name and number: verified, of the same name. The
/// number is enrolled where no customer has it yet, so that its owner can log in by SMS code
/// (clause 3.1.3-8).
std::optional<identity::CustomerId> enrol_and_match(const api::Call& call,
                                                    const DinerDetails& details);

}  // namespace dlfp::canteen
