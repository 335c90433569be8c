// Each kind of difference is found where it was planted, and only there.
#include "core/payment/server/reconciliation.h"

#include <set>

#include "core/account/server/fund_eaccount.h"
#include "core/account/server/funding_repository.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

const auto day = *BusinessDate::parse("2026-11-23");

account::BoundMovement movement(std::string reference, std::string state, Money amount,
                                std::optional<BusinessDate> settled_day) {
    return {std::move(reference), "top_up", std::move(state), amount, settled_day};
}

TEST(reconciliation, books_that_agree_have_no_difference) {
    EXPECT_TRUE(compare_with_ledger({{"a", yuan(3)}, {"b", yuan(5)}},
                                    {{"b", yuan(5)}, {"a", yuan(1)}, {"a", yuan(2)}})
                    .empty())
        << "the tenders of one charge count as their sum";
    EXPECT_TRUE(compare_with_host({movement("f", "succeeded", yuan(1), day),
                                   movement("g", "refused", yuan(1), day)},
                                  {{{"f", {}, yuan(1), {}}}, {}}, day)
                    .empty());
}

// clause: 11.1.2-2
TEST(reconciliation, the_ledger_and_payments_miss_each_other) {
    using enum DifferenceKind;
    const auto found = compare_with_ledger({{"a", yuan(1)}, {"b", yuan(2)}, {"c", yuan(3)}},
                                           {{"b", yuan(9)}, {"c", yuan(3)}, {"d", yuan(4)}});
    const std::vector<FoundDifference> expected{{ledger_missing, "a", yuan(1), {}, {}},
                                                {amount_differs, "b", yuan(2), yuan(9), {}},
                                                {payment_missing, "d", {}, yuan(4), {}}};
    EXPECT_EQ(found, expected);
}

// clause: 11.1.2-2
TEST(reconciliation, the_host_differs_in_each_way) {
    using enum DifferenceKind;
    const HostDays host{{{"amount", {}, yuan(7), {}},
                         {"foreign", {}, yuan(8), {}},
                         {"unknown_moved", {}, yuan(2), {}},
                         {"refused_moved", {}, yuan(3), {}},
                         {"settled_tomorrow", {}, yuan(4), {}}},
                        {{"moved_yesterday", {}, yuan(5), {}}}};
    const auto found = compare_with_host(
        {movement("amount", "succeeded", yuan(1), day), movement("gone", "succeeded", yuan(6), day),
         movement("unknown_moved", "unknown", yuan(2), {}),
         movement("refused_moved", "refused", yuan(3), day),
         movement("settled_tomorrow", "succeeded", yuan(4), day.plus_days(1)),
         movement("moved_yesterday", "succeeded", yuan(5), day),
         movement("silent", "sent", yuan(9), {})},
        host, day);
    std::map<std::string, DifferenceKind> kinds;
    for (const auto& difference : found) kinds[difference.subject] = difference.kind;
    const std::map<std::string, DifferenceKind> expected{
        {"amount", host_amount_differs},     {"gone", host_missing},
        {"unknown_moved", host_unconfirmed}, {"refused_moved", host_unconfirmed},
        {"settled_tomorrow", cut_off},       {"moved_yesterday", cut_off},
        {"silent", still_unknown},           {"foreign", own_missing}};
    EXPECT_EQ(kinds, expected);
    EXPECT_EQ(found.size(), expected.size());
}

struct ReconcileDayTest : testing::Test {
    PaymentBank bank;
    test::Client staff = bank.staff(reconcile_books);

    ReconciliationReport run_yesterday() {
        return *staff.call(run_reconciliation_endpoint, {bank.today().plus_days(-1)});
    }
    void damage(std::string_view statement) {
        bank.write([&](sql::Transaction& transaction) {
            transaction.execute(sql::Query{"test.damage", statement});
            return done;
        });
    }
    account::EAccountId topped_up(Money amount, std::size_t line = 0) {
        const auto id = bank.open(zhang, account::AccountClass::class_two, line);
        EXPECT_TRUE(bank.customer(zhang).call(account::top_up_endpoint, {id, amount}));
        bank.advance_host();
        return id;
    }
    DifferenceKind only_kind(const ReconciliationReport& report) {
        EXPECT_EQ(report.differences.size(), 1U);
        return report.differences.at(0).kind;
    }
};

// clause: 11.1.4-1
TEST_F(ReconcileDayTest, an_honest_day_has_no_difference) {
    topped_up(yuan(100));
    bank.fill(bank.subsidy, yuan(10));
    bank.fill(bank.cash, yuan(50));
    const auto id = bank.order(bank.meal());
    ASSERT_TRUE(bank.take(id));
    ASSERT_TRUE(bank.give_back(id, Money::fen(6'90)));
    EXPECT_FAILS(staff.call(run_reconciliation_endpoint, {bank.today()}), day_not_over);
    EXPECT_FAILS(staff.call(show_reconciliation_endpoint, {bank.today()}), day_not_over);
    bank.bank.advance(24h);
    const auto report = run_yesterday();
    EXPECT_TRUE(report.differences.empty());
    EXPECT_EQ(report.run->payment_count, 3);
    EXPECT_EQ(report.run->ledger_count, 5) << "two tenders, two parts of a refund, one top-up";
    EXPECT_EQ(report.run->host_count, 1);
    EXPECT_EQ(report.run->host_outcome, host::CheckOutcome::confirmed);
}

// clause: 11.1.4-1
TEST_F(ReconcileDayTest, a_payment_without_ledger_entry_is_found_once) {
    bank.charged(yuan(10));
    const auto unpaid = bank.order(bank.cash_order(yuan(7)));
    bank.write([&](sql::Transaction& transaction) {
        PaymentBooks{transaction}.set_charged(unpaid, ChargeMethod::pin, bank.bank.now());
        return done;
    });
    bank.bank.advance(24h);
    EXPECT_EQ(only_kind(run_yesterday()), DifferenceKind::ledger_missing);
    const auto again = run_yesterday();
    EXPECT_EQ(only_kind(again), DifferenceKind::ledger_missing) << "known ones stay as they are";
    EXPECT_EQ(again.differences[0].subject, unpaid.to_text());
    EXPECT_EQ(again.differences[0].payment_fen, yuan(7));
}

// clause: 11.1.4-1
TEST_F(ReconcileDayTest, a_changed_amount_is_found) {
    bank.charged(yuan(10));
    damage("UPDATE payment_order SET amount_fen = 999");
    bank.bank.advance(24h);
    const auto report = run_yesterday();
    EXPECT_EQ(only_kind(report), DifferenceKind::amount_differs);
    EXPECT_EQ(report.differences[0].ledger_fen, yuan(10));
}

// clause: 11.1.4-1
TEST_F(ReconcileDayTest, money_that_moved_without_a_payment_is_found) {
    const auto id = bank.charged(yuan(10));
    bank.write([&](sql::Transaction& transaction) {
        PaymentBooks{transaction}.set_state(id, PaymentState::closed);
        return done;
    });
    damage("UPDATE payment_order SET charged_day = NULL");
    bank.bank.advance(24h);
    EXPECT_EQ(only_kind(run_yesterday()), DifferenceKind::payment_missing);
}

TEST_F(ReconcileDayTest, an_outcome_that_is_still_unknown_is_listed) {
    topped_up(yuan(10), 6);
    damage("DELETE FROM host_sandbox_movement");
    bank.bank.advance(24h);
    EXPECT_EQ(only_kind(run_yesterday()), DifferenceKind::still_unknown);
}

// clause (simulated): 11.1.4-1
TEST_F(ReconcileDayTest, what_the_host_moved_alone_is_booked_to_suspense) {
    topped_up(yuan(10));
    const auto agreement = bank.bound();
    auto& host = bank.platform().ports.get<host::HostPort>();
    ASSERT_EQ(host.debit_bound({agreement.agreement_number, yuan(3), "fnd_foreign"}).outcome,
              host::MovementOutcome::moved);
    bank.bank.advance(24h);
    const auto report = run_yesterday();
    ASSERT_EQ(only_kind(report), DifferenceKind::own_missing);
    const auto id = report.differences[0].id;
    const auto open = staff.call(list_open_differences_endpoint, {});
    ASSERT_EQ(open->items.size(), 1U);
    EXPECT_EQ(open->runs.size(), 1U);
    const auto resolved =
        staff.call(resolve_difference_endpoint,
                   {id, ResolutionPosting::host_debit_to_suspense, "转入暂收，等待认领"});
    ASSERT_TRUE(resolved);
    EXPECT_EQ(resolved->state, DifferenceState::resolved);
    EXPECT_EQ(bank.balance(suspense_account_id), yuan(3));
    EXPECT_EQ(bank.balance(account::host_clearing_account_id), yuan(13));
    EXPECT_FAILS(staff.call(resolve_difference_endpoint, {id, ResolutionPosting::none, "again"}),
                 difference_resolved);
    EXPECT_FAILS(staff.call(resolve_difference_endpoint,
                            {DifferenceId::fixed(1), ResolutionPosting::none, "x"}),
                 difference_not_found);
    EXPECT_TRUE(staff.call(list_open_differences_endpoint, {})->items.empty());
}

// clause: 11.1.4-1
TEST_F(ReconcileDayTest, other_differences_take_a_remark_only_and_are_exported) {
    topped_up(yuan(10));
    damage("UPDATE host_sandbox_movement SET amount_fen = 1");
    bank.bank.advance(24h);
    const auto report = run_yesterday();
    ASSERT_EQ(only_kind(report), DifferenceKind::host_amount_differs);
    const auto id = report.differences[0].id;
    EXPECT_FAILS(staff.call(resolve_difference_endpoint,
                            {id, ResolutionPosting::host_debit_to_suspense, "x"}),
                 posting_not_possible);
    ASSERT_TRUE(staff.call(resolve_difference_endpoint,
                           {id, ResolutionPosting::none, "=HYPERLINK(\"x\")"}));
    const auto file = staff.call(export_reconciliation_endpoint, {bank.today().plus_days(-1)});
    ASSERT_TRUE(file);
    EXPECT_NE(file->bytes.find("host_amount_differs"), std::string::npos);
    EXPECT_NE(file->bytes.find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos);
}

TEST_F(ReconcileDayTest, a_day_that_the_host_answered_is_not_compared_again_by_the_job) {
    topped_up(yuan(10));
    bank.bank.advance(24h);
    const auto run_at = [&] {
        reconcile_days(bank.platform(), bank.bank.now());
        return staff.call(show_reconciliation_endpoint, {bank.today().plus_days(-1)})
            ->run->run_at_us;
    };
    const auto first = run_at();
    bank.bank.advance(1h);
    EXPECT_EQ(run_at(), first);
}

TEST_F(ReconcileDayTest,
       a_top_up_asked_before_midnight_and_settled_after_is_no_hole_in_the_ledger) {
    const auto id = bank.open(zhang);
    ASSERT_TRUE(bank.customer(zhang).call(account::top_up_endpoint, {id, yuan(10)}));
    bank.bank.advance(24h);
    bank.advance_host();
    const auto report = run_yesterday();
    EXPECT_EQ(report.run->payment_count, 1) << "asked for on that day";
    EXPECT_EQ(report.run->ledger_count, 0) << "and booked on the next";
    for (const auto& difference : report.differences)
        EXPECT_NE(difference.kind, DifferenceKind::ledger_missing) << difference.subject;
}

/// A host that answers for some days only.
class ForgetfulHost final : public host::HostPort {
public:
    std::string_view name() const override { return "forgetful"; }
    host::CheckReply check_person(const host::Person&) override { return {}; }
    host::BindingReply check_binding(const host::BindingRequest&) override { return {}; }
    host::MovementReply debit_bound(const host::MovementRequest&) override { return {}; }
    host::MovementReply credit_bound(const host::MovementRequest&) override { return {}; }
    host::InquiryReply inquire(std::string_view) override { return {}; }
    host::HostStatement statement(BusinessDate asked) override {
        if (!known.contains(asked)) return {};
        return {host::CheckOutcome::confirmed, {{"f", {}, yuan(1), {}}}};
    }
    std::set<BusinessDate> known;
};

TEST(reconciliation, a_host_counts_when_it_answers_for_the_day_and_the_one_before) {
    ForgetfulHost host;
    const auto outcome = [&] { return fetch_host_statements(host, day).outcome; };
    EXPECT_EQ(outcome(), host::CheckOutcome::unavailable);
    host.known = {day};
    EXPECT_EQ(outcome(), host::CheckOutcome::unavailable);
    EXPECT_TRUE(fetch_host_statements(host, day).days.today.empty()) << "half a word is none";
    host.known = {day.plus_days(-1)};
    EXPECT_EQ(outcome(), host::CheckOutcome::unavailable);
    host.known = {day, day.plus_days(-1)};
    EXPECT_EQ(outcome(), host::CheckOutcome::confirmed);
}

TEST_F(ReconcileDayTest, without_the_host_its_side_is_left_out_and_tried_again) {
    topped_up(yuan(10));
    bank.bank.advance(24h);
    const auto run = bank.in_unit([&](const Scope& scope) {
        return reconcile_day(scope, bank.today().plus_days(-1), HostStatements{});
    });
    EXPECT_EQ(run.host_outcome, host::CheckOutcome::unavailable);
    EXPECT_EQ(run.difference_count, 0);
    reconcile_days(bank.platform(), bank.bank.now());
    const auto report = staff.call(show_reconciliation_endpoint, {bank.today().plus_days(-1)});
    EXPECT_EQ(report->run->host_outcome, host::CheckOutcome::confirmed);
}

}  // namespace
}  // namespace dlfp::payment
