// A table of meals, for tests of the database. Included by tests only.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/result.h"
#include "tests/support/test_database.h"

namespace dlfp::sql::test_meals {

struct MealTag {
    static constexpr std::string_view prefix = "mea";
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

inline constexpr Query find_meal{
    "test.find_meal",
    "SELECT id, name, price_fen, ordered_at_us, day, state, vegetarian, "
    "portions, photo, remark, rating, replaced_id FROM meal WHERE id = $1"};
inline constexpr Query count_meals{"test.count_meals", "SELECT COUNT(*) FROM meal"};
inline constexpr Query list_prices{"test.list_prices",
                                   "SELECT price_fen FROM meal ORDER BY price_fen LIMIT $1"};
inline constexpr Query raise_price{"test.raise_price",
                                   "UPDATE meal SET price_fen = price_fen + $2 WHERE id = $1"};
inline constexpr Query lock_meal{"test.lock_meal",
                                 "SELECT price_fen FROM meal WHERE id = $1 FOR UPDATE"};

inline const std::vector<Migration>& meal_schema() {
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

inline Meal meal(std::uint64_t number) {
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

inline std::int64_t count_in(Database& database) {
    std::int64_t count = 0;
    database.read([&](Reader& reader) { count = reader.value<std::int64_t>(count_meals); });
    return count;
}

struct MealTest : ::testing::Test {
    std::int64_t meals() { return count_in(*database); }
    void add(const Meal& row) {
        EXPECT_EQ(database->write(
                      [&](Transaction& transaction) { return transaction.insert("meal", row); }),
                  1);
    }
    test::TestDatabase database{meal_schema()};
};

}  // namespace dlfp::sql::test_meals
