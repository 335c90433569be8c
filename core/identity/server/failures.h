// Why identity says no. Before login the answers are alike on purpose (clause 5.3-5): unknown
// user, wrong password and locked user are one failure.
#pragma once

#include <array>

#include "platform/base/failure.h"

namespace dlfp::identity {

// Before login.
/// Unknown user, wrong password or locked: nobody learns which.
inline constexpr Failure login_refused{"identity.login_refused", FailureClass::unauthenticated};
/// Wrong, expired, used up, or never sent.
inline constexpr Failure sms_code_wrong{"identity.sms_code_wrong", FailureClass::refused};
/// Fact `wait_s`.
inline constexpr Failure sms_code_too_soon{"identity.sms_code_too_soon", FailureClass::throttled};
/// The daily number for this mobile number or this address is used up.
inline constexpr Failure sms_code_daily_limit{"identity.sms_code_daily_limit",
                                              FailureClass::throttled};
/// Only said to someone who holds the phone: the SMS code was right.
inline constexpr Failure mobile_already_registered{"identity.mobile_already_registered",
                                                   FailureClass::conflict};
inline constexpr Failure session_unknown{"identity.session_unknown", FailureClass::unauthenticated};

// Passwords. Fact `rule` names the rule that was broken.
inline constexpr Failure password_too_weak{"identity.password_too_weak", FailureClass::refused};
inline constexpr Failure password_wrong{"identity.password_wrong", FailureClass::refused};
inline constexpr Failure password_same_as_before{"identity.password_same_as_before",
                                                 FailureClass::refused};

// The second factor of staff: said only to who typed the right password.
/// Enrol an authenticator app, or type its code, before anything else.
inline constexpr Failure second_factor_due{"identity.second_factor_due", FailureClass::forbidden};
/// Fact `tries_left` before the next lock.
inline constexpr Failure second_factor_wrong{"identity.second_factor_wrong", FailureClass::refused};
/// Fact `wait_s`.
inline constexpr Failure second_factor_locked{"identity.second_factor_locked",
                                              FailureClass::throttled};
inline constexpr Failure second_factor_absent{"identity.second_factor_absent",
                                              FailureClass::refused};
/// No key was shown in the last minutes, or it was confirmed already.
inline constexpr Failure enrolment_not_open{"identity.enrolment_not_open", FailureClass::refused};

// Real-name check.
inline constexpr Failure id_number_malformed{"identity.id_number_malformed",
                                             FailureClass::malformed};
inline constexpr Failure person_too_young{"identity.person_too_young", FailureClass::refused};
/// Fact `tries_left` of today.
inline constexpr Failure real_name_mismatch{"identity.real_name_mismatch", FailureClass::refused};
inline constexpr Failure real_name_tries_used_up{"identity.real_name_tries_used_up",
                                                 FailureClass::refused};
inline constexpr Failure real_name_check_unavailable{"identity.real_name_check_unavailable",
                                                     FailureClass::unavailable};
inline constexpr Failure already_verified{"identity.already_verified", FailureClass::conflict};
/// The same person is verified under another mobile number.
inline constexpr Failure person_already_customer{"identity.person_already_customer",
                                                 FailureClass::refused};

// Payment PIN.
inline constexpr Failure payment_pin_not_set{"identity.payment_pin_not_set", FailureClass::refused};
/// Fact `tries_left`.
inline constexpr Failure payment_pin_wrong{"identity.payment_pin_wrong", FailureClass::refused};
inline constexpr Failure payment_pin_locked{"identity.payment_pin_locked", FailureClass::refused};
/// Clause 5.3.2-a. Fact `rule`: not_six_digits, repeated, run, common, like_mobile,
/// like_id_number, like_birth_date.
inline constexpr Failure payment_pin_too_weak{"identity.payment_pin_too_weak",
                                              FailureClass::refused};
inline constexpr Failure payment_pin_already_set{"identity.payment_pin_already_set",
                                                 FailureClass::conflict};

// People and organisations.
inline constexpr Failure customer_not_found{"identity.customer_not_found", FailureClass::missing};
inline constexpr Failure customer_not_verified{"identity.customer_not_verified",
                                               FailureClass::forbidden};
inline constexpr Failure session_not_found{"identity.session_not_found", FailureClass::missing};
inline constexpr Failure organisation_not_found{"identity.organisation_not_found",
                                                FailureClass::missing};
inline constexpr Failure organisation_exists{"identity.organisation_exists",
                                             FailureClass::conflict};
/// Not a unified social credit code.
inline constexpr Failure registration_number_malformed{"identity.registration_number_malformed",
                                                       FailureClass::malformed};
inline constexpr Failure organisation_is_the_bank{"identity.organisation_is_the_bank",
                                                  FailureClass::refused};
inline constexpr Failure staff_not_found{"identity.staff_not_found", FailureClass::missing};
inline constexpr Failure login_name_taken{"identity.login_name_taken", FailureClass::conflict};
inline constexpr Failure login_name_malformed{"identity.login_name_malformed",
                                              FailureClass::malformed};
/// The role does not exist or belongs to another kind of organisation.
inline constexpr Failure role_not_assignable{"identity.role_not_assignable", FailureClass::refused};
/// Nobody suspends or promotes themselves.
inline constexpr Failure own_account_protected{"identity.own_account_protected",
                                               FailureClass::refused};

}  // namespace dlfp::identity
