// A lost second factor is removed by two people, neither of whom is its owner.
#include "core/approval/server/factor_reset_approval.h"

#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/identity/server/administer_staff.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/module.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/second_factor_repository.h"
#include "core/outbox/server/module.h"
#include "tests/support/test_bank.h"

namespace dlfp::approval {
namespace {

const auto chief = identity::StaffId::fixed(3101);
const auto deputy = identity::StaffId::fixed(3104);
const auto cashier = identity::StaffId::fixed(3102);

struct FactorResetTest : testing::Test {
    test::TestBank bank{modules()};
    FactorResetTest() {
        identity::make_module().load_demo(bank.platform());
        give_app(cashier);
    }
    static std::vector<api::Module> modules() {
        std::vector<api::Module> modules;
        modules.push_back(outbox::make_module());
        modules.push_back(identity::make_module());
        modules.push_back(make_module());
        return modules;
    }
    /// As if an app had been set up; its key is never asked for here.
    void give_app(identity::StaffId id) {
        bank.database().write([&](sql::Transaction& transaction) {
            identity::second_factor_repository::replace(
                transaction, {.staff_id = id, .key_sealed = {}, .enrolled_at_us = bank.now()});
            return true;
        });
    }
    bool has_app(identity::StaffId id) {
        bool has = false;
        bank.database().read(
            [&](sql::Reader& reader) { has = identity::has_second_factor(reader, id); });
        return has;
    }
    test::Client as(identity::StaffId id) {
        return bank.as(
            bank.caller(api::CallerKind::staff, id.bytes(),
                        {"identity.manage_staff", "approval.view_approvals",
                         "identity.approve_second_factor_resets", "approval.decide_approvals"},
                        identity::demo_operator_id.bytes()));
    }
    auto ask_as(identity::StaffId asker, identity::StaffId owner) {
        return as(asker).call(identity::ask_second_factor_reset_endpoint, {owner});
    }
    auto approve_as(identity::StaffId id) {
        const auto waiting = as(deputy).call(list_approvals_endpoint, {})->items.at(0);
        return as(id).call(approve_endpoint, {waiting.approval_id, {}});
    }
};

TEST_F(FactorResetTest, second_person_agrees_and_the_app_is_gone) {
    EXPECT_SUCCEEDS(ask_as(chief, cashier));
    EXPECT_TRUE(has_app(cashier));
    EXPECT_FAILS(approve_as(chief), own_request);
    EXPECT_TRUE(has_app(cashier));
    EXPECT_SUCCEEDS(approve_as(deputy));
    EXPECT_FALSE(has_app(cashier));
}

TEST_F(FactorResetTest, owner_neither_asks_nor_agrees) {
    give_app(deputy);
    EXPECT_FAILS(ask_as(deputy, deputy), identity::own_account_protected);
    EXPECT_SUCCEEDS(ask_as(chief, deputy));
    const auto half = approve_as(deputy);
    EXPECT_FAILS(half, change_not_applicable);
    EXPECT_NE(half.body.find("identity.own_account_protected"), std::string::npos);
    EXPECT_TRUE(has_app(deputy));
}

TEST_F(FactorResetTest, staff_without_their_second_factor_take_nothing_back) {
    EXPECT_SUCCEEDS(ask_as(chief, cashier));
    give_app(chief);
    const auto waiting = as(deputy).call(list_approvals_endpoint, {})->items.at(0);
    EXPECT_FAILS(as(chief).call(withdraw_endpoint, {waiting.approval_id, {}}),
                 identity::second_factor_due);
}

}  // namespace
}  // namespace dlfp::approval
