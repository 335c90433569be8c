// Staff, roles and organisations: tenants' borders, suspension, issued passwords.
#include "core/identity/server/administer_organisations.h"
#include "core/identity/server/administer_staff.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/internal/demo_rows.h"
#include "core/identity/server/testing/identity_scene.h"

namespace dlfp::identity {
namespace {

using testing::IdentityScene;

class Staff : public ::testing::Test {
protected:
    Staff() { load_demo(scene.bank.platform()); }
    auto try_log_in(const std::string& login_name, const std::string& password) {
        return scene.nobody().call(log_in_staff_endpoint, {login_name, Secret<>{password}, {}});
    }
    test::Client as(const std::string& login_name, const std::string& password = demo_password()) {
        return scene.with_token(try_log_in(login_name, password)->token);
    }
    static std::string demo_password() {
        for (const auto& login : demo_logins())
            if (login.entry == "console") return std::string(login.password);
        return {};
    }
    StaffId id_of(const char* login_name) {
        return as(login_name).call(show_staff_session_endpoint, {})->staff_id;
    }
    IdentityScene scene;
};

TEST_F(Staff, every_demo_login_works_and_loading_twice_changes_nothing) {
    load_demo(scene.bank.platform());
    for (const auto& login : demo_logins()) {
        if (login.entry == "console") {
            EXPECT_SUCCEEDS(try_log_in(std::string(login.login), std::string(login.password)));
        } else {
            EXPECT_SUCCEEDS(scene.nobody().call(
                log_in_endpoint,
                {*MobileNumber::parse(login.login), Secret<>{std::string(login.password)}, {}}));
        }
    }
}

TEST_F(Staff, session_names_organisation_roles_and_permissions) {
    const auto profile = as("bank.admin").call(show_staff_session_endpoint, {});
    EXPECT_EQ(profile->organisation.organisation_id, bank_organisation_id);
    EXPECT_EQ(profile->roles, std::vector<std::string>{"bank_admin"});
    EXPECT_TRUE(std::ranges::count(profile->permissions, "identity.manage_staff"));
    EXPECT_FALSE(std::ranges::count(profile->permissions, "identity.verified"));
}

TEST_F(Staff, customers_and_staff_cannot_use_each_others_sessions) {
    EXPECT_EQ(as("bank.admin").call(show_session_endpoint, {}).code, "api.permission_missing");
    const auto customer = scene.registered();
    EXPECT_EQ(scene.with_token(customer.token).call(list_staff_endpoint, {}).code,
              "api.permission_missing");
}

// clause: 5.3-5, 5.3-6
TEST_F(Staff, wrong_unknown_suspended_and_locked_are_one_answer) {
    auto admin = as("bank.admin");
    EXPECT_SUCCEEDS(
        admin.call(set_staff_status_endpoint, {id_of("bank.auditor"), StaffStatus::suspended}));
    EXPECT_FAILS(try_log_in("bank.auditor", demo_password()), login_refused);
    EXPECT_FAILS(try_log_in("nobody.here", demo_password()), login_refused);
    EXPECT_FAILS(try_log_in("!", demo_password()), login_refused);
    for (int tries = 0; tries < 5; ++tries)
        EXPECT_FAILS(try_log_in("bank.operator", "wrong-Password-1"), login_refused);
    EXPECT_FAILS(try_log_in("bank.operator", demo_password()), login_refused);
}

TEST_F(Staff, created_one_has_to_change_the_issued_password_first) {
    const auto issued =
        as("bank.admin")
            .call(create_staff_endpoint,
                  {demo_operator_id, {"New.Cashier"}, {"何静"}, {"operator_cashier"}});
    EXPECT_EQ(issued->login_name, "new.cashier");
    auto session = try_log_in("new.cashier", issued->initial_password);
    EXPECT_TRUE(session->must_change_password);
    auto client = scene.with_token(session->token);
    EXPECT_TRUE(client.call(show_staff_session_endpoint, {})->permissions.empty());
    const auto change = [&](const std::string& from, const char* to) {
        return client.call(change_staff_password_endpoint, {Secret<>{from}, Secret<>{to}});
    };
    EXPECT_FAILS(change(issued->initial_password, "weakpassword"), password_too_weak);
    EXPECT_FAILS(change("not the issued one", "Quite-Other-77"), password_wrong);
    EXPECT_SUCCEEDS(change(issued->initial_password, "Quite-Other-77"));
    EXPECT_FALSE(client.call(show_staff_session_endpoint, {})->must_change_password);
}

TEST_F(Staff, password_is_due_again_after_ninety_days) {
    scene.bank.advance(24h * 90 + 1s);
    EXPECT_TRUE(try_log_in("bank.admin", demo_password())->must_change_password);
}

TEST_F(Staff, names_roles_and_logins_are_checked_at_creation) {
    auto admin = as("bank.admin");
    const auto create = [&](std::optional<OrganisationId> organisation, const char* login,
                            const char* role) {
        return admin.call(create_staff_endpoint, {organisation, {login}, {"何静"}, {role}});
    };
    EXPECT_FAILS(create({}, "1st", "auditor"), login_name_malformed);
    EXPECT_FAILS(create({}, "bank.operator", "auditor"), login_name_taken);
    EXPECT_FAILS(create({}, "somebody", "operator_manager"), role_not_assignable);
    EXPECT_FAILS(create({}, "somebody", "emperor"), role_not_assignable);
    EXPECT_FAILS(create(OrganisationId::fixed(77), "somebody", "auditor"), organisation_not_found);
    EXPECT_SUCCEEDS(create({}, "somebody", "auditor"));
}

TEST_F(Staff, manager_of_an_operator_reaches_only_the_own_organisation) {
    auto chief = as("canteen.manager");
    const auto list = chief.call(list_staff_endpoint, {});
    EXPECT_EQ(list->items.size(), 4U);
    EXPECT_FAILS(chief.call(list_staff_endpoint, {bank_organisation_id, {}, {}}),
                 organisation_not_found);
    const auto foreign = id_of("bank.auditor");
    EXPECT_FAILS(chief.call(set_staff_status_endpoint, {foreign, StaffStatus::suspended}),
                 staff_not_found);
    EXPECT_FAILS(chief.call(set_staff_roles_endpoint, {foreign, {}}), staff_not_found);
    EXPECT_FAILS(chief.call(issue_staff_password_endpoint, {foreign}), staff_not_found);
    EXPECT_FAILS(
        chief.call(create_staff_endpoint, {bank_organisation_id, {"intruder"}, {"何静"}, {}}),
        organisation_not_found);
    EXPECT_EQ(chief.call(list_organisations_endpoint, {}).code, "api.permission_missing");
    EXPECT_EQ(as("canteen.cashier").call(list_staff_endpoint, {}).code, "api.permission_missing");
}

TEST(decide_role_change, only_what_adds_a_role_needs_a_second_person) {
    using enum RoleChangeState;
    using Roles = std::vector<std::string>;
    struct Row {
        Roles before;
        Roles after;
        RoleChangeState expected;
    };
    const Row rows[] = {{{}, {}, in_effect},
                        {{"a"}, {}, in_effect},
                        {{"a", "b"}, {"b"}, in_effect},
                        {{"a"}, {"a"}, in_effect},
                        {{}, {"a"}, waiting_approval},
                        {{"a"}, {"b"}, waiting_approval},
                        {{"a"}, {"a", "b"}, waiting_approval}};
    for (const auto& row : rows) EXPECT_EQ(decide_role_change(row.before, row.after), row.expected);
}

TEST_F(Staff, more_rights_are_asked_for_and_not_given) {
    auto chief = as("canteen.manager");
    const auto id = id_of("canteen.cashier");
    EXPECT_EQ(chief.call(set_staff_roles_endpoint, {id, {"operator_manager"}})->state,
              RoleChangeState::waiting_approval);
    ASSERT_EQ(scene.role_changes->asked.size(), 1U);
    EXPECT_EQ(scene.role_changes->asked[0].before, std::vector<std::string>{"operator_cashier"});
    EXPECT_EQ(as("canteen.cashier").call(show_staff_session_endpoint, {})->roles,
              std::vector<std::string>{"operator_cashier"});
}

TEST_F(Staff, nobody_changes_the_own_account) {
    auto admin = as("bank.admin");
    const auto own = id_of("bank.admin");
    EXPECT_FAILS(admin.call(set_staff_status_endpoint, {own, StaffStatus::suspended}),
                 own_account_protected);
    EXPECT_FAILS(admin.call(set_staff_roles_endpoint, {own, {"auditor"}}), own_account_protected);
    EXPECT_FAILS(admin.call(issue_staff_password_endpoint, {own}), own_account_protected);
}

TEST_F(Staff, roles_and_suspension_take_effect_in_running_sessions) {
    auto admin = as("bank.admin");
    auto auditor = as("bank.auditor");
    const auto id = id_of("bank.auditor");
    EXPECT_SUCCEEDS(auditor.call(list_staff_endpoint, {}));
    EXPECT_FAILS(admin.call(set_staff_roles_endpoint, {id, {"operator_kitchen"}}),
                 role_not_assignable);
    EXPECT_SUCCEEDS(admin.call(set_staff_roles_endpoint, {id, {}}));
    EXPECT_EQ(auditor.call(list_staff_endpoint, {}).code, "api.permission_missing");
    EXPECT_SUCCEEDS(admin.call(set_staff_status_endpoint, {id, StaffStatus::suspended}));
    EXPECT_FAILS(auditor.call(show_staff_session_endpoint, {}), session_unknown);
    EXPECT_SUCCEEDS(admin.call(set_staff_status_endpoint, {id, StaffStatus::active}));
    EXPECT_SUCCEEDS(try_log_in("bank.auditor", demo_password()));
}

TEST_F(Staff, issued_password_ends_sessions_and_locks) {
    auto cashier = as("canteen.cashier");
    const auto id = id_of("canteen.cashier");
    for (int tries = 0; tries < 5; ++tries) try_log_in("canteen.cashier", "wrong-Password-1");
    const auto issued = as("canteen.manager").call(issue_staff_password_endpoint, {id});
    EXPECT_FAILS(cashier.call(show_staff_session_endpoint, {}), session_unknown);
    EXPECT_SUCCEEDS(try_log_in("canteen.cashier", issued->initial_password));
    EXPECT_FAILS(try_log_in("canteen.cashier", demo_password()), login_refused);
}

TEST_F(Staff, staff_are_listed_in_pages_newest_first) {
    auto chief = as("canteen.manager");
    const auto first = chief.call(list_staff_endpoint, {{}, {}, {{2}}});
    ASSERT_EQ(first->items.size(), 2U);
    const auto rest = chief.call(list_staff_endpoint, {{}, first->next_after, {{2}}});
    ASSERT_EQ(rest->items.size(), 2U);
    EXPECT_GT(first->items[1].staff_id, rest->items[0].staff_id);
    EXPECT_FALSE(chief.call(list_roles_endpoint, {})->items.empty());
}

TEST_F(Staff, bank_creates_and_suspends_operators) {
    auto admin = as("bank.admin");
    const auto create = [&](const char* number) {
        return admin.call(create_organisation_endpoint, {{"春风物业有限公司"}, {"春风"}, {number}});
    };
    EXPECT_FAILS(create("91330100MA2B00888J"), registration_number_malformed);
    EXPECT_FAILS(create("91330100MA2B00888K"), organisation_exists);
    const auto created = create("91330100MA2C009990");
    EXPECT_EQ(created->kind, OrganisationKind::scenario_operator);
    EXPECT_EQ(admin.call(list_organisations_endpoint, {})->items.size(), 3U);
    const auto set = [&](OrganisationId id, OrganisationStatus status) {
        return admin.call(set_organisation_status_endpoint, {id, status});
    };
    EXPECT_FAILS(set(bank_organisation_id, OrganisationStatus::suspended),
                 organisation_is_the_bank);
    EXPECT_FAILS(set(OrganisationId::fixed(77), OrganisationStatus::suspended),
                 organisation_not_found);
    auto chief = as("canteen.manager");
    EXPECT_SUCCEEDS(set(demo_operator_id, OrganisationStatus::suspended));
    EXPECT_FAILS(chief.call(show_staff_session_endpoint, {}), session_unknown);
    EXPECT_FAILS(try_log_in("canteen.manager", demo_password()), login_refused);
    EXPECT_SUCCEEDS(set(demo_operator_id, OrganisationStatus::active));
    EXPECT_SUCCEEDS(try_log_in("canteen.manager", demo_password()));
}

// clause: 3.1.3-8
TEST_F(Staff, enrolled_customer_logs_in_by_code_and_sets_a_password) {
    auto& platform = scene.bank.platform();
    const auto enrol = [&] {
        return scene.bank.database().write([&](sql::Transaction& transaction) {
            return find_or_enrol_customer(platform, transaction, {scene.mobile});
        });
    };
    const auto id = enrol();
    EXPECT_EQ(enrol(), id);
    const auto code = scene.code_for(OpenSmsPurpose::log_in);
    const auto session =
        scene.nobody().call(log_in_by_code_endpoint, {scene.mobile, Secret<>{code}, {}});
    const auto profile = scene.with_token(session->token).call(show_session_endpoint, {});
    EXPECT_EQ(profile->customer_id, id);
    EXPECT_FALSE(profile->has_password);
}

}  // namespace
}  // namespace dlfp::identity
