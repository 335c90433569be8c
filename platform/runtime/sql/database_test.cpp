// What every database promises to repositories, on the engine that DLFP_TEST_DATABASE names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/result.h"
#include "tests/support/test_database.h"

namespace dlfp::sql {
namespace {

struct MealTag {
    [[maybe_unused]] static constexpr std::string_view prefix = "mea";
};
using MealId = Id<MealTag>;

enum class MealState { ordered, served };
BOOST_DESCRIBE_ENUM(MealState, ordered, served)

struct Meal {
    MealId id;
    std::string name;
    Money price_fen;
    UtcTime ordered_at_us;
    BusinessDate day;
    MealState state = MealState::ordered;
    bool vegetarian = false;
    std::int32_t portions = 0;
    Bytes photo;
    std::optional<std::string> remark;
    std::optional<std::int64_t> rating;
    std::optional<MealId> replaced_id;

    friend bool operator==(const Meal&, const Meal&) = default;
};
BOOST_DESCRIBE_STRUCT(Meal, (),
                      (id, name, price_fen, ordered_at_us, day, state, vegetarian, portions, photo,
                       remark, rating, replaced_id))

constexpr Query find_meal{"test.find_meal",
                          "SELECT id, name, price_fen, ordered_at_us, day, state, vegetarian, "
                          "portions, photo, remark, rating, replaced_id FROM meal WHERE id = $1"};
constexpr Query count_meals{"test.count_meals", "SELECT COUNT(*) FROM meal"};
constexpr Query list_prices{"test.list_prices",
                            "SELECT price_fen FROM meal ORDER BY price_fen LIMIT $1"};
constexpr Query lock_meal{"test.lock_meal", "SELECT price_fen FROM meal WHERE id = $1 FOR UPDATE"};

const std::vector<Migration>& meal_schema() {
    static const std::vector<Migration> migrations = {
        {"meal", 1, "create_meal",
         "CREATE TABLE meal (id BYTEA NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
         " price_fen BIGINT NOT NULL CHECK (price_fen >= 0), ordered_at_us BIGINT NOT NULL,"
         " day BIGINT NOT NULL, state TEXT NOT NULL, vegetarian BIGINT NOT NULL,"
         " portions BIGINT NOT NULL, photo BYTEA NOT NULL, remark TEXT, rating BIGINT,"
         " replaced_id BYTEA) WITHOUT ROWID;\n"
         "CREATE INDEX meal_by_day ON meal (day, id);"}};
    return migrations;
}

Meal meal(std::uint64_t number) {
    return {.id = MealId::fixed(number),
            .name = "红烧肉",
            .price_fen = Money::fen(1'250),
            .ordered_at_us = UtcTime::from_us(1'750'000'000'123'456),
            .day = *BusinessDate::parse("2026-11-23"),
            .state = MealState::served,
            .vegetarian = true,
            .portions = -3,
            .photo = {std::byte{0}, std::byte{255}}};
}

struct DatabaseTest : ::testing::Test {
    std::int64_t meals() {
        std::int64_t count = 0;
        database->read([&](Reader& reader) { count = reader.value<std::int64_t>(count_meals); });
        return count;
    }
    void add(const Meal& row) {
        EXPECT_EQ(database->write(
                      [&](Transaction& transaction) { return transaction.insert("meal", row); }),
                  1);
    }
    test::TestDatabase database{meal_schema()};
};

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
}  // namespace dlfp::sql
