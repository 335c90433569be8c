// Whatever order facts arrive in, in batches however cut, overlapping and repeated: the purses end
// alike and the ledger holds.
#include "platform/runtime/clock/clock.h"
#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

/// What a day at one terminal left behind.
struct DayEnd {
    std::vector<std::int64_t> purses_fen;
    std::int64_t merchant_fen = 0;
    std::int64_t last_seq = 0;
    bool ledger_holds = false;
    friend bool operator==(const DayEnd&, const DayEnd&) = default;
};

struct PlannedSale {
    std::int64_t seq = 0;
    int minute = 0;  ///< from 11:00 on: lunch, then between meals
    std::size_t diner = 0;
    std::int64_t amount_fen = 0;
};

DayEnd end_of_day(const std::vector<PlannedSale>& sales,
                  const std::vector<std::vector<std::size_t>>& batches) {
    CounterBank bank;
    const std::vector diners{bank.zhang_with(yuan(30)), bank.stranger("1002", yuan(5))};
    const std::vector grants{bank.give_lunch(diners[0], yuan(10)),
                             bank.give_lunch(diners[1], yuan(20))};
    const auto device = bank.device();
    bank.set_time(bank.at(20));
    for (const auto& batch : batches) {
        std::vector<SaleFact> facts;
        for (const auto index : batch) {
            const auto& sale = sales[index];
            facts.push_back(fact_of(sale.seq, bank.at(11, sale.minute),
                                    by_number(diners[sale.diner].diner_number),
                                    Money::fen(sale.amount_fen)));
        }
        bank.upload(device, std::move(facts)).value();
    }
    DayEnd end;
    for (const auto& diner : diners) end.purses_fen.push_back(bank.cash_of(diner).fen());
    for (const auto& grant : grants) end.purses_fen.push_back(bank.balance(grant.account_id).fen());
    end.merchant_fen = bank.balance(bank.merchant.clearing_account_id).fen();
    end.last_seq = bank.steward().call(list_terminals_endpoint, {})->items.at(0).last_seq;
    end.ledger_holds = bank.ledger_is_whole();
    return end;
}

std::vector<PlannedSale> any_sales(runtime::Random& random) {
    const auto count = static_cast<std::int64_t>(2 + random.below(8));
    std::vector<PlannedSale> sales;
    for (std::int64_t seq = 1; seq <= count; ++seq)
        sales.push_back({seq, static_cast<int>(random.below(240)), random.below(2),
                         static_cast<std::int64_t>(1 + random.below(2'500))});
    return sales;
}

/// The sales cut into batches in a shuffled order, one of them sent twice.
std::vector<std::vector<std::size_t>> any_batches(runtime::Random& random, std::size_t sale_count) {
    std::vector<std::size_t> order(sale_count);
    for (std::size_t index = 0; index < sale_count; ++index) order[index] = index;
    for (std::size_t index = sale_count - 1; index > 0; --index)
        std::swap(order[index], order[random.below(index + 1)]);
    std::vector<std::vector<std::size_t>> batches(1);
    for (const auto index : order) {
        batches.back().push_back(index);
        if (random.below(2) == 0) batches.emplace_back();
    }
    if (batches.back().empty()) batches.pop_back();
    batches.push_back(batches[random.below(batches.size())]);
    return batches;
}

TEST(upload_order, any_order_of_uploads_ends_in_the_same_purses) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto random = runtime::make_seeded_random(seed);
        const auto sales = any_sales(*random);
        std::vector<std::size_t> in_order(sales.size());
        for (std::size_t index = 0; index < sales.size(); ++index) in_order[index] = index;
        const auto expected = end_of_day(sales, {in_order});
        EXPECT_TRUE(expected.ledger_holds);
        const auto found = end_of_day(sales, any_batches(*random, sales.size()));
        EXPECT_EQ(found.purses_fen, expected.purses_fen);
        EXPECT_EQ(found, expected);
    }
}

}  // namespace
}  // namespace dlfp::canteen
