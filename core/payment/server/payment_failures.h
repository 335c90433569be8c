// Why payments say no.
#pragma once

#include <array>

#include "core/account/server/account_failures.h"
#include "core/ledger/server/transfer_failures.h"
#include "platform/base/failure.h"

namespace dlfp::payment {

inline constexpr Failure payment_not_found{"payment.payment_not_found", FailureClass::missing};
inline constexpr Failure merchant_not_found{"payment.merchant_not_found", FailureClass::missing};
/// No tenders, more than eight, one of nothing, or texts beyond their bounds.
inline constexpr Failure order_malformed{"payment.order_malformed", FailureClass::malformed};
inline constexpr Failure expiry_not_in_future{"payment.expiry_not_in_future",
                                              FailureClass::malformed};
inline constexpr Failure fee_malformed{"payment.fee_malformed", FailureClass::malformed};

// Charging.
/// Somebody was faster: the order is paid, and was paid once.
inline constexpr Failure already_charged{"payment.already_charged", FailureClass::conflict};
/// The card was asked and nobody knows the answer yet: wait, never pay anew.
inline constexpr Failure outcome_pending{"payment.outcome_pending", FailureClass::conflict};
inline constexpr Failure order_closed{"payment.order_closed", FailureClass::refused};
inline constexpr Failure order_expired{"payment.order_expired", FailureClass::refused};
/// A tender has too little. Facts `position`, `available_fen`, `amount_fen`.
inline constexpr Failure tender_short{"payment.tender_short", FailureClass::refused};
/// An account of a tender is frozen or closed. Fact `position`.
inline constexpr Failure tender_blocked{"payment.tender_blocked", FailureClass::refused};
/// The merchant's account takes no money now.
inline constexpr Failure merchant_blocked{"payment.merchant_blocked", FailureClass::refused};
/// No PIN given and the amount is above the customer's pin-free limit. Fact `limit_fen`.
inline constexpr Failure pin_required{"payment.pin_required", FailureClass::forbidden};
/// Fact `limit_fen`: the most a customer may allow without PIN.
inline constexpr Failure pin_free_limit_too_high{"payment.pin_free_limit_too_high",
                                                 FailureClass::refused};

/// A period turned around or longer than 366 days.
inline constexpr Failure period_malformed{"payment.period_malformed", FailureClass::malformed};

// Payment codes.
/// Wrong, expired or used: one answer for all.
inline constexpr Failure code_unknown{"payment.code_unknown", FailureClass::refused};
/// Fact `limit_fen`: the most a code without PIN pays at once.
inline constexpr Failure code_needs_pin{"payment.code_needs_pin", FailureClass::refused};
/// Fact `still_possible_fen`.
inline constexpr Failure code_day_limit_exceeded{"payment.code_day_limit_exceeded",
                                                 FailureClass::refused};

// Refunds.
inline constexpr Failure refund_amount_malformed{"payment.refund_amount_malformed",
                                                 FailureClass::malformed};
inline constexpr Failure not_charged{"payment.not_charged", FailureClass::refused};
/// Fact `refundable_fen`.
inline constexpr Failure refund_exceeds_charge{"payment.refund_exceeds_charge",
                                               FailureClass::refused};
/// The merchant's clearing account holds less than the refund. Fact `available_fen`.
inline constexpr Failure merchant_short{"payment.merchant_short", FailureClass::refused};

/// Everything `charge` may answer.
inline constexpr std::array charge_failures{&payment_not_found,
                                            &already_charged,
                                            &outcome_pending,
                                            &account::linked_card_not_found,
                                            &order_closed,
                                            &order_expired,
                                            &tender_short,
                                            &tender_blocked,
                                            &account::not_found,
                                            &account::closed,
                                            &account::day_limit_exceeded,
                                            &account::year_limit_exceeded};

/// Everything `redeem_code` may answer.
inline constexpr std::array code_failures{&code_unknown, &code_needs_pin, &code_day_limit_exceeded};

/// Everything `refund` may answer.
inline constexpr std::array refund_failures{&payment_not_found,
                                            &not_charged,
                                            &account::linked_card_not_found,
                                            &refund_amount_malformed,
                                            &refund_exceeds_charge,
                                            &merchant_short,
                                            &merchant_blocked,
                                            &tender_blocked,
                                            &account::not_found,
                                            &account::balance_limit_exceeded};

}  // namespace dlfp::payment
