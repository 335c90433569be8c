// What roles may do with the register.
#pragma once

#include "platform/api/caller.h"

namespace dlfp::conformance {

/// Operators of scenarios see nothing of it.
inline constexpr api::Permission view_register{
    "conformance.view_register", "查看符合性台账",
    "bank_admin bank_operator bank_approver auditor compliance_officer"};
/// Prepares: results of tests, attachments, configured values; measures at once.
inline constexpr api::Permission maintain_register{"conformance.maintain_register",
                                                   "维护符合性台账", "compliance_officer"};
/// Agrees to what somebody else prepared.
inline constexpr api::Permission agree_to_register{"conformance.agree_to_register",
                                                   "复核符合性台账", "bank_approver"};

}  // namespace dlfp::conformance
