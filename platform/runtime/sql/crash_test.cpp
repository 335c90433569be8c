// A killed process loses nothing that it acknowledged and leaves nothing half done.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

constexpr std::uint64_t units_in_flight = 64;
constexpr std::size_t acknowledgements_before_kill = 500;

/// Writes two meals in each unit and reports each durable one, until it is killed.
[[noreturn]] void write_until_killed(const std::string& url, int report) {
    const auto database = open_database({.url = url});
    std::function<void(std::uint64_t)> submit = [&](std::uint64_t number) {
        database->submit({.work =
                              [number](Transaction& transaction) {
                                  transaction.insert("meal", meal(2 * number));
                                  transaction.insert("meal", meal(2 * number + 1));
                                  return true;
                              },
                          .finished =
                              [&, number](UnitEnd end, std::string_view) {
                                  if (end != UnitEnd::committed) ::_exit(2);
                                  if (::write(report, &number, sizeof number) != sizeof number)
                                      ::_exit(3);
                                  submit(number + units_in_flight);
                              }});
    };
    for (std::uint64_t number = 0; number < units_in_flight; ++number) submit(number);
    while (true) ::pause();
}

/// Reads reports; kills the child as soon as there are enough, then takes what is left.
std::set<std::uint64_t> collect_and_kill(pid_t child, int report) {
    std::set<std::uint64_t> acknowledged;
    std::uint64_t number = 0;
    while (::read(report, &number, sizeof number) == sizeof number) {
        acknowledged.insert(number);
        if (acknowledged.size() == acknowledgements_before_kill) ::kill(child, SIGKILL);
    }
    return acknowledged;
}

TEST(crash, what_was_acknowledged_is_there_and_units_are_whole) {
    test::TestDatabase database(meal_schema());
    database.close();  // the child is made while this process has one thread
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        write_until_killed(database.url(), pipe[1]);
    }
    ::close(pipe[1]);
    const auto acknowledged = collect_and_kill(child, pipe[0]);
    ::close(pipe[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_GE(acknowledged.size(), acknowledgements_before_kill);

    database.reopen();
    std::set<MealId> found;
    database->read([&](Reader& reader) {
        for (const auto& id : reader.list<MealId>({"test.ids", "SELECT id FROM meal"}))
            found.insert(id);
    });
    EXPECT_EQ(found.size() % 2, 0U);
    for (const auto number : acknowledged) {
        EXPECT_TRUE(found.contains(MealId::fixed(2 * number)));
        EXPECT_TRUE(found.contains(MealId::fixed(2 * number + 1)));
    }
}

}  // namespace
}  // namespace dlfp::sql::test_meals
