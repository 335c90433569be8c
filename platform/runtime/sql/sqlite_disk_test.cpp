// What an embedded database does when the disk fails, and that it goes on when the disk heals.
#include <filesystem>
#include <future>

#include "platform/runtime/sql/testing/failing_disk.h"
#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

struct SqliteDiskTest : ::testing::Test {
    SqliteDiskTest() {
        testing::install_failing_disk();
        database = open_database({.url = path});
        database->migrate(meal_schema());
        add(1);
    }
    ~SqliteDiskTest() override { testing::heal_disk(); }

    UnitEnd add(std::uint64_t number) {
        return add_together({number}, [] {}).front();
    }
    /// Adds meals in one batch; `before` runs when the batch is known to be together.
    std::vector<UnitEnd> add_together(const std::vector<std::uint64_t>& numbers,
                                      const std::function<void()>& before) {
        std::promise<void> open, running;
        std::vector<std::promise<UnitEnd>> ends(numbers.size() + 1);
        database->submit({.work =
                              [&, gate = open.get_future().share()](Transaction&) {
                                  running.set_value();
                                  gate.wait();
                                  return false;
                              },
                          .finished = [&](UnitEnd end, auto) { ends.back().set_value(end); }});
        running.get_future().wait();
        for (std::size_t index = 0; index < numbers.size(); ++index)
            database->submit(
                {.work =
                     [number = numbers[index]](Transaction& transaction) {
                         return transaction.insert("meal", meal(number)) == 1;
                     },
                 .finished = [&, index](UnitEnd end, auto) { ends[index].set_value(end); }});
        before();
        open.set_value();
        std::vector<UnitEnd> got;
        for (auto& end : ends) got.push_back(end.get_future().get());
        got.pop_back();
        return got;
    }
    /// How many meals a program finds that starts from the files as they are now.
    std::int64_t meals_after_power_loss() {
        const auto copy = test::make_test_folder() + "/bank.db";
        std::filesystem::copy_file(path, copy);
        std::filesystem::copy_file(path + "-wal", copy + "-wal");
        const auto other = open_database({.url = copy});
        return count_in(*other);
    }

    std::string path = test::make_test_folder() + "/bank.db";
    std::unique_ptr<Database> database;
};

TEST_F(SqliteDiskTest, a_full_disk_ends_a_whole_batch_and_shows_nothing_of_it) {
    EXPECT_THAT(add_together({2, 3, 4}, testing::fill_disk), Each(UnitEnd::unavailable));
    EXPECT_EQ(count_in(*database), 1);
    EXPECT_EQ(add(5), UnitEnd::unavailable);
    testing::heal_disk();
    EXPECT_EQ(add(2), UnitEnd::committed);
    EXPECT_EQ(count_in(*database), 2);
    EXPECT_EQ(meals_after_power_loss(), 2);
}

TEST_F(SqliteDiskTest, a_failed_sync_ends_a_batch_that_never_reappears) {
    EXPECT_THAT(add_together({2, 3}, [] { testing::fail_syncs(1); }), Each(UnitEnd::unavailable));
    EXPECT_EQ(count_in(*database), 1);
    EXPECT_EQ(meals_after_power_loss(), 1);
    EXPECT_EQ(add(4), UnitEnd::committed);
    EXPECT_EQ(meals_after_power_loss(), 2);
}

TEST_F(SqliteDiskTest, a_disk_that_keeps_failing_to_sync_leaves_the_end_uncertain) {
    EXPECT_THAT(add_together({2, 3}, [] { testing::fail_syncs(1'000'000); }),
                Each(UnitEnd::uncertain));
    EXPECT_EQ(count_in(*database), 1);
    testing::heal_disk();
    EXPECT_EQ(add(2), UnitEnd::committed);
    EXPECT_EQ(meals_after_power_loss(), 2);
}

TEST_F(SqliteDiskTest, a_program_closed_on_a_failing_disk_opens_again) {
    testing::fill_disk();
    EXPECT_EQ(add(2), UnitEnd::unavailable);
    database.reset();
    testing::heal_disk();
    database = open_database({.url = path});
    EXPECT_EQ(count_in(*database), 1);
}

TEST_F(SqliteDiskTest, a_second_process_is_refused) {
    EXPECT_THROW(open_database({.url = path}), Fault);
    database.reset();
    database = open_database({.url = path});
    EXPECT_EQ(count_in(*database), 1);
}

TEST_F(SqliteDiskTest, a_deferred_constraint_breaks_only_its_unit) {
    database->migrate([] {
        auto all = meal_schema();
        all.push_back({"menu", 1, "create_menu",
                       "CREATE TABLE menu_line (meal_id BYTEA NOT NULL"
                       " REFERENCES meal (id) DEFERRABLE INITIALLY DEFERRED)"});
        return all;
    }());
    std::promise<void> open;
    std::vector<std::promise<UnitEnd>> ends(3);
    const auto submit = [&](std::size_t index, std::function<bool(Transaction&)> work) {
        database->submit({.work = std::move(work), .finished = [&ends, index](UnitEnd end, auto) {
                              ends[index].set_value(end);
                          }});
    };
    const auto adds_line = [](std::uint64_t number) {
        return [number](Transaction& transaction) {
            transaction.execute({"test.add_line", "INSERT INTO menu_line (meal_id) VALUES ($1)"},
                                MealId::fixed(number));
            return true;
        };
    };
    submit(0, [gate = open.get_future().share()](Transaction&) { return gate.wait(), false; });
    submit(1, adds_line(404));
    submit(2, adds_line(1));
    open.set_value();
    EXPECT_EQ(ends[0].get_future().get(), UnitEnd::rolled_back);
    EXPECT_EQ(ends[1].get_future().get(), UnitEnd::broken);
    EXPECT_EQ(ends[2].get_future().get(), UnitEnd::committed);
}

TEST_F(SqliteDiskTest, a_backup_is_one_consistent_image_taken_while_units_go_on) {
    std::atomic<bool> stop = false;
    std::uint64_t number = 1;
    std::thread writer([&] {
        // Two meals in each unit, so that a torn image shows an even count.
        while (!stop)
            database->write([&](Transaction& transaction) {
                transaction.insert("meal", meal(++number));
                transaction.insert("meal", meal(++number));
                return true;
            });
    });
    bool overtaken = false;  // a unit ended while an image was taken
    for (int round = 0; round < 1'000 && !overtaken; ++round) {
        const auto image = test::make_test_folder() + "/image.db";
        const auto before = count_in(*database);
        database->backup_to(image);
        const auto after = count_in(*database);
        const auto restored = open_database({.url = image});
        restored->migrate(meal_schema());
        const auto count = count_in(*restored);
        EXPECT_EQ(count % 2, 1);
        EXPECT_GE(count, before);
        EXPECT_LE(count, after);
        overtaken = after > before;
    }
    stop = true;
    writer.join();
    EXPECT_TRUE(overtaken);
}

TEST_F(SqliteDiskTest, a_backup_that_fails_leaves_no_file) {
    const auto folder = test::make_test_folder();
    testing::fill_disk();
    EXPECT_THROW(database->backup_to(folder + "/image.db"), Fault);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(SqliteDiskTest, arrays_are_refused) {
    const std::array<std::int64_t, 2> numbers{1, 2};
    EXPECT_THROW(database->read([&](Reader& reader) {
        reader.value<std::int64_t>({"test.array", "SELECT $1"}, IntegerArray{numbers});
    }),
                 Fault);
}

}  // namespace
}  // namespace dlfp::sql::test_meals
