// A merchant's day shows what payments and ledger moved, by tender and by source.
#include "core/payment/server/merchant_day.h"

#include <gtest/gtest.h>

#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct MerchantDayTest : testing::Test {
    PaymentBank bank;

    MerchantDay day(BusinessDate of) {
        return bank.read([&](sql::Reader& reader) {
            return read_merchant_day(reader, canteen_operator, of).value();
        });
    }
    MerchantPeriod period() const {
        return {canteen_operator, bank.today().plus_days(-1), bank.today()};
    }
    PaymentId eaten_meal() {
        bank.fill(bank.subsidy, yuan(10));
        bank.fill(bank.cash, Money::fen(5'80));
        const auto id = bank.order(bank.meal());
        bank.take(id).value();
        return id;
    }
};

TEST_F(MerchantDayTest, charges_and_refunds_of_the_day_agree_with_the_ledger) {
    const auto id = eaten_meal();
    ASSERT_TRUE(bank.give_back(id, Money::fen(6'90)));
    const auto found = day(bank.today());
    ASSERT_EQ(found.charges.size(), 1U);
    EXPECT_EQ(found.charges[0].payment_id, id);
    EXPECT_EQ(found.charges[0].scene_ref, "meal-1");
    EXPECT_EQ(found.charges[0].refunded_fen, Money::fen(6'90));
    ASSERT_EQ(found.refunds.size(), 1U);
    EXPECT_EQ(found.refunds[0].amount_fen, Money::fen(6'90));
    EXPECT_TRUE(found.differences.empty());
    EXPECT_EQ(found.unknown_count, 0);
    EXPECT_TRUE(day(bank.today().plus_days(1)).charges.empty());
}

TEST_F(MerchantDayTest, a_row_that_the_ledger_does_not_know_is_a_difference) {
    const auto id = eaten_meal();
    bank.write([&](sql::Transaction& transaction) {
        transaction.execute({"test.damage", "UPDATE payment_order SET amount_fen = 1"});
        return true;
    });
    const auto found = day(bank.today());
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].kind, DifferenceKind::amount_differs);
    EXPECT_EQ(found.differences[0].subject, id.to_text());
}

TEST_F(MerchantDayTest, an_unanswered_charge_counts_on_the_day_it_was_asked) {
    eaten_meal();
    bank.write([&](sql::Transaction& transaction) {
        transaction.execute({"test.unknown", "UPDATE payment_order SET state = 'unknown'"});
        return true;
    });
    EXPECT_EQ(day(bank.today()).unknown_count, 1);
    EXPECT_EQ(day(bank.today().plus_days(-1)).unknown_count, 0);
}

TEST_F(MerchantDayTest, totals_by_tender_follow_the_parts_of_refunds) {
    const auto id = eaten_meal();
    ASSERT_TRUE(bank.give_back(id, Money::fen(6'90)));
    const auto totals =
        bank.read([&](sql::Reader& reader) { return list_tender_totals(reader, period()); });
    ASSERT_EQ(totals.size(), 2U);
    EXPECT_EQ(totals[0].kind, TenderKind::cash_purse);
    EXPECT_EQ(totals[0].charged_fen, Money::fen(5'80));
    EXPECT_EQ(totals[0].refunded_fen, Money::fen(5'80));
    EXPECT_EQ(totals[1].kind, TenderKind::subsidy);
    EXPECT_EQ(totals[1].charged_fen, yuan(10));
    EXPECT_EQ(totals[1].refunded_fen, Money::fen(1'10));
    const auto sources = bank.read([&](sql::Reader& reader) {
        return list_source_totals(reader, period(), TenderKind::subsidy);
    });
    ASSERT_EQ(sources.size(), 1U);
    EXPECT_EQ(sources[0].source_ref, "grant-1");
    EXPECT_EQ(sources[0].refunded_fen, Money::fen(1'10));
}

TEST_F(MerchantDayTest, refunds_are_listed_newest_first_with_who_asked) {
    const auto id = eaten_meal();
    ASSERT_TRUE(bank.give_back(id, yuan(1), "first"));
    bank.bank.advance(1min);
    ASSERT_TRUE(bank.give_back(id, yuan(2), "second"));
    const auto refunds =
        bank.read([&](sql::Reader& reader) { return list_refunds(reader, period()); });
    ASSERT_EQ(refunds.size(), 2U);
    EXPECT_EQ(refunds[0].requested_by, "second");
    EXPECT_EQ(refunds[0].subject, "午餐");
}

TEST_F(MerchantDayTest, an_operator_without_merchant_account_has_no_days) {
    EXPECT_TRUE(bank.read([&](sql::Reader& reader) {
        return read_merchant_day(reader, other_operator, bank.today())
            .failed_with(merchant_not_found);
    }));
}

}  // namespace
}  // namespace dlfp::payment
