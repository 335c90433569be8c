// Why electronic accounts say no.
#pragma once

#include <array>

#include "platform/base/failure.h"

namespace dlfp::account {

inline constexpr Failure not_found{"account.not_found", FailureClass::missing};
inline constexpr Failure closed{"account.closed", FailureClass::refused};
inline constexpr Failure frozen{"account.frozen", FailureClass::refused};

// Opening and binding (clauses 3.1.3-12, 3.1.3-13).
inline constexpr Failure too_many_of_class{"account.too_many_of_class", FailureClass::refused};
inline constexpr Failure already_linked{"account.already_linked", FailureClass::conflict};
inline constexpr Failure bound_name_differs{"account.bound_name_differs", FailureClass::refused};
inline constexpr Failure bound_person_differs{"account.bound_person_differs",
                                              FailureClass::refused};
inline constexpr Failure bound_mobile_differs{"account.bound_mobile_differs",
                                              FailureClass::refused};
inline constexpr Failure bound_account_unknown{"account.bound_account_unknown",
                                               FailureClass::refused};
inline constexpr Failure bound_class_not_accepted{"account.bound_class_not_accepted",
                                                  FailureClass::refused};
inline constexpr Failure bound_account_frozen{"account.bound_account_frozen",
                                              FailureClass::refused};
inline constexpr Failure not_own_bank_card{"account.not_own_bank_card", FailureClass::refused};
inline constexpr Failure linked_card_not_found{"account.linked_card_not_found",
                                               FailureClass::missing};
inline constexpr Failure host_unavailable{"account.host_unavailable", FailureClass::unavailable};

// Limits (row C9). Facts `limit_fen`, `still_possible_fen` and `used_fen` or `balance_fen`.
inline constexpr Failure day_limit_exceeded{"account.day_limit_exceeded", FailureClass::refused};
inline constexpr Failure year_limit_exceeded{"account.year_limit_exceeded", FailureClass::refused};
inline constexpr Failure balance_limit_exceeded{"account.balance_limit_exceeded",
                                                FailureClass::refused};
/// A customer's own limit above the rule's. Fact `limit_fen`.
inline constexpr Failure own_limit_too_high{"account.own_limit_too_high", FailureClass::refused};

// Top-up and withdrawal.
inline constexpr Failure amount_not_positive{"account.amount_not_positive",
                                             FailureClass::malformed};
/// Fact `available_fen`.
inline constexpr Failure insufficient_balance{"account.insufficient_balance",
                                              FailureClass::refused};
inline constexpr Failure funding_not_found{"account.funding_not_found", FailureClass::missing};

// Closing: facts `balance_fen` or nothing.
inline constexpr Failure has_balance{"account.has_balance", FailureClass::refused};
inline constexpr Failure has_open_movements{"account.has_open_movements", FailureClass::refused};

/// What a payment from an electronic account may answer besides the ledger's failures.
inline constexpr std::array outflow_failures{&not_found, &closed, &day_limit_exceeded,
                                             &year_limit_exceeded};

/// What a comparison of the five elements may answer.
inline constexpr std::array binding_failures{
    &bound_name_differs,       &bound_person_differs, &bound_mobile_differs, &bound_account_unknown,
    &bound_class_not_accepted, &bound_account_frozen, &host_unavailable};

}  // namespace dlfp::account
