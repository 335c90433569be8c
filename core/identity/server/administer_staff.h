// Staff of an organisation: list, create, suspend, roles, forgotten passwords. Everybody sees the
// own organisation; the bank's administrators see all.
#pragma once

#include "core/identity/server/register_customer.h"
#include "core/identity/server/role.h"
#include "core/identity/server/role_change.h"
#include "core/identity/server/staff.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

struct StaffItem {
    StaffId staff_id;
    OrganisationId organisation_id;
    std::string login_name;
    std::string name;
    StaffStatus status{};
    std::vector<std::string> roles;
    UtcTime created_at_us;
    bool has_second_factor = false;
};
BOOST_DESCRIBE_STRUCT(StaffItem, (),
                      (staff_id, organisation_id, login_name, name, status, roles, created_at_us,
                       has_second_factor))

struct ListStaffRequest {
    std::optional<OrganisationId> organisation_id;  ///< the own one when left out
    std::optional<StaffId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListStaffRequest, (), (organisation_id, after, limit))
struct StaffList {
    std::vector<StaffItem> items;
    std::optional<StaffId> next_after;
};
BOOST_DESCRIBE_STRUCT(StaffList, (), (items, next_after))

Result<StaffList> list_staff(const ListStaffRequest& request, api::ReadCall& call);

inline constexpr auto list_staff_endpoint =
    api::get<&list_staff>("/identity/staff")
        .doc("Staff of the own organisation, or of another one for the bank's administrators.")
        .for_staff(view_staff)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(organisation_not_found);

struct RoleItem {
    std::string code;
    std::string title_zh;
    OrganisationKind organisation_kind{};
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleItem, (), (code, title_zh, organisation_kind, permissions))
struct RoleList {
    std::vector<RoleItem> items;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (items))

Result<RoleList> list_roles(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto list_roles_endpoint =
    api::get<&list_roles>("/identity/roles")
        .doc("All roles with the permissions they hold.")
        .for_staff(view_staff)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();

struct CreateStaffRequest {
    std::optional<OrganisationId> organisation_id;
    api::Text<32> login_name;
    api::Text<50> name;
    api::List<std::string, 10> roles;
};
BOOST_DESCRIBE_STRUCT(CreateStaffRequest, (), (organisation_id, login_name, name, roles))

/// Shown once to who created or reset the account; has to be changed at the first log-in.
struct IssuedPassword {
    StaffId staff_id;
    std::string login_name;
    std::string initial_password;
};
BOOST_DESCRIBE_STRUCT(IssuedPassword, (), (staff_id, login_name, initial_password))

/// A generated password and its hash, made before the write.
struct GeneratedPassword {
    Secret<> password;
    std::string password_hash;
};
Result<GeneratedPassword> prepare_create_staff(const CreateStaffRequest& request,
                                               api::ReadCall& call);
Result<IssuedPassword> create_staff(const CreateStaffRequest& request,
                                    const GeneratedPassword& generated, api::Call& call);

inline constexpr auto create_staff_endpoint =
    api::post<&create_staff, &prepare_create_staff>("/identity/staff")
        .doc("Creates a staff member with a password that has to be changed; roles need approval.")
        .for_staff(manage_staff)
        .naturally_idempotent()
        .limits({.body_bytes_max = 2048, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(login_name_malformed, login_name_taken, organisation_not_found,
                  role_not_assignable);

struct SetStaffStatusRequest {
    StaffId staff_id;
    StaffStatus status{};
};
BOOST_DESCRIBE_STRUCT(SetStaffStatusRequest, (), (staff_id, status))
/// Suspension ends all sessions at once.
Result<Done> set_staff_status(const SetStaffStatusRequest& request, api::Call& call);

inline constexpr auto set_staff_status_endpoint =
    api::put<&set_staff_status>("/identity/staff/{staff_id}/status")
        .doc("Suspends a staff member or lets one work again.")
        .for_staff(manage_staff)
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(staff_not_found, own_account_protected);

struct SetStaffRolesRequest {
    StaffId staff_id;
    api::List<std::string, 10> roles;
};
BOOST_DESCRIBE_STRUCT(SetStaffRolesRequest, (), (staff_id, roles))
struct SetStaffRolesReply {
    StaffId staff_id;
    RoleChangeState state{};
};
BOOST_DESCRIBE_STRUCT(SetStaffRolesReply, (), (staff_id, state))
/// Fewer rights take effect at once, in running sessions as well; more wait for a second person.
Result<SetStaffRolesReply> set_staff_roles(const SetStaffRolesRequest& request, api::Call& call);

inline constexpr auto set_staff_roles_endpoint =
    api::put<&set_staff_roles>("/identity/staff/{staff_id}/roles")
        .doc("Assigns the roles of a staff member; additional rights wait for a second person.")
        .for_staff(manage_staff)
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(staff_not_found, own_account_protected, role_not_assignable);

struct IssueStaffPasswordRequest {
    StaffId staff_id;
};
BOOST_DESCRIBE_STRUCT(IssueStaffPasswordRequest, (), (staff_id))
Result<GeneratedPassword> prepare_issue_staff_password(const IssueStaffPasswordRequest& request,
                                                       api::ReadCall& call);
/// Ends all sessions of the staff member and every lock on the login.
Result<IssuedPassword> issue_staff_password(const IssueStaffPasswordRequest& request,
                                            const GeneratedPassword& generated, api::Call& call);

inline constexpr auto issue_staff_password_endpoint =
    api::post<&issue_staff_password, &prepare_issue_staff_password>(
        "/identity/staff/{staff_id}/password")
        .doc("Issues a password to a staff member who forgot theirs.")
        .for_staff(manage_staff)
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(staff_not_found, own_account_protected);

struct AskSecondFactorResetRequest {
    StaffId staff_id;
};
BOOST_DESCRIBE_STRUCT(AskSecondFactorResetRequest, (), (staff_id))
/// Nothing changes until a second person agrees; then the staff member's sessions end, and the next
/// log-in sets up another app.
Result<Done> ask_second_factor_reset(const AskSecondFactorResetRequest& request, api::Call& call);

inline constexpr auto ask_second_factor_reset_endpoint =
    api::post<&ask_second_factor_reset>("/identity/staff/{staff_id}/second-factor-reset")
        .doc("Asks that the second factor of a staff member be removed: a second person decides.")
        .for_staff(manage_staff)
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(staff_not_found, own_account_protected, second_factor_absent);

}  // namespace dlfp::identity
