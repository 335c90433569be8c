// Short texts between the nodes of a cluster.
#include <atomic>
#include <future>

#include "platform/runtime/sql/testing/meals.h"

namespace dlfp::sql::test_meals {
namespace {

using NoticeTest = MealTest;

TEST_F(NoticeTest, arrives_after_the_senders_commit) {
    std::promise<std::string> arrived;
    database->subscribe("meal_changed", [&](std::string_view payload) {
        arrived.set_value(std::string(payload) + " of " + std::to_string(meals()));
    });
    database->write([&](Transaction& transaction) {
        transaction.insert("meal", meal(1));
        database->notify(transaction, "meal_changed", "1");
        return true;
    });
    EXPECT_EQ(arrived.get_future().get(), "1 of 1");
}

TEST_F(NoticeTest, of_a_rolled_back_unit_never_arrives) {
    std::vector<std::string> got;
    std::promise<void> last;
    database->subscribe("meal_changed", [&](std::string_view payload) {
        got.emplace_back(payload);
        if (payload == "kept") last.set_value();
    });
    database->subscribe("another", [&](std::string_view) { got.emplace_back("astray"); });
    const auto send = [&](std::string_view payload, UnitEnd wanted) {
        std::promise<UnitEnd> ended;
        database->submit({.work =
                              [&](Transaction& transaction) {
                                  database->notify(transaction, "meal_changed", payload);
                                  return wanted == UnitEnd::committed;
                              },
                          .finished = [&](UnitEnd end, auto) { ended.set_value(end); }});
        EXPECT_EQ(ended.get_future().get(), wanted);
    };
    send("dropped", UnitEnd::rolled_back);
    send("kept", UnitEnd::committed);
    last.get_future().wait();
    EXPECT_THAT(got, ::testing::ElementsAre("kept"));
}

/// Receivers belong to what is destroyed before the database is.
TEST_F(NoticeTest, none_is_under_way_after_draining) {
    std::promise<void> began;
    std::promise<void> may_end;
    std::atomic<bool> has_ended = false;
    database->subscribe("meal_changed", [&](std::string_view) {
        began.set_value();
        may_end.get_future().wait();
        has_ended = true;
    });
    database->submit({.work =
                          [&](Transaction& transaction) {
                              database->notify(transaction, "meal_changed", "1");
                              return true;
                          },
                      .finished = [](UnitEnd, auto) {}});
    began.get_future().wait();
    auto had_ended = std::async(std::launch::async, [&] {
        database->drain();
        return has_ended.load();
    });
    may_end.set_value();
    EXPECT_TRUE(had_ended.get());
}

}  // namespace
}  // namespace dlfp::sql::test_meals
