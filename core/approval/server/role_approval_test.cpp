// Nobody gives rights alone: roles wait for a second person, fewer rights do not.
#include "core/approval/server/role_approval.h"

#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/identity/server/administer_staff.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/module.h"
#include "core/outbox/server/module.h"
#include "tests/support/test_bank.h"

namespace dlfp::approval {
namespace {

const auto chief = identity::StaffId::fixed(3101);
const auto deputy = identity::StaffId::fixed(3104);
const auto cashier = identity::StaffId::fixed(3102);

struct RoleApprovalTest : testing::Test {
    test::TestBank bank{modules()};
    RoleApprovalTest() { identity::make_module().load_demo(bank.platform()); }

    static std::vector<api::Module> modules() {
        std::vector<api::Module> modules;
        modules.push_back(outbox::make_module());
        modules.push_back(identity::make_module());
        modules.push_back(make_module());
        return modules;
    }
    test::Client as(identity::StaffId id) {
        return bank.as(
            bank.caller(api::CallerKind::staff, id.bytes(),
                        {"identity.manage_staff", "identity.view_staff", "identity.approve_roles",
                         "approval.view_approvals", "approval.decide_approvals"},
                        identity::demo_operator_id.bytes()));
    }
    std::vector<std::string> roles_of(identity::StaffId id) {
        for (const auto& one : as(chief).call(identity::list_staff_endpoint, {})->items)
            if (one.staff_id == id) return one.roles;
        return {"nobody"};
    }
    auto set_roles(identity::StaffId id, std::vector<std::string> roles) {
        identity::SetStaffRolesRequest request{.staff_id = id};
        for (auto& role : roles) request.roles.push_back(std::move(role));
        return as(chief).call(identity::set_staff_roles_endpoint, request);
    }
    auto approve_as(identity::StaffId id) {
        const auto waiting = as(id).call(list_approvals_endpoint, {})->items.at(0);
        return as(id).call(approve_endpoint, {waiting.approval_id, {}});
    }
};

using Roles = std::vector<std::string>;

TEST_F(RoleApprovalTest, more_rights_wait_for_a_second_person) {
    EXPECT_EQ(set_roles(cashier, {"operator_manager"})->state,
              identity::RoleChangeState::waiting_approval);
    EXPECT_EQ(roles_of(cashier), Roles{"operator_cashier"});
    EXPECT_FAILS(approve_as(chief), own_request);
    EXPECT_SUCCEEDS(approve_as(deputy));
    EXPECT_EQ(roles_of(cashier), Roles{"operator_manager"});
}

TEST_F(RoleApprovalTest, nobody_agrees_to_their_own_roles) {
    ASSERT_TRUE(set_roles(deputy, {"operator_manager", "operator_cashier"}));
    const auto refused = approve_as(deputy);
    EXPECT_FAILS(refused, change_not_applicable);
    EXPECT_NE(refused.body.find("identity.own_account_protected"), std::string::npos);
    EXPECT_EQ(roles_of(deputy), Roles{"operator_manager"});
}

TEST_F(RoleApprovalTest, fewer_rights_take_effect_at_once) {
    EXPECT_EQ(set_roles(cashier, {})->state, identity::RoleChangeState::in_effect);
    EXPECT_TRUE(roles_of(cashier).empty());
    EXPECT_TRUE(as(deputy).call(list_approvals_endpoint, {})->items.empty());
}

TEST_F(RoleApprovalTest, somebody_created_has_no_rights_until_a_second_person_agrees) {
    const auto created = as(chief).call(identity::create_staff_endpoint,
                                        {{}, {"new.cashier"}, {"何静"}, {"operator_cashier"}});
    EXPECT_TRUE(roles_of(created->staff_id).empty());
    EXPECT_SUCCEEDS(approve_as(deputy));
    EXPECT_EQ(roles_of(created->staff_id), Roles{"operator_cashier"});
}

}  // namespace
}  // namespace dlfp::approval
