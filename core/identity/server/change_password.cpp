// New passwords: the rules, the proof, and the end of what the old one opened.
#include "core/identity/server/change_password.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/password_rules.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/staff_repository.h"

namespace dlfp::identity {
namespace {

Result<PasswordChange> prepare_change(const ChangePasswordRequest& request,
                                      const api::ReadCall& call) {
    if (request.password.reveal() == request.old_password.reveal()) return password_same_as_before;
    PasswordChange change{.checked = check_password(call, call.caller().id, request.old_password)};
    if (change.checked.matches)
        change.password_hash = call.port<Vault>().passwords().hash(request.password);
    return change;
}

Result<Done> store_change(const PasswordChange& change, api::Call& call) {
    const auto login = id_text("own", call.caller().id);
    if (!admit_password(call, {"own_password", login, call.peer_address()}, change.checked))
        return password_wrong;
    password_repository::store(call.transaction(), call.caller().id,
                               {change.password_hash, call.now()});
    end_other_sessions(call, call.caller().id, session_of(call.caller()));
    refresh_sessions(call, call.caller().id);
    return done;
}

}  // namespace

Result<PasswordChange> prepare_change_password(const ChangePasswordRequest& request,
                                               api::ReadCall& call) {
    const auto identity =
        open_identity(call.reader(), call.port<Vault>(), customer_of(call.caller()));
    TRY_DONE(decide_customer_password(request.password, identity.mobile.reveal()));
    return prepare_change(request, call);
}

Result<Done> change_password(const ChangePasswordRequest&, const PasswordChange& change,
                             api::Call& call) {
    return store_change(change, call);
}

Result<PasswordChange> prepare_change_staff_password(const ChangePasswordRequest& request,
                                                     api::ReadCall& call) {
    TRY_DONE(require_second_factor(call));
    const auto staff = staff_repository::find(call.reader(), staff_of(call.caller()));
    if (!staff) throw std::logic_error("a session without a staff member");
    TRY_DONE(decide_staff_password(request.password, staff->login_name));
    return prepare_change(request, call);
}

Result<Done> change_staff_password(const ChangePasswordRequest&, const PasswordChange& change,
                                   api::Call& call) {
    call.about("identity_staff", staff_of(call.caller()).to_text());
    return store_change(change, call);
}

Result<HashedPassword> prepare_reset_password(const ResetPasswordRequest& request,
                                              api::ReadCall& call) {
    TRY_DONE(decide_customer_password(request.password, request.mobile.digits()));
    if (!would_redeem(call, request.mobile, SmsPurpose::reset_password, request.sms_code))
        return HashedPassword{};
    return HashedPassword{call.port<Vault>().passwords().hash(request.password)};
}

Result<Done> reset_password(const ResetPasswordRequest& request, const HashedPassword& hashed,
                            api::Call& call) {
    TRY_DONE(redeem_sms_code(call, request.mobile, SmsPurpose::reset_password, request.sms_code));
    const auto customer =
        find_customer_by_mobile(call.platform(), call.transaction(), request.mobile);
    if (!customer || hashed.password_hash.empty()) return sms_code_wrong;
    const auto identity = open_identity(call.transaction(), call.port<Vault>(), *customer);
    const bool is_known_person =
        identity.id_number.reveal().empty() ||
        (request.id_number_tail && identity.id_number.reveal().ends_with(*request.id_number_tail));
    if (!is_known_person) {
        call.commit_despite_failure();
        return sms_code_wrong;
    }
    password_repository::store(call.transaction(), customer->bytes(),
                               {hashed.password_hash, call.now()});
    forgive_wrong_passwords(call, {"customer", request.mobile.digits(), call.peer_address()});
    end_other_sessions(call, customer->bytes(), SessionId{});
    return done;
}

}  // namespace dlfp::identity
