// Screen events reach those who follow their topic, and nobody else.
#include "platform/api/event_hub.h"

#include <gtest/gtest.h>

namespace dlfp::api {
namespace {

TEST(event_hub, a_screen_hears_its_own_topics_alone) {
    EventHub hub;
    std::vector<std::string> kitchen;
    std::vector<std::string> other_kitchen;
    const auto first = hub.subscribe({"kitchen.1", "order.1"}, [&](const ScreenEvent& event) {
        kitchen.push_back(event.topic);
    });
    const auto second = hub.subscribe(
        {"kitchen.2"}, [&](const ScreenEvent& event) { other_kitchen.push_back(event.topic); });
    for (const auto* topic : {"kitchen.1", "kitchen.2", "order.1", "kitchen", "kitchen.10"})
        hub.deliver({.topic = topic, .name = "changed", .payload_json = "{}"});
    EXPECT_EQ(kitchen, (std::vector<std::string>{"kitchen.1", "order.1"}));
    EXPECT_EQ(other_kitchen, (std::vector<std::string>{"kitchen.2"}));
}

TEST(event_hub, an_ended_subscription_hears_nothing_more) {
    EventHub hub;
    int heard = 0;
    {
        const auto subscription = hub.subscribe({"a"}, [&](const ScreenEvent&) { ++heard; });
        hub.deliver({.topic = "a", .name = "changed", .payload_json = "{}"});
    }
    hub.deliver({.topic = "a", .name = "changed", .payload_json = "{}"});
    EXPECT_EQ(heard, 1);
    EXPECT_EQ(hub.subscriber_count(), 0U);
}

}  // namespace
}  // namespace dlfp::api
