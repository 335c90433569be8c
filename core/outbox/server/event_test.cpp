// Events reach each subscriber with exactly one committed effect, in order, whatever fails.
#include "core/outbox/server/event.h"

#include <gmock/gmock.h>

#include "core/outbox/server/event_courier.h"
#include "core/outbox/server/module.h"
#include "core/outbox/server/plan_retry.h"
#include "core/outbox/server/redeliver_event.h"
#include "tests/support/test_bank.h"

namespace dlfp::outbox {
namespace {

constexpr std::string_view meal_paid = "probe.meal_paid";
constexpr std::string_view meal_refunded = "probe.meal_refunded";

TEST(plan_retry, waits_longer_each_time_and_gives_up_after_twelve) {
    struct Row {
        std::int64_t failed_tries;
        std::optional<Duration> after;
    };
    const Row rows[] = {{1, 1s},     {2, 2s},  {3, 4s},  {9, 256s},      {10, 512s},
                        {11, 10min}, {12, {}}, {13, {}}, {INT64_MAX, {}}};
    const auto now = UtcTime::from_us(1'000);
    for (const auto& row : rows) {
        const auto next = plan_retry(row.failed_tries, now);
        EXPECT_EQ(next.has_value(), row.after.has_value()) << row.failed_tries;
        if (next && row.after) EXPECT_EQ(*next - now, *row.after) << row.failed_tries;
    }
}

/// Two subscribers; what each committed is a row of the test's own table.
struct EventTest : testing::Test {
    std::string poisoned;  ///< the kitchen throws on this payload
    int kitchen_calls = 0;
    std::unique_ptr<test::TestBank> holder = make_bank();
    test::TestBank& bank = *holder;

    std::unique_ptr<test::TestBank> make_bank() {
        std::vector<api::Module> modules;
        modules.push_back(make_module());
        modules.push_back(probe());
        auto made = std::make_unique<test::TestBank>(std::move(modules));
        made->database().write([](sql::Transaction& transaction) {
            transaction.execute({"probe.create",
                                 "CREATE TABLE probe_effect (number BIGINT NOT NULL, "
                                 "subscriber TEXT NOT NULL, payload TEXT NOT NULL)"});
            return true;
        });
        return made;
    }
    api::Module probe() {
        api::Module module{.name = "probe"};
        const auto kitchen = [this](api::Platform&, sql::Transaction& transaction,
                                    std::string_view payload) {
            ++kitchen_calls;
            note(transaction, "kitchen", payload);
            if (payload == poisoned) throw std::runtime_error("the printer burns");
        };
        module.subscribers = {
            {"probe.kitchen", meal_paid, kitchen},
            {"probe.kitchen", meal_refunded, kitchen},
            {"probe.points", meal_paid,
             [](api::Platform&, sql::Transaction& transaction, std::string_view payload) {
                 note(transaction, "points", payload);
             }}};
        return module;
    }
    static void note(sql::Transaction& transaction, std::string_view subscriber,
                     std::string_view payload) {
        transaction.execute({"probe.note",
                             "INSERT INTO probe_effect (number, subscriber, payload) SELECT "
                             "COALESCE(MAX(number), 0) + 1, $1, $2 FROM probe_effect"},
                            subscriber, payload);
    }
    void publish_in_unit(std::string_view topic, std::string_view key, std::string_view payload) {
        bank.database().write([&](sql::Transaction& transaction) {
            publish(bank.platform(), transaction, {topic, key, payload});
            return true;
        });
    }
    std::vector<std::string> effects(std::string_view subscriber) {
        std::vector<std::string> payloads;
        bank.database().read([&](sql::Reader& reader) {
            payloads = reader.list<std::string>(
                {"probe.list",
                 "SELECT payload FROM probe_effect WHERE subscriber = $1 ORDER BY number"},
                subscriber);
        });
        return payloads;
    }
    EventCourier& courier() { return bank.platform().ports.get<EventCourier>(); }
    void sweep() { courier().sweep(bank.now()); }
    test::Client staff() {
        return bank.as(bank.caller(api::CallerKind::staff, {1},
                                   {"outbox.view_events", "outbox.redeliver_events"}));
    }
    ListDeliveriesReply undelivered(UndeliveredState state) {
        return *staff().call(list_deliveries_endpoint, {.state = state});
    }
    /// Until the courier gives up.
    void exhaust_tries() {
        for (int count = 0; count <= delivery_tries_max; ++count) {
            bank.advance(11min);
            sweep();
        }
    }
};

using Payloads = std::vector<std::string>;

TEST_F(EventTest, each_subscriber_gets_an_event_once_and_after_the_commit) {
    publish_in_unit(meal_paid, "meal-1", "one");
    EXPECT_TRUE(effects("kitchen").empty());
    bank.deliver_events();
    bank.deliver_events();
    bank.advance(3s);
    sweep();
    EXPECT_EQ(effects("kitchen"), Payloads{"one"});
    EXPECT_EQ(effects("points"), Payloads{"one"});
    EXPECT_EQ(undelivered(UndeliveredState::waiting).open_count, 0);
}

TEST_F(EventTest, a_unit_that_fails_publishes_nothing) {
    EXPECT_THROW(bank.database().write([&](sql::Transaction& transaction) -> bool {
        publish(bank.platform(), transaction, {meal_paid, "meal-1", "one"});
        throw std::runtime_error("no");
    }),
                 std::exception);
    bank.deliver_events();
    bank.advance(3s);
    sweep();
    EXPECT_TRUE(effects("kitchen").empty());
}

TEST_F(EventTest, what_nobody_hears_is_not_stored_and_a_key_too_long_is_a_fault) {
    publish_in_unit("probe.unheard", "meal-1", "one");
    EXPECT_EQ(undelivered(UndeliveredState::waiting).open_count, 0);
    EXPECT_THROW(publish_in_unit(meal_paid, std::string(129, 'k'), "one"), std::exception);
}

// A process that dies between the commit and the delivery leaves the event to the next one.
TEST_F(EventTest, what_a_killed_process_left_behind_is_delivered_after_two_seconds) {
    bank.hold_events();
    publish_in_unit(meal_paid, "meal-1", "one");
    publish_in_unit(meal_refunded, "meal-1", "two");
    EventCourier after_restart{bank.platform()};
    after_restart.sweep(bank.now());
    EXPECT_TRUE(effects("kitchen").empty()) << "it is still its own process's turn";
    EXPECT_EQ(undelivered(UndeliveredState::waiting).open_count, 2);
    bank.advance(3s);
    after_restart.sweep(bank.now());
    EXPECT_EQ(effects("kitchen"), (Payloads{"one", "two"}));
    bank.deliver_events();
    EXPECT_EQ(effects("kitchen"), (Payloads{"one", "two"})) << "the late one finds it done";
}

TEST_F(EventTest, events_of_one_key_arrive_in_order_although_the_clock_stands_still) {
    Payloads expected;
    for (int count = 0; count < 200; ++count) {
        expected.push_back(std::to_string(count));
        publish_in_unit(count % 3 == 0 ? meal_refunded : meal_paid, "meal-1", expected.back());
    }
    bank.deliver_events();
    EXPECT_EQ(effects("kitchen"), expected);
}

TEST_F(EventTest, a_poisoned_event_holds_up_its_key_and_nothing_else) {
    poisoned = "bad";
    publish_in_unit(meal_paid, "meal-1", "bad");
    publish_in_unit(meal_refunded, "meal-1", "after bad");
    publish_in_unit(meal_paid, "meal-2", "good");
    bank.deliver_events();
    EXPECT_EQ(effects("kitchen"), Payloads{"good"}) << "what threw is rolled back";
    EXPECT_EQ(effects("points").size(), 2U);
    const auto waiting = undelivered(UndeliveredState::waiting);
    ASSERT_EQ(waiting.items.size(), 2U);
    EXPECT_EQ(waiting.items[1].tries, 1);
    EXPECT_NE(waiting.items[1].last_error.find("the printer burns"), std::string::npos);
    EXPECT_EQ(waiting.items[0].tries, 0) << "it only waits for the one before";
    EXPECT_EQ(waiting.open_count, 0);
    publish_in_unit(meal_paid, "meal-1", "later");
    bank.deliver_events();
    EXPECT_EQ(effects("kitchen"), Payloads{"good"});
    poisoned.clear();
    sweep();
    EXPECT_EQ(effects("kitchen"), Payloads{"good"}) << "not before its time";
    bank.advance(1s);
    sweep();
    EXPECT_EQ(effects("kitchen"), (Payloads{"good", "bad", "after bad", "later"}));
    EXPECT_TRUE(undelivered(UndeliveredState::waiting).items.empty());
}

TEST_F(EventTest, a_dead_letter_lets_its_key_go_on_and_staff_deliver_it_later) {
    poisoned = "bad";
    publish_in_unit(meal_paid, "meal-1", "bad");
    publish_in_unit(meal_refunded, "meal-1", "after bad");
    bank.deliver_events();
    exhaust_tries();
    EXPECT_EQ(kitchen_calls, delivery_tries_max + 1);
    EXPECT_EQ(effects("kitchen"), Payloads{"after bad"});
    const auto dead = undelivered(UndeliveredState::dead);
    ASSERT_EQ(dead.items.size(), 1U);
    EXPECT_EQ(dead.items[0].topic, meal_paid);
    const RedeliverEventRequest again{dead.items[0].event_id, {dead.items[0].subscriber}};
    EXPECT_SUCCEEDS(staff().call(redeliver_event_endpoint, again));
    EXPECT_EQ(undelivered(UndeliveredState::waiting).items.at(0).tries, 1) << "still poisoned";
    poisoned.clear();
    EXPECT_SUCCEEDS(staff().call(redeliver_event_endpoint, again));
    EXPECT_EQ(effects("kitchen"), (Payloads{"after bad", "bad"}));
    EXPECT_FAILS(staff().call(redeliver_event_endpoint, again), already_delivered);
    EXPECT_FAILS(staff().call(redeliver_event_endpoint, {EventId::fixed(1), {"probe.kitchen"}}),
                 delivery_not_found);
}

TEST_F(EventTest, undelivered_ones_are_paged_newest_first) {
    poisoned = "bad";
    for (int count = 0; count < 3; ++count)
        publish_in_unit(meal_paid, "meal-" + std::to_string(count), "bad");
    bank.deliver_events();
    const auto page = [&](const ListDeliveriesReply& before) {
        ListDeliveriesRequest request{.state = UndeliveredState::waiting,
                                      .after = before.next_after,
                                      .after_subscriber = {},
                                      .limit = api::Whole<1, 200>{2}};
        if (before.next_after_subscriber)
            request.after_subscriber = api::Text<100>{*before.next_after_subscriber};
        return *staff().call(list_deliveries_endpoint, request);
    };
    const auto first = page({});
    ASSERT_EQ(first.items.size(), 2U);
    EXPECT_EQ(first.items[0].order_key, "meal-2");
    const auto second = page(first);
    ASSERT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.items[0].order_key, "meal-0");
    EXPECT_FALSE(second.next_after);
}

TEST_F(EventTest, two_couriers_deliver_once_and_in_order) {
    bank.hold_events();
    Payloads expected;
    for (int count = 0; count < 120; ++count) {
        expected.push_back(std::to_string(count));
        publish_in_unit(meal_paid, "meal-" + std::to_string(count % 4), expected.back());
    }
    bank.advance(3s);
    EventCourier other{bank.platform()};
    std::thread rival{[&] { other.sweep(bank.now()); }};
    sweep();
    bank.deliver_events();
    rival.join();
    bank.advance(3s);
    sweep();
    auto delivered = effects("kitchen");
    std::array<int, 4> last{-1, -1, -1, -1};
    for (const auto& payload : delivered) {
        const int number = std::stoi(payload);
        EXPECT_LT(last[static_cast<std::size_t>(number % 4)], number) << "out of order";
        last[static_cast<std::size_t>(number % 4)] = number;
    }
    EXPECT_THAT(delivered, ::testing::UnorderedElementsAreArray(expected));
    EXPECT_EQ(effects("points").size(), 120U);
    EXPECT_EQ(undelivered(UndeliveredState::waiting).open_count, 0);
}

TEST_F(EventTest, an_earlier_event_of_another_process_comes_first) {
    bank.hold_events();
    EventRow first{.id = courier().next_id(),
                   .topic = std::string(meal_paid),
                   .order_key = "meal-1",
                   .payload = "first",
                   .is_open = true,
                   .created_at_us = bank.now()};
    bank.database().write([&](sql::Transaction& transaction) {
        event_repository::add(transaction, first);
        return true;
    });
    publish_in_unit(meal_refunded, "meal-1", "second");
    bank.deliver_events();
    EXPECT_TRUE(effects("kitchen").empty());
    bank.advance(3s);
    sweep();
    EXPECT_EQ(effects("kitchen"), (Payloads{"first", "second"}));
}

TEST_F(EventTest, delivered_events_are_forgotten_after_thirty_days_and_dead_letters_kept) {
    poisoned = "bad";
    publish_in_unit(meal_paid, "meal-1", "good");
    publish_in_unit(meal_paid, "meal-2", "bad");
    bank.deliver_events();
    exhaust_tries();
    const auto count = [&] {
        std::int64_t rows = 0;
        bank.database().read([&](sql::Reader& reader) {
            rows = reader.value<std::int64_t>({"probe.count", "SELECT COUNT(*) FROM outbox_event"});
        });
        return rows;
    };
    const auto forget = [&] {
        for (const auto& job : make_module().jobs)
            if (job.name == "outbox.forget_old_events") job.run(bank.platform(), bank.now());
    };
    bank.advance(event_age_max - 4h);
    forget();
    EXPECT_EQ(count(), 2);
    bank.advance(4h);
    forget();
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(undelivered(UndeliveredState::dead).items.size(), 1U);
}

TEST_F(EventTest, the_thread_of_the_program_is_woken_by_the_commit) {
    bank.hold_events();
    courier().start();
    EXPECT_THROW(courier().start(), std::logic_error);
    publish_in_unit(meal_paid, "meal-1", "one");
    const auto patience = std::chrono::steady_clock::now() + 20s;
    while (effects("points").empty() && std::chrono::steady_clock::now() < patience)
        std::this_thread::yield();
    courier().stop();
    EXPECT_EQ(effects("points"), Payloads{"one"});
}

}  // namespace
}  // namespace dlfp::outbox
