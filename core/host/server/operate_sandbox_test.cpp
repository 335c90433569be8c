// Staff steer the sandbox host; nobody steers a real one.
#include "core/host/server/operate_sandbox.h"

#include "core/host/server/absent_host.h"
#include "core/host/server/module.h"
#include "core/host/server/sandbox_demo.h"
#include "core/host/server/sandbox_host.h"
#include "tests/support/test_bank.h"

namespace dlfp::host {
namespace {

struct OperateSandboxTest : testing::Test {
    test::TestBank bank{{make_module()}};
    test::Client staff =
        bank.as(bank.caller(api::CallerKind::staff, {1}, {std::string(operate_sandbox.code)}));

    void SetUp() override { load_sandbox_demo(bank.platform()); }
};

AddSandboxAccountRequest made_up_account() {
    return {.account_number = "6222020000000000200",
            .bank_code = "RZYH",
            .bank_name = "榕城银行",
            .account_class = HostAccountClass::class_one,
            .holder_name = "冯一",
            .id_number = "110105199110100023",
            .mobile = "13100131000",
            .balance_fen = yuan(10)};
}

TEST_F(OperateSandboxTest, an_added_person_is_known_to_the_host) {
    ASSERT_TRUE(staff.call(add_sandbox_account_endpoint, made_up_account()));
    EXPECT_FAILS(staff.call(add_sandbox_account_endpoint, made_up_account()),
                 sandbox_account_exists);
    const Person person{"冯一", Secret<>{"110105199110100023"}, ""};
    EXPECT_EQ(bank.platform().ports.get<HostPort>().check_person(person).outcome,
              CheckOutcome::confirmed);
    EXPECT_EQ(staff.call(show_sandbox_endpoint, {})->items.size(), 11U);
}

TEST_F(OperateSandboxTest, a_frozen_account_cannot_be_bound) {
    ASSERT_TRUE(staff.call(set_sandbox_account_endpoint,
                           {.account_number = "6222020000000000011", .is_frozen = true}));
    const Person person{"张三", Secret<>{"110101199003070038"}, "13800138000"};
    const auto reply = bank.platform().ports.get<HostPort>().check_binding(
        {person, Secret<>{"6222020000000000011"}});
    EXPECT_EQ(reply.check.refusal, HostRefusal::account_frozen);
    EXPECT_FAILS(staff.call(set_sandbox_account_endpoint, {.account_number = "622202000000000"}),
                 sandbox_account_not_found);
}

TEST_F(OperateSandboxTest, the_next_call_alone_times_out) {
    ASSERT_TRUE(staff.call(set_next_call_endpoint, {.script = SandboxScript::times_out_not_moved}));
    EXPECT_EQ(staff.call(show_sandbox_endpoint, {})->next_script,
              SandboxScript::times_out_not_moved);
    auto& host = bank.platform().ports.get<HostPort>();
    const Person person{"张三", Secret<>{"110101199003070038"}, "13800138000"};
    const auto agreement =
        host.check_binding({person, Secret<>{"6222020000000000011"}}).agreement_number;
    EXPECT_EQ(host.debit_bound({agreement, yuan(1), "a"}).outcome, MovementOutcome::unknown);
    EXPECT_EQ(host.debit_bound({agreement, yuan(1), "b"}).outcome, MovementOutcome::moved);
}

TEST_F(OperateSandboxTest, an_installation_without_a_sandbox_shows_none) {
    bank.platform().ports.provide<HostPort>(std::make_shared<AbsentHost>());
    EXPECT_FAILS(staff.call(show_sandbox_endpoint, {}), sandbox_absent);
    EXPECT_FAILS(staff.call(add_sandbox_account_endpoint, made_up_account()), sandbox_absent);
    EXPECT_FAILS(staff.call(set_next_call_endpoint, {}), sandbox_absent);
}

}  // namespace
}  // namespace dlfp::host
