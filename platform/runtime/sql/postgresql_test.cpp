// What only PostgreSQL can do to us: conflicts, lost connections, commits of unknown end.
#include <future>

#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

using ::testing::ElementsAre;

constexpr Query end_session{"test.end_session",
                            "SELECT 1 FROM (SELECT pg_terminate_backend($1::int)) s"};
constexpr Query session{"test.session", "SELECT pg_backend_pid()"};

struct PostgresqlTest : MealTest {
    void SetUp() override {
        if (test::test_engine() != Engine::postgresql) GTEST_SKIP() << "PostgreSQL only";
    }
    struct End {
        UnitEnd end;
        std::string message;
    };
    End run(std::function<bool(Transaction&)> work) {
        std::promise<End> ended;
        database->submit(
            {.work = std::move(work), .finished = [&](UnitEnd end, std::string_view message) {
                 ended.set_value({end, std::string(message)});
             }});
        return ended.get_future().get();
    }
    void execute_alone(std::string_view text) {
        database->write([&](Transaction& transaction) {
            transaction.execute({"test.alone", text});
            return true;
        });
    }
};

TEST_F(PostgresqlTest, two_units_that_lock_crosswise_both_commit_in_the_end) {
    add(meal(1));
    add(meal(2));
    std::promise<void> first_has, second_has;
    std::atomic<int> runs = 0;
    const auto crosswise = [&](std::uint64_t one, std::uint64_t other, std::promise<void>& mine,
                               std::shared_future<void> theirs) {
        return [&, one, other, theirs, first = true](Transaction& transaction) mutable {
            ++runs;
            transaction.execute(raise_price, MealId::fixed(one), std::int64_t{1});
            if (std::exchange(first, false)) {
                mine.set_value();
                theirs.wait();
            }
            transaction.execute(raise_price, MealId::fixed(other), std::int64_t{1});
            return true;
        };
    };
    const auto first_ready = first_has.get_future().share();
    const auto second_ready = second_has.get_future().share();
    auto other = std::async(std::launch::async,
                            [&] { return run(crosswise(2, 1, second_has, first_ready)).end; });
    EXPECT_EQ(run(crosswise(1, 2, first_has, second_ready)).end, UnitEnd::committed);
    EXPECT_EQ(other.get(), UnitEnd::committed);
    EXPECT_GE(runs, 3);
    database->read([](Reader& reader) {
        EXPECT_EQ(reader.find<Meal>(find_meal, MealId::fixed(1))->price_fen, Money::fen(1'252));
    });
}

TEST_F(PostgresqlTest, endless_conflicts_end_as_unavailable) {
    int runs = 0;
    const auto end = run([&](Transaction& transaction) {
        ++runs;
        transaction.execute({"test.conflict",
                             "DO $x$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; "
                             "END $x$"});
        return true;
    });
    EXPECT_EQ(end.end, UnitEnd::unavailable);
    EXPECT_EQ(runs, 6);
}

TEST_F(PostgresqlTest, a_swallowed_conflict_still_runs_again) {
    int runs = 0;
    const auto end = run([&](Transaction& transaction) {
        if (++runs > 1) return transaction.insert("meal", meal(1)) == 1;
        try {
            transaction.execute({"test.conflict",
                                 "DO $x$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; "
                                 "END $x$"});
        } catch (const Fault&) {
        }
        return true;
    });
    EXPECT_EQ(end.end, UnitEnd::committed);
    EXPECT_EQ(runs, 2);
}

TEST_F(PostgresqlTest, a_swallowed_failure_cannot_commit) {
    const auto end = run([&](Transaction& transaction) {
        transaction.insert("meal", meal(1));
        try {
            transaction.insert("meal", meal(1));
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.kind(), FaultKind::constraint);
        }
        return true;
    });
    EXPECT_EQ(end.end, UnitEnd::broken);
    EXPECT_EQ(meals(), 0);
}

TEST_F(PostgresqlTest, a_session_lost_before_the_commit_runs_again_elsewhere) {
    int runs = 0;
    const auto end = run([&](Transaction& transaction) {
        transaction.insert("meal", meal(1));
        if (++runs == 1)
            transaction.select(end_session, {}, transaction.value<std::int64_t>(session));
        return true;
    });
    EXPECT_EQ(end.end, UnitEnd::committed);
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(meals(), 1);
}

TEST_F(PostgresqlTest, what_a_lost_session_remembered_is_gone) {
    struct Seen {
        int units = 0;
    };
    test::TestDatabase own(meal_schema(), {.writer_connections = 1});
    std::vector<int> seen;
    for (int turn = 0; turn < 2; ++turn)
        own->write([&, first = true](Transaction& transaction) mutable {
            seen.push_back(++transaction.connection_scratch<Seen>()->units);
            const auto mine = transaction.value<std::int64_t>(session);
            if (turn == 1 && std::exchange(first, false)) transaction.select(end_session, {}, mine);
            return true;
        });
    EXPECT_THAT(seen, ElementsAre(1, 2, 1));
}

TEST_F(PostgresqlTest, a_session_lost_during_the_commit_leaves_the_end_uncertain) {
    execute_alone(
        "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS"
        " $x$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $x$");
    execute_alone(
        "CREATE CONSTRAINT TRIGGER leave AFTER INSERT ON meal DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION leave()");
    const auto end =
        run([](Transaction& transaction) { return transaction.insert("meal", meal(1)) == 1; });
    EXPECT_EQ(end.end, UnitEnd::uncertain);
    execute_alone("DROP TRIGGER leave ON meal");
    EXPECT_EQ(
        run([](Transaction& transaction) { return transaction.insert("meal", meal(2)) == 1; }).end,
        UnitEnd::committed);
}

TEST_F(PostgresqlTest, a_constraint_found_by_the_commit_breaks_the_unit) {
    execute_alone(
        "ALTER TABLE meal ADD CONSTRAINT one_name UNIQUE (name) DEFERRABLE INITIALLY DEFERRED");
    add(meal(1));
    const auto end =
        run([](Transaction& transaction) { return transaction.insert("meal", meal(2)) == 1; });
    EXPECT_EQ(end.end, UnitEnd::broken);
    EXPECT_EQ(meals(), 1);
}

TEST_F(PostgresqlTest, a_reader_whose_session_died_idle_gets_another) {
    std::int64_t reading_session = 0;
    test::TestDatabase own(meal_schema(), {.reader_connections = 1});
    own->read([&](Reader& reader) { reading_session = reader.value<std::int64_t>(session); });
    own->write([&](Transaction& transaction) {
        transaction.select(end_session, {}, reading_session);
        return true;
    });
    // The server closes the session in its own time; until then the old one may still answer.
    for (std::int64_t now = reading_session; now == reading_session;)
        own->read([&](Reader& reader) { now = reader.value<std::int64_t>(session); });
    EXPECT_EQ(count_in(*own), 0);
}

TEST_F(PostgresqlTest, a_reader_that_cannot_get_another_session_is_unavailable) {
    const auto other = open_database({.url = std::getenv("DLFP_TEST_POSTGRESQL_URL")});
    std::string name;
    std::int64_t reader_session = 0;
    database->read([&](Reader& reader) {
        reader_session = reader.value<std::int64_t>(session);
        name = reader.value<std::string>({"test.name", "SELECT current_database()::text"});
    });
    const auto let_in = [&](const std::string& allowed) {
        const auto text = "ALTER DATABASE \"" + name + "\" WITH ALLOW_CONNECTIONS " + allowed;
        other->write([&](Transaction& transaction) {
            transaction.execute({"test.let_in", text});
            return true;
        });
    };
    let_in("false");
    other->read([&](Reader& reader) {
        reader.value<std::int64_t>(
            {"test.end_session", "SELECT pg_terminate_backend($1::int, 10000)::int"},
            reader_session);
    });
    database->read([&](Reader& reader) {
        EXPECT_THROW(reader.value<std::int64_t>(session), Fault);
        EXPECT_THROW(reader.value<std::int64_t>(session), Fault) << "and so is the next query";
    });
    let_in("true");
    database->read(
        [&](Reader& reader) { EXPECT_NE(reader.value<std::int64_t>(session), reader_session); });
}

TEST_F(PostgresqlTest, a_schema_change_elsewhere_does_not_break_prepared_statements) {
    const Query any{"test.any_meal", "SELECT * FROM meal"};
    add(meal(1));
    const auto columns = [&] {
        int count = 0;
        EXPECT_EQ(run([&](Transaction& transaction) {
                      transaction.select(any, [&](const Row& row) { count = row.column_count(); });
                      return true;
                  }).end,
                  UnitEnd::committed);
        return count;
    };
    // Once for each writer, so that whichever comes next has it prepared.
    for (int writer = 0; writer < 8; ++writer) EXPECT_EQ(columns(), 12);
    execute_alone("ALTER TABLE meal ADD COLUMN spice BIGINT");
    EXPECT_EQ(columns(), 13);
}

TEST_F(PostgresqlTest, arrays_make_one_statement_of_many_rows) {
    const std::vector<std::int64_t> prices{100, -5, std::numeric_limits<std::int64_t>::max()};
    const std::vector<std::string_view> names{"茶", "", "oil"};
    const std::vector<IdBytes> ids{MealId::fixed(1).bytes(), MealId::fixed(2).bytes(),
                                   MealId::fixed(3).bytes()};
    std::vector<BytesView> views;
    for (const auto& id : ids) views.push_back(std::as_bytes(std::span{id}));
    database->read([&](Reader& reader) {
        const Query all{"test.unnest",
                        "SELECT p, n, i, b FROM unnest($1::bigint[], $2::text[], $3::bytea[],"
                        " $4::bytea[]) AS r (p, n, i, b)"};
        std::size_t index = 0;
        reader.select(
            all,
            [&](const Row& row) {
                EXPECT_EQ(row.integer(0), prices[index]);
                EXPECT_EQ(row.text(1), names[index]);
                EXPECT_EQ(*MealId::from_bytes(row.bytes(2)), MealId{ids[index]});
                EXPECT_EQ(*MealId::from_bytes(row.bytes(3)), MealId{ids[index]});
                ++index;
            },
            IntegerArray{prices}, TextArray{names}, IdArray{ids}, BytesArray{views});
        EXPECT_EQ(index, 3U);
        EXPECT_EQ(reader.value<std::int64_t>(
                      {"test.empty", "SELECT COUNT(*) FROM unnest($1::bigint[])"}, IntegerArray{}),
                  0);
    });
}

TEST_F(PostgresqlTest, sums_are_integers_when_they_fit) {
    database->read([](Reader& reader) {
        const auto sum = [&](const char* text) {
            return reader.value<std::int64_t>({"test.sum", text});
        };
        EXPECT_EQ(sum("SELECT SUM(v) FROM (VALUES (9223372036854775806::bigint), (1)) t (v)"),
                  std::numeric_limits<std::int64_t>::max());
        EXPECT_EQ(sum("SELECT SUM(v) FROM (VALUES (-9223372036854775807::bigint), (-1)) t (v)"),
                  std::numeric_limits<std::int64_t>::min());
        EXPECT_EQ(sum("SELECT 10000::numeric"), 10'000);
        EXPECT_EQ(sum("SELECT 0::numeric"), 0);
        EXPECT_EQ(sum("SELECT -120000000::numeric"), -120'000'000);
        EXPECT_THROW(sum("SELECT 9223372036854775808::numeric"), RowMismatch);
        EXPECT_THROW(sum("SELECT 1.5::numeric"), RowMismatch);
        EXPECT_THROW(sum("SELECT 'NaN'::numeric"), RowMismatch);
    });
}

TEST_F(PostgresqlTest, a_backup_names_the_tools_that_do_it) {
    try {
        database->backup_to("/nowhere");
        ADD_FAILURE() << "it claims to have made one";
    } catch (const Fault& fault) {
        EXPECT_THAT(fault.what(), ::testing::HasSubstr("pg_basebackup"));
    }
}

TEST(open_database, a_server_that_is_away_is_unavailable) {
    try {
        open_database({.url = "postgresql:///nobody?host=/nonexistent"});
        ADD_FAILURE() << "nobody answered";
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.kind(), FaultKind::unavailable);
    }
}

}  // namespace
}  // namespace dlfp::sql::test_meals
