// The sandbox gives the answers a real host gives, and keeps the contract of the port.
#include "core/host/server/sandbox_host.h"

#include "core/host/server/absent_host.h"
#include "core/host/server/module.h"
#include "core/host/server/sandbox_demo.h"
#include "tests/support/test_bank.h"

namespace dlfp::host {
namespace {

struct SandboxHostTest : testing::Test {
    test::TestBank bank{{make_module()}};
    HostPort& host = bank.platform().ports.get<HostPort>();

    void SetUp() override { load_sandbox_demo(bank.platform()); }

    static Person zhang() { return {"张三", Secret<>{"110101199003070038"}, "13800138000"}; }
    std::string agreement(std::string_view number, const Person& person) {
        return host.check_binding({person, Secret<>{std::string(number)}}).agreement_number;
    }
    std::string agreement_of(std::size_t index) {
        const auto account = sandbox_demo_accounts().at(index);
        return agreement(account.account_number,
                         {account.holder_name, Secret<>{account.id_number}, account.mobile});
    }
    Money balance_of(std::string_view number) {
        Money balance;
        bank.database().read([&](sql::Reader& reader) {
            balance = SandboxRepository{reader}.find_account(number)->balance_fen;
        });
        return balance;
    }
};

constexpr std::string_view zhang_number = "6222020000000000011";

TEST_F(SandboxHostTest, a_person_is_known_by_name_and_identity_number) {
    EXPECT_EQ(host.name(), "sandbox");
    EXPECT_EQ(host.check_person(zhang()).outcome, CheckOutcome::confirmed);
    auto person = zhang();
    person.name = "张四";
    EXPECT_EQ(host.check_person(person).refusal, HostRefusal::name_differs);
    person = zhang();
    person.mobile = "13900000000";
    EXPECT_EQ(host.check_person(person).refusal, HostRefusal::mobile_differs);
    person.mobile.clear();
    EXPECT_EQ(host.check_person(person).outcome, CheckOutcome::confirmed);
    person.id_number = Secret<>{"110101199003070039"};
    EXPECT_EQ(host.check_person(person).refusal, HostRefusal::id_number_unknown);
}

// clause (simulated): 3.1.3-13
TEST_F(SandboxHostTest, each_of_the_five_elements_is_compared) {
    const auto binding = host.check_binding({zhang(), Secret<>{std::string(zhang_number)}});
    EXPECT_EQ(binding.check.outcome, CheckOutcome::confirmed);
    EXPECT_EQ(binding.number_masked, "6222***********0011");
    EXPECT_EQ(binding.bank_code, own_bank_code);
    struct Row {
        std::string_view number;
        Person person;
        HostRefusal refusal;
    };
    auto other_name = zhang();
    other_name.name = "张四";
    auto other_mobile = zhang();
    other_mobile.mobile = "13800138001";
    auto other_person = zhang();
    other_person.id_number = Secret<>{"110101198811230015"};
    const Row rows[] = {{zhang_number, other_name, HostRefusal::name_differs},
                        {zhang_number, other_mobile, HostRefusal::mobile_differs},
                        {zhang_number, other_person, HostRefusal::id_number_unknown},
                        {"6222020000000009999", zhang(), HostRefusal::account_unknown},
                        {"6222020000000000055",
                         {"王五", Secret<>{"330106199505150014"}, "13700137000"},
                         HostRefusal::account_frozen},
                        {"6222020000000000100",
                         {"郑十", Secret<>{"610103200008080012"}, "13200132000"},
                         HostRefusal::class_not_accepted}};
    for (const auto& row : rows) {
        const auto reply = host.check_binding({row.person, Secret<>{std::string(row.number)}});
        EXPECT_EQ(reply.check.refusal, row.refusal) << row.number;
        EXPECT_TRUE(reply.agreement_number.empty());
    }
}

TEST_F(SandboxHostTest, a_reference_moves_money_once) {
    const auto agreement_number = agreement(zhang_number, zhang());
    EXPECT_EQ(agreement(zhang_number, zhang()), agreement_number);
    for (int time = 0; time < 2; ++time)
        EXPECT_EQ(host.debit_bound({agreement_number, yuan(100), "fund-1"}).outcome,
                  MovementOutcome::moved);
    EXPECT_EQ(balance_of(zhang_number), yuan(49'900));
    EXPECT_EQ(host.credit_bound({agreement_number, yuan(40), "fund-2"}).outcome,
              MovementOutcome::moved);
    EXPECT_EQ(balance_of(zhang_number), yuan(49'940));
    const auto statement = host.statement(BusinessDate::of(bank.now()));
    ASSERT_EQ(statement.lines.size(), 2U);
    EXPECT_EQ(statement.lines[0].amount_fen, yuan(100));
    EXPECT_EQ(statement.lines[1].direction, MovementDirection::credit);
}

TEST_F(SandboxHostTest, too_little_money_and_unknown_agreements_are_refused) {
    EXPECT_EQ(host.debit_bound({agreement_of(8), yuan(6), "fund-1"}).refusal,
              HostRefusal::insufficient_funds);
    EXPECT_EQ(host.debit_bound({"agr_none", yuan(6), "fund-2"}).refusal,
              HostRefusal::agreement_unknown);
    EXPECT_EQ(host.inquire("fund-1").outcome, InquiryOutcome::not_moved);
    EXPECT_EQ(host.inquire("fund-1").refusal, HostRefusal::insufficient_funds);
}

TEST_F(SandboxHostTest, a_time_out_is_resolved_by_inquiry_both_ways) {
    const auto moved = agreement_of(5);
    const auto not_moved = agreement_of(6);
    EXPECT_EQ(host.debit_bound({moved, yuan(10), "fund-1"}).outcome, MovementOutcome::unknown);
    EXPECT_EQ(host.debit_bound({not_moved, yuan(10), "fund-2"}).outcome, MovementOutcome::unknown);
    EXPECT_EQ(host.inquire("fund-1").outcome, InquiryOutcome::in_progress);
    bank.advance(sandbox_settles_after);
    EXPECT_EQ(host.inquire("fund-1").outcome, InquiryOutcome::moved);
    EXPECT_EQ(host.inquire("fund-2").outcome, InquiryOutcome::not_moved);
    EXPECT_EQ(balance_of("6222020000000000066"), yuan(9'990));
    EXPECT_EQ(balance_of("6222020000000000077"), yuan(10'000));
    EXPECT_EQ(host.debit_bound({moved, yuan(10), "fund-1"}).outcome, MovementOutcome::moved);
    EXPECT_EQ(balance_of("6222020000000000066"), yuan(9'990));
}

TEST_F(SandboxHostTest, what_an_inquiry_called_not_moved_never_moves_later) {
    const auto agreement_number = agreement(zhang_number, zhang());
    EXPECT_EQ(host.inquire("fund-late").outcome, InquiryOutcome::not_moved);
    EXPECT_EQ(host.debit_bound({agreement_number, yuan(1), "fund-late"}).outcome,
              MovementOutcome::refused);
    EXPECT_EQ(balance_of(zhang_number), yuan(50'000));
}

TEST_F(SandboxHostTest, an_unreachable_host_records_nothing) {
    const auto agreement_number = agreement_of(7);
    EXPECT_EQ(host.debit_bound({agreement_number, yuan(1), "fund-1"}).outcome,
              MovementOutcome::unavailable);
    EXPECT_TRUE(host.statement(BusinessDate::of(bank.now())).lines.empty());
}

TEST(absent_host, answers_unavailable_to_everything) {
    AbsentHost host;
    EXPECT_EQ(host.check_person({}).outcome, CheckOutcome::unavailable);
    EXPECT_EQ(host.check_binding({}).check.outcome, CheckOutcome::unavailable);
    EXPECT_EQ(host.debit_bound({}).outcome, MovementOutcome::unavailable);
    EXPECT_EQ(host.credit_bound({}).outcome, MovementOutcome::unavailable);
    EXPECT_EQ(host.inquire("fund-1").outcome, InquiryOutcome::unavailable);
    EXPECT_EQ(host.statement({}).outcome, CheckOutcome::unavailable);
}

}  // namespace
}  // namespace dlfp::host
