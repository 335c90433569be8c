// Why a decision is not accepted.
#pragma once

#include "platform/base/failure.h"

namespace dlfp::approval {

inline constexpr Failure approval_not_found{"approval.not_found", FailureClass::missing};
/// Fact `state`.
inline constexpr Failure already_decided{"approval.already_decided", FailureClass::conflict};
inline constexpr Failure approval_expired{"approval.expired", FailureClass::refused};
/// Nobody decides on what they prepared themselves.
inline constexpr Failure own_request{"approval.own_request", FailureClass::refused};
/// Only the maker withdraws.
inline constexpr Failure not_the_maker{"approval.not_the_maker", FailureClass::refused};
/// The checker lacks the permission of this kind of change.
inline constexpr Failure kind_not_permitted{"approval.kind_not_permitted", FailureClass::forbidden};
/// The change no longer fits; fact `reason` is the failure's code. The approval still waits.
inline constexpr Failure change_not_applicable{"approval.change_not_applicable",
                                               FailureClass::refused};

}  // namespace dlfp::approval
