// What every database promises to repositories, on the engine that DLFP_TEST_DATABASE names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

using DatabaseTest = MealTest;

TEST_F(DatabaseTest, every_column_type_comes_back_as_it_went) {
    Meal full = meal(1);
    full.remark = "";
    full.rating = std::numeric_limits<std::int64_t>::min();
    full.replaced_id = MealId::fixed(77);
    Meal bare = meal(2);
    bare.photo.clear();
    bare.name.clear();
    add(full);
    add(bare);
    database->read([&](Reader& reader) {
        EXPECT_EQ(reader.find<Meal>(find_meal, full.id), full);
        EXPECT_EQ(reader.find<Meal>(find_meal, bare.id), bare);
        EXPECT_EQ(reader.find<Meal>(find_meal, MealId::fixed(3)), std::nullopt);
    });
}

TEST_F(DatabaseTest, list_and_value_read_many_and_one) {
    for (std::uint64_t number = 1; number <= 3; ++number) {
        Meal row = meal(number);
        row.price_fen = Money::fen(static_cast<std::int64_t>(100 * number));
        add(row);
    }
    database->read([&](Reader& reader) {
        EXPECT_THAT(reader.list<Money>(list_prices, std::int64_t{2}),
                    ::testing::ElementsAre(Money::fen(100), Money::fen(200)));
        EXPECT_EQ(reader.value<std::int64_t>(
                      {"test.sum", "SELECT COALESCE(SUM(price_fen), 0) FROM meal"}),
                  600);
        EXPECT_THROW(reader.value<std::int64_t>(lock_meal, MealId::fixed(9)), RowMismatch);
        EXPECT_THROW(reader.find<std::int64_t>({"test.any_price", "SELECT price_fen FROM meal"}),
                     RowMismatch);
    });
}

TEST_F(DatabaseTest, a_column_of_another_type_is_not_converted) {
    add(meal(1));
    database->read([&](Reader& reader) {
        EXPECT_THROW(reader.value<std::int64_t>({"test.name", "SELECT name FROM meal"}),
                     RowMismatch);
        EXPECT_THROW(reader.value<std::string>({"test.price", "SELECT price_fen FROM meal"}),
                     RowMismatch);
        EXPECT_THROW(reader.value<std::string>({"test.remark", "SELECT remark FROM meal"}),
                     RowMismatch);
    });
}

}  // namespace
}  // namespace dlfp::sql::test_meals
