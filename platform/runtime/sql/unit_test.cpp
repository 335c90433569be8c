// How units of work end, on the engine that DLFP_TEST_DATABASE names.
#include <future>
#include <thread>

#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

constexpr Failure sold_out{"test.sold_out", FailureClass::refused};

struct UnitTest : MealTest {
    struct End {
        UnitEnd end;
        std::string message;
    };
    /// Submits without waiting.
    std::future<End> submit(std::function<bool(Transaction&)> work) {
        auto ended = std::make_shared<std::promise<End>>();
        auto future = ended->get_future();
        database->submit(
            {.work = std::move(work), .finished = [ended](UnitEnd end, std::string_view message) {
                 ended->set_value({end, std::string(message)});
             }});
        return future;
    }
    std::function<bool(Transaction&)> adds(std::uint64_t number) {
        return [number](Transaction& transaction) {
            return transaction.insert("meal", meal(number)) == 1;
        };
    }
};

TEST_F(UnitTest, a_value_commits_and_a_failure_rolls_back) {
    const auto kept = database->write([](Transaction& transaction) -> Result<std::int64_t> {
        return transaction.insert("meal", meal(1));
    });
    EXPECT_EQ(kept.value(), 1);
    const auto refused = database->write([](Transaction& transaction) -> Result<> {
        transaction.insert("meal", meal(2));
        return sold_out;
    });
    EXPECT_TRUE(refused.failed_with(sold_out));
    EXPECT_EQ(meals(), 1);
}

TEST_F(UnitTest, an_exception_rolls_back_and_is_told) {
    const auto end = submit([](Transaction& transaction) -> bool {
                         transaction.insert("meal", meal(1));
                         throw std::runtime_error("the kitchen burns");
                     }).get();
    EXPECT_EQ(end.end, UnitEnd::broken);
    EXPECT_EQ(end.message, "the kitchen burns");
    EXPECT_EQ(submit([](Transaction&) -> bool { throw 7; }).get().end, UnitEnd::broken);
    EXPECT_EQ(meals(), 0);
}

TEST_F(UnitTest, insert_if_absent_keeps_the_first_row) {
    Meal second = meal(1);
    second.name = "other";
    database->write([&](Transaction& transaction) {
        EXPECT_EQ(transaction.insert_if_absent("meal", meal(1)), 1);
        EXPECT_EQ(transaction.insert_if_absent("meal", second), 0);
        EXPECT_EQ(transaction.find<Meal>(find_meal, second.id)->name, meal(1).name);
        return true;
    });
    EXPECT_EQ(meals(), 1);
}

TEST_F(UnitTest, a_unit_sees_what_it_wrote_and_others_do_not_yet) {
    database->write([&](Transaction& transaction) {
        transaction.insert("meal", meal(1));
        EXPECT_EQ(transaction.value<std::int64_t>(count_meals), 1);
        EXPECT_EQ(meals(), 0);
        return true;
    });
    EXPECT_EQ(meals(), 1);
}

TEST_F(UnitTest, execute_counts_the_rows_it_changed) {
    add(meal(1));
    add(meal(2));
    database->write([&](Transaction& transaction) {
        EXPECT_EQ(transaction.execute(raise_price, MealId::fixed(1), std::int64_t{5}), 1);
        EXPECT_EQ(transaction.execute(raise_price, MealId::fixed(9), std::int64_t{5}), 0);
        EXPECT_EQ(transaction.execute({"test.all", "UPDATE meal SET rating = $1"},
                                      std::optional<std::int64_t>{}),
                  2);
        EXPECT_EQ(transaction.value<Money>(lock_meal, MealId::fixed(1)), Money::fen(1'255));
        return true;
    });
}

TEST_F(UnitTest, returning_hands_back_the_changed_rows) {
    add(meal(1));
    database->write([&](Transaction& transaction) {
        const auto price = transaction.value<Money>(
            {"test.raise_returning",
             "UPDATE meal SET price_fen = price_fen + $1 WHERE id = $2 RETURNING price_fen"},
            std::int64_t{10}, MealId::fixed(1));
        EXPECT_EQ(price, Money::fen(1'260));
        return true;
    });
}

TEST_F(UnitTest, a_null_and_a_value_take_turns_in_one_statement) {
    for (std::uint64_t number = 1; number <= 8; ++number) {
        Meal row = meal(number);
        if (number & 1) row.remark = "hot";
        if (number & 2) row.rating = 5;
        if (number & 4) row.replaced_id = MealId::fixed(1);
        add(row);
        database->read(
            [&](Reader& reader) { EXPECT_EQ(reader.find<Meal>(find_meal, row.id), row); });
    }
}

TEST_F(UnitTest, a_broken_constraint_breaks_only_its_unit) {
    std::promise<void> open;
    std::vector<std::future<End>> ends;
    // The first unit holds the writer back, so that the others share its batch or the next.
    ends.push_back(submit([gate = open.get_future().share()](Transaction& transaction) {
        gate.wait();
        return transaction.insert("meal", meal(1)) == 1;
    }));
    ends.push_back(submit(adds(2)));
    ends.push_back(submit([](Transaction& transaction) {
        Meal cheap = meal(3);
        cheap.price_fen = Money::fen(-1);
        return transaction.insert("meal", cheap) == 1;
    }));
    ends.push_back(submit([](Transaction& transaction) {
        transaction.insert("meal", meal(4));
        return false;
    }));
    ends.push_back(submit(adds(5)));
    open.set_value();
    std::vector<UnitEnd> got;
    for (auto& end : ends) got.push_back(end.get().end);
    EXPECT_THAT(got, ::testing::ElementsAre(UnitEnd::committed, UnitEnd::committed, UnitEnd::broken,
                                            UnitEnd::rolled_back, UnitEnd::committed));
    EXPECT_EQ(meals(), 3);
}

TEST_F(UnitTest, nobody_is_answered_before_others_can_see_the_commit) {
    std::vector<std::future<std::int64_t>> seen;
    for (std::uint64_t number = 1; number <= 50; ++number) {
        auto sees = std::make_shared<std::promise<std::int64_t>>();
        seen.push_back(sees->get_future());
        database->submit({.work = adds(number), .finished = [this, sees, number](UnitEnd, auto) {
                              std::int64_t found = 0;
                              database->read([&](Reader& reader) {
                                  found =
                                      reader.find<Meal>(find_meal, MealId::fixed(number)) ? 1 : 0;
                              });
                              sees->set_value(found);
                          }});
    }
    for (auto& one : seen) EXPECT_EQ(one.get(), 1);
}

TEST_F(UnitTest, actions_run_in_order_after_the_commit_and_before_the_answer) {
    std::vector<std::string> steps;
    std::promise<void> ended;
    database->submit({.work =
                          [&](Transaction& transaction) {
                              steps.clear();
                              transaction.insert("meal", meal(1));
                              transaction.on_commit([&] {
                                  steps.push_back("first sees " + std::to_string(meals()));
                              });
                              transaction.on_commit([&] { steps.push_back("second"); });
                              steps.push_back("work");
                              return true;
                          },
                      .finished =
                          [&](UnitEnd, std::string_view) {
                              steps.push_back("answer");
                              ended.set_value();
                          }});
    ended.get_future().wait();
    EXPECT_THAT(steps, ::testing::ElementsAre("work", "first sees 1", "second", "answer"));
}

TEST_F(UnitTest, actions_of_a_rolled_back_unit_never_run) {
    int runs = 0;
    submit([&](Transaction& transaction) {
        transaction.on_commit([&] { ++runs; });
        return false;
    }).wait();
    submit([&](Transaction& transaction) -> bool {
        transaction.on_commit([&] { ++runs; });
        throw std::runtime_error("no");
    }).wait();
    submit([](Transaction&) { return true; }).wait();
    database->drain();
    EXPECT_EQ(runs, 0);
}

struct Touched {
    std::vector<std::uint64_t> meals;
};

TEST_F(UnitTest, what_a_connection_remembers_outlives_its_units) {
    struct Seen {
        int units = 0;
    };
    int seen = 0;
    for (int turn = 0; turn < 20; ++turn)
        submit([&seen](Transaction& transaction) {
            seen = std::max(seen, ++transaction.connection_scratch<Seen>()->units);
            return false;
        }).get();
    // One writer on SQLite sees all of them; the writers of PostgreSQL share them.
    EXPECT_GE(seen, database->engine() == Engine::sqlite ? 20 : 2);
}

TEST_F(UnitTest, an_invariant_sees_the_units_scratch_and_can_refuse_the_commit) {
    database->add_invariant([](Transaction& transaction) {
        if (transaction.scratch<Touched>().meals.size() > 1)
            throw std::runtime_error("one meal at a time");
    });
    const auto adds_two = [](Transaction& transaction) {
        for (const std::uint64_t number : {11U, 12U}) {
            transaction.insert("meal", meal(number));
            transaction.scratch<Touched>().meals.push_back(number);
        }
        return true;
    };
    const auto adds_one = [](std::uint64_t number) {
        return [number](Transaction& transaction) {
            transaction.insert("meal", meal(number));
            transaction.scratch<Touched>().meals.push_back(number);
            return true;
        };
    };
    EXPECT_EQ(submit(adds_one(1)).get().end, UnitEnd::committed);
    const auto refused = submit(adds_two).get();
    EXPECT_EQ(refused.end, UnitEnd::broken);
    EXPECT_EQ(refused.message, "one meal at a time");
    EXPECT_EQ(submit(adds_one(2)).get().end, UnitEnd::committed);
    EXPECT_EQ(meals(), 2);
}

TEST_F(UnitTest, drain_waits_for_queued_units_and_refuses_later_ones) {
    std::vector<std::future<End>> ends;
    for (std::uint64_t number = 1; number <= 200; ++number) ends.push_back(submit(adds(number)));
    database->drain();
    for (auto& end : ends) {
        ASSERT_EQ(end.wait_for(0s), std::future_status::ready);
        EXPECT_EQ(end.get().end, UnitEnd::committed);
    }
    EXPECT_EQ(submit(adds(201)).get().end, UnitEnd::unavailable);
    EXPECT_EQ(meals(), 200);
}

TEST_F(UnitTest, writing_from_a_reader_is_refused) {
    add(meal(1));
    EXPECT_THROW(database->read(
                     [](Reader& reader) { reader.select({"test.sneak", "DELETE FROM meal"}, {}); }),
                 Fault);
    EXPECT_EQ(meals(), 1);
}

TEST_F(UnitTest, a_reader_keeps_its_snapshot) {
    add(meal(1));
    database->read([&](Reader& reader) {
        EXPECT_EQ(reader.value<std::int64_t>(count_meals), 1);
        add(meal(2));
        EXPECT_EQ(reader.value<std::int64_t>(count_meals), 1);
    });
    EXPECT_EQ(meals(), 2);
}

TEST_F(UnitTest, a_query_may_run_inside_its_own_rows) {
    add(meal(1));
    add(meal(2));
    int pairs = 0;
    database->read([&](Reader& reader) {
        const Query all{"test.all_ids", "SELECT id FROM meal ORDER BY id"};
        reader.select(all, [&](const Row&) { reader.select(all, [&](const Row&) { ++pairs; }); });
    });
    EXPECT_EQ(pairs, 4);
}

TEST(unit_queue, a_full_queue_refuses_at_once) {
    test::TestDatabase database(
        meal_schema(), {.writer_connections = 1, .batch_units_max = 1, .queue_units_max = 2});
    std::promise<void> open, running;
    std::atomic<int> committed = 0, refused = 0;
    const auto finished = [&](UnitEnd end, std::string_view) {
        ++(end == UnitEnd::committed ? committed : refused);
    };
    database->submit({.work =
                          [&, gate = open.get_future().share()](Transaction&) {
                              running.set_value();
                              gate.wait();
                              return true;
                          },
                      .finished = finished});
    running.get_future().wait();
    for (int count = 0; count < 5; ++count)
        database->submit({.work = [](Transaction&) { return true; }, .finished = finished});
    EXPECT_EQ(refused, 3);
    open.set_value();
    database->drain();
    EXPECT_EQ(committed, 3);
}

TEST(readers, a_call_that_finds_no_connection_in_time_is_refused) {
    test::TestDatabase database(meal_schema(),
                                {.reader_connections = 1, .statement_timeout = 20ms});
    database->read([&](Reader&) {
        try {
            database->read([](Reader&) {});
            ADD_FAILURE() << "two readers on one connection";
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.kind(), FaultKind::unavailable);
        }
    });
}

TEST(readers, many_threads_share_few_connections) {
    test::TestDatabase database(meal_schema(), {.reader_connections = 2});
    std::atomic<int> reads = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 6; ++thread)
        threads.emplace_back([&] {
            for (int count = 0; count < 50; ++count)
                database->read([&](Reader& reader) {
                    reads += reader.value<std::int64_t>(count_meals) == 0 ? 1 : 0;
                });
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(reads, 300);
}

TEST(statement_timeout, stops_a_query_that_runs_away) {
    test::TestDatabase database(meal_schema(), {.statement_timeout = 50ms});
    const Query endless{"test.endless",
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT (i + 1) % 1000 FROM n)"
                        " SELECT COUNT(*) FROM n"};
    try {
        database->read([&](Reader& reader) { reader.value<std::int64_t>(endless); });
        ADD_FAILURE() << "it ended";
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.kind(), FaultKind::unavailable);
    }
    EXPECT_EQ(count_in(*database), 0);
}

}  // namespace
}  // namespace dlfp::sql::test_meals
