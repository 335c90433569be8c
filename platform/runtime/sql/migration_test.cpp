// Migration: what is applied, in which order, and what is refused.
#include "platform/runtime/sql/migration_plan.h"
#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

using ::testing::ElementsAre;

const Migration one{"tea", 1, "create_tea", "CREATE TABLE tea_pot (n BIGINT NOT NULL)"};
const Migration two{"tea", 2, "add_leaf",
                    "CREATE TABLE tea_leaf (n BIGINT NOT NULL);\n"
                    "INSERT INTO tea_leaf (n) VALUES (7)"};
const Migration other{"oil", 1, "create_oil", "CREATE TABLE oil_can (n BIGINT NOT NULL)"};

std::vector<std::string> names(const std::vector<const Migration*>& plan) {
    std::vector<std::string> found;
    for (const auto* migration : plan) found.push_back(migration->name);
    return found;
}

TEST(plan_migrations, applies_what_is_missing_in_the_given_order) {
    EXPECT_THAT(names(plan_migrations({}, {other, one, two})),
                ElementsAre("create_oil", "create_tea", "add_leaf"));
    EXPECT_THAT(names(plan_migrations({one}, {one, two, other})),
                ElementsAre("add_leaf", "create_oil"));
    EXPECT_THAT(names(plan_migrations({one, two}, {one, two})), ElementsAre());
}

TEST(plan_migrations, keeps_the_tables_of_a_module_that_is_gone) {
    EXPECT_THAT(names(plan_migrations({other, one}, {one})), ElementsAre());
}

TEST(plan_migrations, refuses_a_file_changed_after_it_was_applied) {
    Migration changed = one;
    changed.text += " -- better";
    EXPECT_THROW(plan_migrations({one}, {changed, two}), Fault);
}

TEST(plan_migrations, refuses_a_database_newer_than_the_program) {
    EXPECT_THROW(plan_migrations({one, two}, {one}), Fault);
}

TEST(plan_migrations, refuses_a_file_out_of_order) {
    EXPECT_THROW(plan_migrations({}, {two, one}), Fault);
    EXPECT_THROW(plan_migrations({}, {one, one}), Fault);
    EXPECT_THROW(plan_migrations({two}, {one, two}), Fault);
}

TEST(migrate, twice_changes_nothing_and_later_files_follow) {
    test::TestDatabase database({one});
    database->migrate({one});
    database->migrate({one, two, other});
    database.reopen();
    database->migrate({one, two, other});
    database->read([](Reader& reader) {
        EXPECT_EQ(reader.value<std::int64_t>({"test.leaf", "SELECT n FROM tea_leaf"}), 7);
        EXPECT_EQ(reader.value<std::int64_t>({"test.oil", "SELECT COUNT(*) FROM oil_can"}), 0);
    });
}

TEST(migrate, a_file_that_fails_leaves_nothing_and_names_itself) {
    test::TestDatabase database({one});
    Migration broken{"tea", 2, "spill", "CREATE TABLE tea_cup (n BIGINT); CREATE NONSENSE"};
    try {
        database->migrate({one, broken});
        ADD_FAILURE() << "nonsense was applied";
    } catch (const Fault& fault) {
        EXPECT_THAT(fault.what(), ::testing::HasSubstr("tea spill"));
    }
    database->migrate({one, {"tea", 2, "cup", "CREATE TABLE tea_cup (n BIGINT)"}});
    database->read([](Reader& reader) {
        EXPECT_EQ(reader.value<std::int64_t>({"test.cup", "SELECT COUNT(*) FROM tea_cup"}), 0);
    });
}

TEST(migrate, refuses_a_changed_file_in_a_real_database) {
    test::TestDatabase database({one});
    Migration changed = one;
    changed.text = "CREATE TABLE tea_pot (m BIGINT NOT NULL)";
    EXPECT_THROW(database->migrate({changed}), Fault);
}

TEST(migrate, works_beside_running_units) {
    test::TestDatabase database(meal_schema());
    database->add_invariant([](Transaction&) { throw std::runtime_error("units only"); });
    auto more = meal_schema();
    more.push_back(one);
    database->migrate(more);
    EXPECT_EQ(count_in(*database), 0);
}

}  // namespace
}  // namespace dlfp::sql::test_meals
