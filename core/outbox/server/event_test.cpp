// Events reach each subscriber with exactly one committed effect, in order, whatever fails.
#include "core/outbox/server/event.h"

#include "core/outbox/server/testing/event_test.h"

namespace dlfp::outbox {
namespace {

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
