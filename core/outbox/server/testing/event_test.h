// A bank with two subscribers whose effects are rows of the test's own.
#pragma once

#include <gmock/gmock.h>

#include <atomic>

#include "core/outbox/server/event.h"
#include "core/outbox/server/event_courier.h"
#include "core/outbox/server/module.h"
#include "core/outbox/server/plan_retry.h"
#include "core/outbox/server/redeliver_event.h"
#include "tests/support/test_bank.h"

namespace dlfp::outbox {

inline constexpr std::string_view meal_paid = "probe.meal_paid";
inline constexpr std::string_view meal_refunded = "probe.meal_refunded";

using Payloads = std::vector<std::string>;

/// Two subscribers; what each committed is a row of the test's own table.
struct EventTest : testing::Test {
    std::string poisoned;                ///< the kitchen throws on this payload
    std::atomic<int> kitchen_calls = 0;  ///< writers of PostgreSQL deliver beside each other
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

}  // namespace dlfp::outbox
