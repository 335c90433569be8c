// Events and their deliveries as rows.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/outbox/server/event.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::outbox {

struct EventRow {
    EventId id;
    std::string topic;
    std::string order_key;
    std::string payload;
    bool is_open = false;
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(EventRow, (), (id, topic, order_key, payload, is_open, created_at_us))

enum class DeliveryState {
    waiting,    ///< failed, or behind one of its key that failed
    delivered,  ///< together with the subscriber's effect
    dead,       ///< given up: staff decide
};
BOOST_DESCRIBE_ENUM(DeliveryState, waiting, delivered, dead)

struct DeliveryRow {
    EventId event_id;
    std::string subscriber;
    std::string order_key;
    DeliveryState state{};
    std::int64_t tries = 0;
    std::optional<UtcTime> next_try_at_us;
    std::optional<UtcTime> settled_at_us;
    std::string last_error;
};
BOOST_DESCRIBE_STRUCT(DeliveryRow, (),
                      (event_id, subscriber, order_key, state, tries, next_try_at_us, settled_at_us,
                       last_error))

/// A delivery with what the console shows of its event.
struct DeliveryLine {
    EventId event_id;
    std::string subscriber;
    std::string topic;
    std::string order_key;
    DeliveryState state{};
    std::int64_t tries = 0;
    UtcTime created_at_us;
    std::optional<UtcTime> next_try_at_us;
    std::optional<UtcTime> settled_at_us;
    std::string last_error;
};
BOOST_DESCRIBE_STRUCT(DeliveryLine, (),
                      (event_id, subscriber, topic, order_key, state, tries, created_at_us,
                       next_try_at_us, settled_at_us, last_error))

/// The smallest id of its millisecond: ids compare like times.
EventId first_event_id_at(UtcTime time);

namespace event_repository {

void add(sql::Transaction& transaction, const EventRow& row);
std::optional<EventRow> find(sql::Reader& reader, EventId id);

/// Where a walk through the open events stands.
struct OpenMark {
    std::string order_key;
    EventId id;
};
/// Open events older than `before`, by key and in order, after the mark; at most 500.
std::vector<EventRow> list_open(sql::Reader& reader, EventId before, const OpenMark& after);
/// Closes an open event that nothing of its key is before and that nobody was given yet: whoever
/// gets true gives it to all subscribers in this unit.
bool close_for_delivery(sql::Transaction& transaction, const EventRow& event);
/// Closes an open event that no open one of its key is before: whoever gets true adds its rows.
bool close_for_retries(sql::Transaction& transaction, const EventRow& event);
/// At most 1,000.
std::int64_t count_open(sql::Reader& reader);
/// Removes at most 1,000 events older than `before` all of whose deliveries are done, and those.
std::int64_t forget_before(sql::Transaction& transaction, EventId before);

}  // namespace event_repository

namespace delivery_repository {

/// False when there is a row already: somebody delivers or delivered it.
bool add(sql::Transaction& transaction, const DeliveryRow& row);
/// Waiting rows that are due, in order of their events; at most 200.
std::vector<DeliveryRow> list_due(sql::Reader& reader, UtcTime now);
/// When the earliest waiting event of this key before this one is tried next; nothing: go on.
std::optional<UtcTime> find_try_before(sql::Reader& reader, const DeliveryRow& row);
/// Marks a waiting row delivered; false when somebody else settled it.
bool settle_delivered(sql::Transaction& transaction, const DeliveryRow& row, UtcTime now);
/// Stores state, tries, times and error of a row that still waits.
void store_failure(sql::Transaction& transaction, const DeliveryRow& row);
/// What waits behind this row may be tried now.
void release_followers(sql::Transaction& transaction, const DeliveryRow& row, UtcTime now);
std::optional<DeliveryRow> lock(sql::Transaction& transaction, EventId event_id,
                                std::string_view subscriber);
/// Back to waiting with no tries, due at once.
void restart(sql::Transaction& transaction, const DeliveryRow& row, UtcTime now);

/// A page of undelivered ones, newest first, before (id, subscriber).
struct Page {
    DeliveryState state{};
    EventId before;
    std::string before_subscriber;
    std::int64_t limit = 50;
};
std::vector<DeliveryLine> list(sql::Reader& reader, const Page& page);

}  // namespace delivery_repository
}  // namespace dlfp::outbox
