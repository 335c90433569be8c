// Writes whose outcome nobody waits for: they are there for whoever looks, and what they met ends
// the unit.
#include "platform/runtime/sql/write_later.h"
#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

using ::testing::ElementsAre;

struct WriteLaterTest : MealTest {
    void raise(Transaction& transaction, std::uint64_t number, std::int64_t fen) {
        sql::execute_later(transaction, 1, raise_price, MealId::fixed(number), fen);
    }
    Money price_of(std::uint64_t number) {
        Money price;
        database->read([&](Reader& reader) {
            price = reader.find<Meal>(find_meal, MealId::fixed(number))->price_fen;
        });
        return price;
    }
    FaultKind fault_of(const std::function<void(Transaction&)>& work) {
        try {
            database->write([&](Transaction& transaction) {
                work(transaction);
                return true;
            });
        } catch (const Fault& fault) {
            return fault.kind();
        }
        ADD_FAILURE() << "the unit was committed";
        return FaultKind::broken;
    }
};

TEST_F(WriteLaterTest, its_own_unit_sees_it_at_once_and_others_after_the_commit) {
    database->write([&](Transaction& transaction) {
        sql::insert_later(transaction, "meal", meal(1));
        sql::insert_later(transaction, "meal", meal(2));
        raise(transaction, 1, 5);
        EXPECT_EQ(transaction.value<std::int64_t>(count_meals), 2);
        EXPECT_THAT(transaction.list<std::int64_t>(list_prices, std::int64_t{9}),
                    ElementsAre(1'250, 1'255));
        EXPECT_EQ(meals(), 0);
        raise(transaction, 2, 7);
        return true;
    });
    EXPECT_EQ(price_of(1), Money::fen(1'255));
    EXPECT_EQ(price_of(2), Money::fen(1'257));
}

TEST_F(WriteLaterTest, what_it_meets_ends_the_unit_wherever_it_is_found) {
    add(meal(1));
    const auto breaks = [&](Transaction& transaction) {
        raise(transaction, 1, 1);
        raise(transaction, 1, -9'999);
        raise(transaction, 1, 2);
    };
    EXPECT_EQ(fault_of(breaks), FaultKind::broken);
    EXPECT_EQ(fault_of([&](Transaction& transaction) {
                  breaks(transaction);
                  transaction.value<std::int64_t>(count_meals);
              }),
              FaultKind::broken);
    EXPECT_EQ(price_of(1), meal(1).price_fen);
    add(meal(2));
}

TEST_F(WriteLaterTest, other_rows_than_expected_end_the_unit_as_a_conflict) {
    add(meal(1));
    const auto misses = [&](Transaction& transaction) {
        raise(transaction, 1, 1);
        raise(transaction, 9, 1);
    };
    EXPECT_EQ(fault_of(misses), FaultKind::unavailable);
    EXPECT_EQ(fault_of([&](Transaction& transaction) {
                  misses(transaction);
                  transaction.value<std::int64_t>(count_meals);
              }),
              FaultKind::unavailable);
    EXPECT_EQ(price_of(1), meal(1).price_fen);
}

TEST_F(WriteLaterTest, a_failure_swallowed_cannot_commit_what_stood_beside_it) {
    add(meal(1));
    EXPECT_NE(fault_of([&](Transaction& transaction) {
                  raise(transaction, 1, 1);
                  raise(transaction, 9, 1);
                  try {
                      transaction.value<std::int64_t>(count_meals);
                  } catch (const Fault&) {
                  }
                  throw std::runtime_error("given up");
              }),
              FaultKind::uncertain);
    EXPECT_EQ(price_of(1), meal(1).price_fen);
}

// SQLite meets the broken constraint at once; on PostgreSQL it is still under way when the unit has
// been given up.
TEST_F(WriteLaterTest, a_unit_that_rolls_back_leaves_nothing_and_the_next_one_goes_on) {
    for (const std::int64_t fen : {1, -9'999}) {
        try {
            const auto ended = database->write([&](Transaction& transaction) -> Result<> {
                sql::insert_later(transaction, "meal", meal(1));
                raise(transaction, 1, fen);
                sql::execute_later(transaction, 1, {"test.rate", "UPDATE meal SET rating = $1"},
                                   fen);
                return Failure{"test.sold_out", FailureClass::refused};
            });
            EXPECT_FALSE(ended.has_value());
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.kind(), FaultKind::broken);
        }
        EXPECT_EQ(meals(), 0);
    }
    database->write([&](Transaction& transaction) {
        sql::insert_later(transaction, "meal", meal(1));
        sql::execute_later(transaction, 1, {"test.rate", "UPDATE meal SET rating = $1"},
                           std::int64_t{3});
        return true;
    });
    EXPECT_EQ(meals(), 1);
}

TEST_F(WriteLaterTest, more_than_fit_on_the_way_are_all_written) {
    constexpr std::uint64_t count = 700;
    database->write([&](Transaction& transaction) {
        for (std::uint64_t number = 1; number <= count; ++number)
            sql::insert_later(transaction, "meal", meal(number));
        return true;
    });
    EXPECT_EQ(meals(), static_cast<std::int64_t>(count));
}

}  // namespace
}  // namespace dlfp::sql::test_meals
