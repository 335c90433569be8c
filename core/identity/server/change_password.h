// Login passwords: changed with the old one, set anew with an SMS code (8.2.4-e).
#pragma once

#include "core/identity/server/password_check.h"
#include "core/identity/server/register_customer.h"
#include "core/identity/server/session.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

struct ChangePasswordRequest {
    Secret<> old_password;
    Secret<> password;
};
BOOST_DESCRIBE_STRUCT(ChangePasswordRequest, (), (old_password, password))

/// The checked old password and the hash of the one to be stored.
struct PasswordChange {
    CheckedPassword checked;
    std::string password_hash;
};
Result<PasswordChange> prepare_change_password(const ChangePasswordRequest& request,
                                               api::ReadCall& call);
/// Ends all other sessions of the customer. Wrong old passwords are counted and lock.
Result<Done> change_password(const ChangePasswordRequest& request, const PasswordChange& change,
                             api::Call& call);

inline constexpr auto change_password_endpoint =
    api::put<&change_password, &prepare_change_password>("/identity/password")
        .doc("Changes the customer's login password and ends all other sessions.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(password_wrong, password_too_weak, password_same_as_before);

Result<PasswordChange> prepare_change_staff_password(const ChangePasswordRequest& request,
                                                     api::ReadCall& call);
/// As for customers, by the rules for staff; gives permissions back when the change was due.
Result<Done> change_staff_password(const ChangePasswordRequest& request,
                                   const PasswordChange& change, api::Call& call);

inline constexpr auto change_staff_password_endpoint =
    api::put<&change_staff_password, &prepare_change_staff_password>("/identity/staff-password")
        .doc("Changes the staff member's own password and ends all other sessions.")
        .for_staff()
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(second_factor_due, password_wrong, password_too_weak, password_same_as_before);

struct ResetPasswordRequest {
    MobileNumber mobile;
    Secret<> sms_code;
    std::optional<api::Text<6, 6>> id_number_tail;  ///< asked of verified customers
    Secret<> password;
};
BOOST_DESCRIBE_STRUCT(ResetPasswordRequest, (), (mobile, sms_code, id_number_tail, password))

Result<HashedPassword> prepare_reset_password(const ResetPasswordRequest& request,
                                              api::ReadCall& call);
/// Sets a password for who holds the phone and, once verified, knows the last six characters of
/// the id number; ends all sessions and every lock. Enrolled customers get their first password
/// this way. A wrong tail is answered like a wrong code and uses the code up.
Result<Done> reset_password(const ResetPasswordRequest& request, const HashedPassword& hashed,
                            api::Call& call);

inline constexpr auto reset_password_endpoint =
    api::post<&reset_password, &prepare_reset_password>("/identity/password-resets")
        .doc("Sets a forgotten login password by SMS code and, for verified customers, id number.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(sms_code_wrong, password_too_weak);

}  // namespace dlfp::identity
