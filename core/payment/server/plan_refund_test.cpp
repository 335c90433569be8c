// Row C5 in figures, and for any tenders: parts add up and nothing comes back twice.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/payment/server/tender.h"

namespace dlfp::payment {
namespace {

TenderLine line(std::int64_t position, TenderKind kind, std::int64_t amount_fen,
                std::int64_t refunded_fen = 0) {
    return {.position = position,
            .kind = kind,
            .account_id = ledger::AccountId::fixed(static_cast<std::uint64_t>(position) + 1),
            .amount_fen = Money::fen(amount_fen),
            .refunded_fen = Money::fen(refunded_fen),
            .source_ref = kind == TenderKind::subsidy ? "grant" : ""};
}

// row: C5
// clause: 3.1.3-3
TEST(plan_refund, goes_back_to_the_purse_used_last_first) {
    const std::vector tenders{line(0, TenderKind::subsidy, 10'00),
                              line(1, TenderKind::cash_purse, 5'80)};
    const auto parts = plan_refund(tenders, Money::fen(6'90));
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ((*parts)[0].kind, TenderKind::cash_purse);
    EXPECT_EQ((*parts)[0].amount_fen, Money::fen(5'80));
    EXPECT_EQ((*parts)[1].kind, TenderKind::subsidy);
    EXPECT_EQ((*parts)[1].amount_fen, Money::fen(1'10));
    EXPECT_EQ((*parts)[1].source_ref, "grant");
}

TEST(plan_refund, a_second_refund_takes_what_the_first_left) {
    const std::vector tenders{line(0, TenderKind::subsidy, 10'00, 1'10),
                              line(1, TenderKind::cash_purse, 5'80, 5'80)};
    const auto parts = plan_refund(tenders, Money::fen(8'90));
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 1U);
    EXPECT_EQ((*parts)[0].amount_fen, Money::fen(8'90));
    const auto more = plan_refund(tenders, Money::fen(8'91));
    ASSERT_TRUE(more.failed_with(refund_exceeds_charge));
    EXPECT_EQ(std::get<std::int64_t>(more.error().facts().front().value), 8'90);
}

TEST(plan_refund, nothing_and_less_than_nothing_are_malformed) {
    const std::vector tenders{line(0, TenderKind::eaccount, 100)};
    EXPECT_TRUE(plan_refund(tenders, Money{}).failed_with(refund_amount_malformed));
    EXPECT_TRUE(plan_refund(tenders, Money::fen(-1)).failed_with(refund_amount_malformed));
}

RC_GTEST_PROP(plan_refund, any_refunds_add_up_and_never_exceed_the_charge, ()) {
    const auto amounts =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 5'000));
    RC_PRE(!amounts.empty() && amounts.size() <= 8);
    std::vector<TenderLine> tenders;
    Money charged;
    for (std::size_t index = 0; index < amounts.size(); ++index) {
        tenders.push_back(
            line(static_cast<std::int64_t>(index), TenderKind::cash_purse, amounts[index]));
        charged += Money::fen(amounts[index]);
    }
    Money returned;
    for (int round = 0; round < 12; ++round) {
        const auto amount = Money::fen(*rc::gen::inRange<std::int64_t>(1, 9'000));
        const auto parts = plan_refund(tenders, amount);
        RC_ASSERT(parts.has_value() == (amount <= charged - returned));
        if (!parts) continue;
        Money sum;
        for (const auto& part : *parts) {
            RC_ASSERT(part.amount_fen.is_positive());
            sum += part.amount_fen;
            auto& tender = tenders[static_cast<std::size_t>(part.position)];
            tender.refunded_fen += part.amount_fen;
            RC_ASSERT(tender.refunded_fen <= tender.amount_fen);
        }
        RC_ASSERT(sum == amount);
        returned += sum;
        // Whatever is used later is empty before anything used earlier is touched.
        for (std::size_t index = 0; index + 1 < tenders.size(); ++index)
            if (tenders[index].refunded_fen.is_positive())
                RC_ASSERT(tenders[index + 1].refunded_fen == tenders[index + 1].amount_fen);
    }
}

}  // namespace
}  // namespace dlfp::payment
