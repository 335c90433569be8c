// Units that meet in one batch: whoever takes back what it wrote takes back nothing of the others'.
#include <atomic>
#include <future>

#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

constexpr Query list_ids{"test.ids", "SELECT id FROM meal ORDER BY id"};
constexpr auto kept = UnitEnd::committed;
constexpr auto taken_back = UnitEnd::rolled_back;

struct BatchTest : MealTest {
    using Work = std::function<bool(Transaction&)>;

    /// Runs units while another one holds up the writer, so that SQLite takes them all at once.
    std::vector<UnitEnd> run_together(const std::vector<Work>& works) {
        std::promise<void> started, all_queued;
        const auto holder = submit([&, queued = all_queued.get_future().share()](Transaction&) {
            started.set_value();
            queued.wait();
            return true;
        });
        started.get_future().wait();
        std::vector<std::future<UnitEnd>> ends;
        for (const auto& work : works) ends.push_back(submit(work));
        all_queued.set_value();
        holder.wait();
        std::vector<UnitEnd> reached;
        for (auto& end : ends) reached.push_back(end.get());
        return reached;
    }
    std::future<UnitEnd> submit(Work work) {
        auto ended = std::make_shared<std::promise<UnitEnd>>();
        auto future = ended->get_future();
        database->submit(
            {.work = std::move(work),
             .finished = [ended](UnitEnd end, std::string_view) { ended->set_value(end); }});
        return future;
    }
    static Work adds(std::uint64_t number) {
        return [number](Transaction& transaction) {
            return transaction.insert("meal", meal(number)) == 1;
        };
    }
    static Work takes_back(std::uint64_t number) {
        return [number](Transaction& transaction) {
            transaction.insert("meal", meal(number));
            return false;
        };
    }
    /// Counts its runs: two, when its batch had to be run again.
    static Work counts(std::atomic<int>& runs, std::uint64_t number) {
        return [&runs, number](Transaction& transaction) {
            ++runs;
            return transaction.insert("meal", meal(number)) == 1;
        };
    }
    static bool refuses(Transaction&) { return false; }

    std::vector<MealId> ids() {
        std::vector<MealId> found;
        database->read([&](Reader& reader) { found = reader.list<MealId>(list_ids); });
        return found;
    }
    static std::vector<MealId> ids_of(std::initializer_list<std::uint64_t> numbers) {
        std::vector<MealId> ids;
        for (const auto number : numbers) ids.push_back(MealId::fixed(number));
        return ids;
    }
    void expect_undone(const Query& change) {
        add(meal(1));
        const Work undone = [&](Transaction& transaction) {
            transaction.execute(change);
            return false;
        };
        EXPECT_EQ(run_together({undone, adds(2)}), (std::vector{taken_back, kept}));
        EXPECT_EQ(ids(), ids_of({1, 2}));
        database->read([](Reader& reader) {
            EXPECT_EQ(reader.find<Meal>(find_meal, MealId::fixed(1)), meal(1));
        });
    }
};

TEST_F(BatchTest, a_unit_that_takes_back_what_it_wrote_leaves_its_neighbours_alone) {
    const Work fails = [](Transaction& transaction) -> bool {
        transaction.insert("meal", meal(4));
        throw std::runtime_error("the kitchen burns");
    };
    EXPECT_EQ(run_together({adds(1), takes_back(2), adds(3), fails, refuses, adds(5)}),
              (std::vector{kept, taken_back, kept, UnitEnd::broken, taken_back, kept}));
    EXPECT_EQ(ids(), ids_of({1, 3, 5}));
}

TEST_F(BatchTest, many_batches_in_a_row_may_have_one_that_takes_back) {
    std::vector<MealId> expected;
    for (std::uint64_t number = 1; number < 120; number += 3) {
        EXPECT_EQ(run_together({adds(number), takes_back(number + 1), adds(number + 2)}),
                  (std::vector{kept, taken_back, kept}));
        expected.push_back(MealId::fixed(number));
        expected.push_back(MealId::fixed(number + 2));
    }
    EXPECT_EQ(ids(), expected);
}

TEST_F(BatchTest, an_update_is_taken_back) {
    expect_undone({"test.update", "UPDATE meal SET name = 'changed'"});
}

TEST_F(BatchTest, an_update_by_a_common_table_expression_is_taken_back) {
    expect_undone({"test.with",
                   "WITH other AS (SELECT 'changed' AS name) "
                   "UPDATE meal SET name = (SELECT name FROM other)"});
}

TEST_F(BatchTest, a_deletion_is_taken_back) { expect_undone({"test.delete", "DELETE FROM meal"}); }

TEST_F(BatchTest, a_new_table_is_taken_back) {
    constexpr Query create{"test.create", "CREATE TABLE left_over (id BIGINT NOT NULL)"};
    expect_undone(create);
    const Work creates = [&](Transaction& transaction) {
        transaction.execute(create);
        return true;
    };
    EXPECT_EQ(run_together({creates}), std::vector{kept});  // fails where the table exists
}

TEST_F(BatchTest, only_what_was_written_and_taken_back_makes_a_batch_run_again) {
    if (database->engine() != Engine::sqlite) GTEST_SKIP() << "batches are SQLite's";
    std::atomic<int> runs = 0;
    run_together({counts(runs, 1), refuses, counts(runs, 2)});
    EXPECT_EQ(runs, 2);
    runs = 0;
    run_together({counts(runs, 3), takes_back(4), counts(runs, 5)});
    EXPECT_EQ(runs, 3);  // the third had not begun
    EXPECT_EQ(ids(), ids_of({1, 2, 3, 5}));
}

TEST_F(BatchTest, actions_of_a_batch_that_ran_again_run_once) {
    std::atomic<int> actions = 0;
    const Work acts = [&](Transaction& transaction) {
        transaction.on_commit([&] { ++actions; });
        return transaction.insert("meal", meal(1)) == 1;
    };
    run_together({acts, takes_back(2)});
    EXPECT_EQ(actions, 1);
}

}  // namespace
}  // namespace dlfp::sql::test_meals
