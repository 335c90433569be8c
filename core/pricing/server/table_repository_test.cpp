// Tables, versions and quotes as stored, on both engines.
#include "core/pricing/server/table_repository.h"

#include <gtest/gtest.h>

#include "core/pricing/server/demo.h"
#include "core/pricing/server/quote_repository.h"
#include "core/pricing/server/testing/pricing_bank.h"

namespace dlfp::pricing {
namespace {

using namespace testing;

struct TableRepositoryTest : ::testing::Test, PricingBank {
    template <class Work>
    void write(const Work& work) {
        bank.database().write([&](sql::Transaction& transaction) {
            work(transaction);
            return true;
        });
    }
    VersionRow row(std::uint64_t number, VersionState state, std::optional<BusinessDate> from) {
        return {.id = VersionId::fixed(number),
                .table_id = TableId::fixed(1),
                .organisation_id = own_operator,
                .number = static_cast<std::int64_t>(number),
                .state = state,
                .note = "注",
                .content = "{}",
                .digest = sql::Bytes(32),
                .valid_from = from,
                .changed_at_us = bank.now()};
    }
};

TEST_F(TableRepositoryTest, the_latest_approved_day_that_has_come_is_in_force) {
    const auto day = today();
    write([&](sql::Transaction& transaction) {
        using enum VersionState;
        table_repository::add_version(transaction, row(1, approved, day.plus_days(-9)));
        table_repository::add_version(transaction, row(2, approved, day));
        table_repository::add_version(transaction, row(3, approved, day.plus_days(2)));
        table_repository::add_version(transaction, row(4, waiting, day));
        table_repository::add_version(transaction, row(5, draft, std::nullopt));
        const auto in_force = [&](BusinessDate on) {
            const auto found = table_repository::find_in_force(transaction, TableId::fixed(1), on);
            return found ? found->number : 0;
        };
        EXPECT_EQ(in_force(day.plus_days(-10)), 0);
        EXPECT_EQ(in_force(day.plus_days(-1)), 1);
        EXPECT_EQ(in_force(day), 2);
        EXPECT_EQ(in_force(day.plus_days(9)), 3);
        EXPECT_EQ(table_repository::list_versions(transaction, TableId::fixed(1)).at(0).number, 5);
    });
}

TEST_F(TableRepositoryTest, an_approved_version_is_not_stored_over) {
    write([&](sql::Transaction& transaction) {
        auto version = row(1, VersionState::approved, today());
        table_repository::add_version(transaction, version);
        version.note = "改";
        table_repository::store_version(transaction, version);
        EXPECT_EQ(table_repository::find_version(transaction, version.id)->note, "注");
    });
}

TEST_F(TableRepositoryTest, a_quote_is_honoured_by_one_of_two) {
    write([&](sql::Transaction& transaction) {
        QuoteRow quote{.id = QuoteId::fixed(1), .stay = "{}", .price = "{}"};
        quote_repository::add(transaction, quote);
        quote.honoured_at_us = bank.now(), quote.honoured_for = "a";
        EXPECT_EQ(quote_repository::honour(transaction, quote), quote_repository::Honoured::now);
        quote.honoured_for = "b";
        EXPECT_EQ(quote_repository::honour(transaction, quote), quote_repository::Honoured::before);
        EXPECT_EQ(quote_repository::find(transaction, quote.id)->honoured_for, "a");
    });
}

TEST_F(TableRepositoryTest, the_demonstration_has_prices_in_force_and_can_be_repeated) {
    load_demo(bank.platform());
    load_demo(bank.platform());
    write([&](sql::Transaction& transaction) {
        EXPECT_EQ(table_repository::find_in_force(transaction, demo_table_id, today())->id,
                  demo_version_id);
        EXPECT_EQ(table_repository::list_versions(transaction, demo_table_id).size(), 2U);
        EXPECT_EQ(quote_repository::list_newest(transaction).size(), 1U);
    });
}

}  // namespace
}  // namespace dlfp::pricing
