// Log-in: the slow look at the password, then one counted decision.
#include "core/identity/server/log_in.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/staff.h"
#include "core/identity/server/staff_repository.h"

namespace dlfp::identity {
namespace {

GuardedLogin guarded(const MobileNumber& mobile, const api::ReadCall& call) {
    return {"customer", mobile.digits(), call.peer_address()};
}

/// The device's name when it shows a token of this person; the same work for an unknown one.
std::string known_device(const api::ReadCall& call, const CheckedPassword& checked,
                         const std::optional<api::Text<100>>& token) {
    const std::string_view text = token ? std::string_view{*token} : std::string_view{};
    return call.port<Vault>().known_device(checked.subject.value_or(IdBytes{}), text);
}

bool is_active(sql::Reader& reader, CustomerId id) {
    const auto customer = customer_repository::find(reader, id);
    return customer && customer->status == CustomerStatus::active;
}

}  // namespace

Result<CheckedPassword> prepare_log_in(const LogInRequest& request, api::ReadCall& call) {
    const auto customer = find_customer_by_mobile(call.platform(), call.reader(), request.mobile);
    std::optional<IdBytes> subject;
    if (customer) subject = customer->bytes();
    auto checked = check_password(call, subject, request.password);
    // Frozen customers: refused after the same work, unknown ones as well.
    if (!is_active(call.reader(), customer.value_or(CustomerId{}))) checked.matches = false;
    return checked;
}

Result<SessionReply> log_in(const LogInRequest& request, const CheckedPassword& checked,
                            api::Call& call) {
    auto login = guarded(request.mobile, call);
    login.known_device = known_device(call, checked, request.device_token);
    if (!admit_password(call, login, checked)) return login_refused;
    return open_session(call, {.subject_kind = SubjectKind::customer,
                               .subject_id = *checked.subject,
                               .device_title = request.device_title.value_or("")});
}

Result<SessionReply> log_in_by_code(const LogInByCodeRequest& request, api::Call& call) {
    TRY_DONE(redeem_sms_code(call, request.mobile, SmsPurpose::log_in, request.sms_code));
    const auto customer =
        find_customer_by_mobile(call.platform(), call.transaction(), request.mobile);
    if (!customer || !is_active(call.transaction(), *customer)) {
        call.commit_despite_failure();  // the code is used up all the same
        return sms_code_wrong;
    }
    forgive_wrong_passwords(call, guarded(request.mobile, call));
    return open_session(call, {.subject_kind = SubjectKind::customer,
                               .subject_id = customer->bytes(),
                               .device_title = request.device_title.value_or(""),
                               .log_in_proof = Proof::sms_code});
}

Result<CheckedPassword> prepare_log_in_staff(const LogInStaffRequest& request,
                                             api::ReadCall& call) {
    const auto login_name = normal_login_name(request.login_name);
    const auto staff =
        staff_repository::find_by_login(call.reader(), login_name.value_or(std::string{}));
    std::optional<IdBytes> subject;
    if (staff) subject = staff->id.bytes();
    auto checked = check_password(call, subject, request.password);
    if (staff && !find_staff_access(call.platform(), call.reader(), staff->id, call.now()))
        checked.matches = false;
    return checked;
}

Result<SessionReply> log_in_staff(const LogInStaffRequest& request, const CheckedPassword& checked,
                                  api::Call& call) {
    const auto login_name = normal_login_name(request.login_name).value_or("");
    if (!admit_password(call,
                        {"staff", login_name, call.peer_address(),
                         known_device(call, checked, request.device_token)},
                        checked))
        return login_refused;
    const StaffId staff_id{*checked.subject};
    const auto access =
        find_staff_access(call.platform(), call.transaction(), staff_id, call.now());
    if (!access) return login_refused;  // suspended since prepare
    const auto step = find_step(call.platform(), call.transaction(), staff_id, SecondFactor::none);
    SessionOpening opening{.subject_kind = SubjectKind::staff,
                           .subject_id = staff_id.bytes(),
                           .device_title = request.device_title.value_or("")};
    if (step != SecondFactorStep::settled)
        opening.age_max = call.port<Vault>().settings().staff_half_session_age;
    auto reply = open_session(call, opening);
    reply.must_change_password = access->must_change_password;
    reply.second_factor_step = step;
    return reply;
}

}  // namespace dlfp::identity
