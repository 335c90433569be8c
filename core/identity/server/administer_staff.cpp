// Administration of staff within the borders of tenants.
#include "core/identity/server/administer_staff.h"

#include <algorithm>

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/password_check.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/staff_repository.h"
#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

/// The organisation the caller may look into: the own one, or any for the bank's administrators.
Result<Organisation> reachable_organisation(sql::Reader& reader, const api::ReadCall& call,
                                            const std::optional<OrganisationId>& wanted,
                                            const api::Permission& permission) {
    const auto own = organisation_of(call.caller());
    if (wanted && *wanted != own && !call.caller().may(permission)) return organisation_not_found;
    return find_organisation(reader, wanted.value_or(own));
}

/// The staff member to be changed: in reach, and not the caller.
Result<StaffMember> lock_other(api::Call& call, StaffId staff_id) {
    const bool is_own = staff_id == staff_of(call.caller());
    if (is_own && !planted("identity.own_roles_changed")) return own_account_protected;
    auto staff = staff_repository::lock(call.transaction(), staff_id);
    const bool in_reach = staff && (staff->organisation_id == organisation_of(call.caller()) ||
                                    call.caller().may(manage_organisations));
    if (staff && planted("identity.foreign_staff_in_reach")) return std::move(*staff);
    if (!in_reach) return staff_not_found;
    call.about("identity_staff", staff_id.to_text());
    return std::move(*staff);
}

Result<Done> decide_roles(const std::vector<std::string>& roles, OrganisationKind kind) {
    for (const auto& code : roles) {
        const auto* role = find_role(code);
        if (role == nullptr || role->organisation_kind != kind)
            return Error{role_not_assignable}.with("role", code);
    }
    return done;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const auto& text : texts) (line += line.empty() ? "" : " ") += text;
    return line;
}

/// Replaces the roles, in running sessions as well.
void give_roles(api::Call& call, StaffId staff_id, const std::vector<std::string>& roles) {
    const auto before = staff_repository::list_roles(call.transaction(), staff_id);
    staff_repository::replace_roles(call.transaction(), staff_id, roles);
    refresh_sessions(call, staff_id.bytes());
    call.changed("roles", joined(before), joined(roles));
}

/// The first administrator makes the second person, and nobody is there to agree. Staff are never
/// deleted, so this ends for good.
bool is_founding(api::Call& call, const StaffMember& staff) {
    constexpr std::size_t founders = 2;
    return staff.organisation_id == bank_organisation_id &&
           staff_repository::list_ids(call.transaction(), bank_organisation_id).size() <= founders;
}

RoleChangeState change_roles(api::Call& call, const StaffMember& staff,
                             const std::vector<std::string>& roles) {
    const auto before = staff_repository::list_roles(call.transaction(), staff.id);
    if (decide_role_change(before, roles) == RoleChangeState::in_effect ||
        is_founding(call, staff)) {
        give_roles(call, staff.id, roles);
        return RoleChangeState::in_effect;
    }
    call.port<RoleApprovalPort>().ask(call, {staff.id, staff.name, before, roles});
    call.changed("roles asked for", joined(before), joined(roles));
    return RoleChangeState::waiting_approval;
}

/// Twelve characters without look-alikes, of three kinds by construction.
Secret<> generate_password(runtime::Random& random) {
    constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz";
    constexpr std::string_view capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    constexpr std::string_view digits = "23456789";
    std::string password;
    for (int group = 0; group < 4; ++group)
        for (const auto& kind : {letters, capitals, digits})
            password += kind[random.below(kind.size())];
    return Secret<>{std::move(password)};
}

GeneratedPassword generate(const api::ReadCall& call) {
    auto password = generate_password(call.platform().random);
    auto hash = call.port<Vault>().passwords().hash(password);
    return {std::move(password), std::move(hash)};
}

}  // namespace

Result<StaffList> list_staff(const ListStaffRequest& request, api::ReadCall& call) {
    TRY(const auto organisation,
        reachable_organisation(call.reader(), call, request.organisation_id, view_organisations));
    const std::int64_t limit = request.limit ? std::int64_t{*request.limit} : 50;
    const auto rows = staff_repository::list(call.reader(), organisation.id,
                                             request.after.value_or(StaffId{}), limit);
    StaffList list;
    for (const auto& staff : rows)
        list.items.push_back({staff.id, staff.organisation_id, staff.login_name, staff.name,
                              staff.status, staff_repository::list_roles(call.reader(), staff.id),
                              staff.created_at_us, has_second_factor(call.reader(), staff.id)});
    if (static_cast<std::int64_t>(rows.size()) == limit) list.next_after = rows.back().id;
    return list;
}

Result<RoleList> list_roles(const api::NoRequest&, api::ReadCall& call) {
    RoleList list;
    for (const auto& role : all_roles())
        list.items.push_back(
            {std::string(role.code), std::string(role.title_zh), role.organisation_kind,
             permissions_of({std::string(role.code)}, call.platform().permissions)});
    return list;
}

Result<GeneratedPassword> prepare_create_staff(const CreateStaffRequest&, api::ReadCall& call) {
    return generate(call);
}

Result<IssuedPassword> create_staff(const CreateStaffRequest& request,
                                    const GeneratedPassword& generated, api::Call& call) {
    auto login_name = normal_login_name(request.login_name);
    if (!login_name) return login_name_malformed;
    TRY(const auto organisation,
        reachable_organisation(call.transaction(), call, request.organisation_id,
                               manage_organisations));
    TRY_DONE(decide_roles(request.roles, organisation.kind));
    const StaffMember staff{call.next_id<StaffTag>(), organisation.id, *login_name, request.name,
                            StaffStatus::active,      call.now()};
    if (!staff_repository::add(call.transaction(), staff)) return login_name_taken;
    change_roles(call, staff, request.roles);
    password_repository::store(call.transaction(), staff.id.bytes(),
                               {generated.password_hash, call.now(), true});
    call.about("identity_staff", staff.id.to_text());
    call.changed("login_name", "", *login_name);
    return IssuedPassword{staff.id, *login_name, generated.password.reveal()};
}

Result<Done> set_staff_status(const SetStaffStatusRequest& request, api::Call& call) {
    TRY(const auto staff, lock_other(call, request.staff_id));
    staff_repository::store_status(call.transaction(), staff.id, request.status);
    if (request.status == StaffStatus::suspended)
        end_other_sessions(call, staff.id.bytes(), SessionId{});
    call.changed("status", boost::describe::enum_to_string(staff.status, ""),
                 boost::describe::enum_to_string(request.status, ""));
    return done;
}

RoleChangeState decide_role_change(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after) {
    const bool adds = std::ranges::any_of(after, [&](const std::string& role) {
        return std::ranges::find(before, role) == before.end();
    });
    return adds ? RoleChangeState::waiting_approval : RoleChangeState::in_effect;
}

Result<SetStaffRolesReply> set_staff_roles(const SetStaffRolesRequest& request, api::Call& call) {
    TRY(const auto staff, lock_other(call, request.staff_id));
    TRY(const auto organisation, find_organisation(call.transaction(), staff.organisation_id));
    TRY_DONE(decide_roles(request.roles, organisation.kind));
    return SetStaffRolesReply{staff.id, change_roles(call, staff, request.roles)};
}

Result<Done> assign_roles(api::Call& call, StaffId staff_id,
                          const std::vector<std::string>& roles) {
    if (staff_id == staff_of(call.caller())) return own_account_protected;
    TRY(const auto staff,
        or_failure(staff_repository::lock(call.transaction(), staff_id), staff_not_found));
    TRY(const auto organisation, find_organisation(call.transaction(), staff.organisation_id));
    TRY_DONE(decide_roles(roles, organisation.kind));
    give_roles(call, staff.id, roles);
    return done;
}

Result<GeneratedPassword> prepare_issue_staff_password(const IssueStaffPasswordRequest&,
                                                       api::ReadCall& call) {
    return generate(call);
}

Result<IssuedPassword> issue_staff_password(const IssueStaffPasswordRequest& request,
                                            const GeneratedPassword& generated, api::Call& call) {
    TRY(const auto staff, lock_other(call, request.staff_id));
    password_repository::store(call.transaction(), staff.id.bytes(),
                               {generated.password_hash, call.now(), true});
    end_other_sessions(call, staff.id.bytes(), SessionId{});
    forgive_wrong_passwords(call, {"staff", staff.login_name, call.peer_address()});
    return IssuedPassword{staff.id, staff.login_name, generated.password.reveal()};
}

Result<Done> ask_second_factor_reset(const AskSecondFactorResetRequest& request, api::Call& call) {
    TRY(const auto staff, lock_other(call, request.staff_id));
    if (!has_second_factor(call.transaction(), staff.id)) return second_factor_absent;
    call.port<SecondFactorResetPort>().ask(call, {staff.id, staff.name});
    call.changed("second factor reset", "", "asked for");
    return done;
}

}  // namespace dlfp::identity
