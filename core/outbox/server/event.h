// Events: what a module tells the others. Stored in the unit that did it, delivered afterwards.
#pragma once

#include <string>
#include <string_view>

#include "platform/api/platform.h"

namespace dlfp::outbox {

struct EventTag {
    static constexpr std::string_view prefix = "evt";
};
using EventId = Id<EventTag>;

/// Something that happened.
struct Event {
    std::string_view topic;      ///< "payment.charged"
    std::string_view order_key;  ///< events of one key reach a subscriber in order, ≤ 128 bytes
    std::string_view payload_json;
};

/// Stores the event in this unit: one insert. After the commit every `Module.subscribers` entry of
/// the topic gets it at least once and with exactly one committed effect: its unit, which it may
/// share with other events and subscribers, also commits the delivery. A subscriber that throws is
/// tried again, later and later, and in the end becomes a dead letter of the console. Events nobody
/// subscribes to are not stored.
///
/// The order within a key is that of the publishing units as long as they exclude each other by a
/// row lock and, across nodes, follow each other by more than their clocks differ.
void publish(const api::Platform& platform, sql::Transaction& transaction, const Event& event);

}  // namespace dlfp::outbox
