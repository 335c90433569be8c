// Several couriers, left-overs of others, failures by chance: every effect once and in order.
#include "core/outbox/server/event_courier.h"

#include <map>
#include <random>

#include "core/outbox/server/testing/event_test.h"

namespace dlfp::outbox {
namespace {

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

// An earlier version of the program gave each subscriber a row of its own before it closed.
TEST_F(EventTest, an_event_delivered_in_part_reaches_only_the_subscribers_left) {
    bank.hold_events();
    publish_in_unit(meal_paid, "meal-1", "one");
    const auto id = bank.database().write([&](sql::Transaction& transaction) {
        return transaction.value<EventId>({"probe.newest", "SELECT id FROM outbox_event"});
    });
    bank.database().write([&](sql::Transaction& transaction) {
        note(transaction, "points", "one");
        return delivery_repository::add(transaction, {.event_id = id,
                                                      .subscriber = "probe.points",
                                                      .order_key = "meal-1",
                                                      .state = DeliveryState::delivered,
                                                      .tries = 1,
                                                      .next_try_at_us = {},
                                                      .settled_at_us = bank.now(),
                                                      .last_error = {}});
    });
    bank.deliver_events();
    EXPECT_EQ(effects("kitchen"), Payloads{"one"});
    EXPECT_EQ(effects("points"), Payloads{"one"});
}

TEST_F(EventTest, an_event_whose_effects_an_invariant_refuses_holds_up_no_other) {
    bank.database().add_invariant([](sql::Transaction& transaction) {
        if (transaction.value<std::int64_t>(
                {"probe.count",
                 "SELECT COUNT(*) FROM probe_effect WHERE subscriber = 'kitchen' "
                 "AND payload = 'refused'"}) > 0)
            throw std::runtime_error("not in this house");
    });
    publish_in_unit(meal_paid, "meal-1", "one");
    publish_in_unit(meal_paid, "meal-2", "refused");
    publish_in_unit(meal_paid, "meal-3", "three");
    bank.deliver_events();
    EXPECT_EQ(effects("kitchen"), (Payloads{"one", "three"}));
    EXPECT_THAT(effects("points"), ::testing::UnorderedElementsAre("one", "refused", "three"));
    const auto waiting = undelivered(UndeliveredState::waiting);
    ASSERT_EQ(waiting.items.size(), 1U);
    EXPECT_EQ(waiting.items[0].subscriber, "probe.kitchen");
    EXPECT_EQ(waiting.items[0].tries, 1);
    EXPECT_NE(waiting.items[0].last_error.find("not in this house"), std::string::npos);
}

/// The numbers after the dash, per key before it, in the order given.
void expect_each_key_in_order(const Payloads& payloads) {
    std::map<std::string, int> last;
    for (const auto& payload : payloads) {
        const auto dash = payload.find('-');
        const int number = std::stoi(payload.substr(dash + 1));
        const auto [at, is_first] = last.try_emplace(payload.substr(0, dash), -1);
        EXPECT_LT(at->second, number) << payload << " came late";
        at->second = number;
    }
}

// Whatever throws, and whoever delivers: every effect once, and each key in its order.
TEST_F(EventTest, random_failures_cost_no_effect_no_repetition_and_no_order) {
    constexpr unsigned seed = 20'261;
    SCOPED_TRACE(seed);
    std::mt19937 dice{seed};
    bank.hold_events();
    EventCourier other{bank.platform()};
    Payloads expected;
    std::array<int, 5> counts{};
    for (int round = 0; round < 12; ++round) {
        for (int count = 0; count < 20; ++count) {
            const auto key = dice() % counts.size();
            expected.push_back(std::to_string(key) + "-" + std::to_string(counts[key]++));
            publish_in_unit(meal_paid, "meal-" + std::to_string(key), expected.back());
        }
        poisoned = expected[expected.size() - 1 - dice() % 20];
        if (dice() % 2 == 0) courier().deliver_now();
        bank.advance(3s);
        (dice() % 2 == 0 ? other : courier()).sweep(bank.now());
    }
    poisoned.clear();
    bank.deliver_events();
    for (int count = 0; count < delivery_tries_max; ++count) {
        bank.advance(11min);
        sweep();
    }
    for (const auto subscriber : {"kitchen", "points"}) {
        const auto delivered = effects(subscriber);
        EXPECT_THAT(delivered, ::testing::UnorderedElementsAreArray(expected)) << subscriber;
        expect_each_key_in_order(delivered);
    }
    EXPECT_TRUE(undelivered(UndeliveredState::waiting).items.empty());
    EXPECT_TRUE(undelivered(UndeliveredState::dead).items.empty());
}

}  // namespace
}  // namespace dlfp::outbox
