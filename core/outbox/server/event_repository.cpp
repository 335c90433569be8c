// SQL of outbox_event and outbox_delivery.
#include "core/outbox/server/event_repository.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::outbox {

EventId first_event_id_at(UtcTime time) {
    IdBytes bytes{};
    const auto milliseconds = static_cast<std::uint64_t>(time.us() / 1'000);
    for (std::size_t index = 0; index < 6; ++index)
        bytes[index] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - index)));
    return EventId{bytes};
}

namespace event_repository {
namespace {

std::string select_events(std::string_view rest) {
    return "SELECT " + sql::column_list<EventRow>() + " FROM outbox_event " + std::string(rest);
}

}  // namespace

void add(sql::Transaction& transaction, const EventRow& row) {
    sql::insert_later(transaction, "outbox_event", row);
}

std::optional<EventRow> find(sql::Reader& reader, EventId id) {
    static const std::string text = select_events("WHERE id = $1");
    return reader.find<EventRow>({"outbox.find_event", text}, id);
}

std::vector<EventRow> list_open(sql::Reader& reader, EventId before, const OpenMark& after) {
    static const std::string text = select_events(
        "WHERE is_open = 1 AND (order_key, id) > ($2, $3) AND id < $1 "
        "ORDER BY order_key, id LIMIT 500");
    return reader.list<EventRow>({"outbox.list_open_events", text}, before, after.order_key,
                                 after.id);
}

// Both say with one row lock that of several couriers one is first. What they look for beside it
// cannot come up meanwhile: earlier events are published before, and rows are added by whoever
// closes their event.
bool close_for_delivery(sql::Transaction& transaction, const EventRow& event) {
    static constexpr sql::Query query{
        "outbox.close_event_for_delivery",
        "UPDATE outbox_event SET is_open = 0 WHERE id = $1 AND is_open = 1 "
        "AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.is_open = 1 AND e.order_key = $2 "
        "AND e.id < $1) "
        "AND NOT EXISTS (SELECT 1 FROM outbox_delivery d WHERE d.state = 'waiting' "
        "AND d.order_key = $2 AND d.event_id < $1) "
        "AND NOT EXISTS (SELECT 1 FROM outbox_delivery d WHERE d.event_id = $1)"};
    return transaction.execute(query, event.id, event.order_key) == 1;
}

bool close_for_retries(sql::Transaction& transaction, const EventRow& event) {
    static constexpr sql::Query query{
        "outbox.close_event_for_retries",
        "UPDATE outbox_event SET is_open = 0 WHERE id = $1 AND is_open = 1 "
        "AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.is_open = 1 AND e.order_key = $2 "
        "AND e.id < $1)"};
    return transaction.execute(query, event.id, event.order_key) == 1;
}

std::int64_t count_open(sql::Reader& reader) {
    static constexpr sql::Query query{
        "outbox.count_open_events",
        "SELECT COUNT(*) FROM (SELECT 1 FROM outbox_event WHERE is_open = 1 LIMIT 1000) AS open"};
    return reader.value<std::int64_t>(query);
}

std::int64_t forget_before(sql::Transaction& transaction, EventId before) {
    static constexpr sql::Query list_query{
        "outbox.list_forgettable_events",
        "SELECT id FROM outbox_event e WHERE e.id < $1 AND e.is_open = 0 AND NOT EXISTS "
        "(SELECT 1 FROM outbox_delivery d WHERE d.event_id = e.id AND d.state <> 'delivered') "
        "ORDER BY id LIMIT 1000"};
    static constexpr sql::Query deliveries_query{"outbox.forget_deliveries",
                                                 "DELETE FROM outbox_delivery WHERE event_id = $1"};
    static constexpr sql::Query event_query{"outbox.forget_event",
                                            "DELETE FROM outbox_event WHERE id = $1"};
    const auto ids = transaction.list<EventId>(list_query, before);
    for (const auto& id : ids) {
        transaction.execute(deliveries_query, id);
        transaction.execute(event_query, id);
    }
    return static_cast<std::int64_t>(ids.size());
}

}  // namespace event_repository

namespace delivery_repository {
namespace {

std::string select_deliveries(std::string_view rest) {
    return "SELECT " + sql::column_list<DeliveryRow>() + " FROM outbox_delivery " +
           std::string(rest);
}

constexpr EventId newest_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return EventId{bytes};
}();

}  // namespace

bool add(sql::Transaction& transaction, const DeliveryRow& row) {
    return transaction.insert_if_absent("outbox_delivery", row) == 1;
}

std::vector<DeliveryRow> list_due(sql::Reader& reader, UtcTime now) {
    static const std::string text = select_deliveries(
        "WHERE state = 'waiting' AND next_try_at_us <= $1 "
        "ORDER BY next_try_at_us, event_id LIMIT 200");
    return reader.list<DeliveryRow>({"outbox.list_due_deliveries", text}, now);
}

std::optional<UtcTime> find_try_before(sql::Reader& reader, const DeliveryRow& row) {
    static constexpr sql::Query query{
        "outbox.find_waiting_before",
        "SELECT next_try_at_us FROM outbox_delivery WHERE state = 'waiting' AND subscriber = $1 "
        "AND order_key = $2 AND event_id < $3 ORDER BY event_id LIMIT 1"};
    return reader.find<UtcTime>(query, row.subscriber, row.order_key, row.event_id);
}

bool settle_delivered(sql::Transaction& transaction, const DeliveryRow& row, UtcTime now) {
    static constexpr sql::Query query{
        "outbox.settle_delivery",
        "UPDATE outbox_delivery SET state = 'delivered', tries = tries + 1, settled_at_us = $3, "
        "next_try_at_us = NULL WHERE event_id = $1 AND subscriber = $2 AND state = 'waiting'"};
    return transaction.execute(query, row.event_id, row.subscriber, now) == 1;
}

void store_failure(sql::Transaction& transaction, const DeliveryRow& row) {
    static constexpr sql::Query query{
        "outbox.store_delivery_failure",
        "UPDATE outbox_delivery SET state = $3, tries = $4, next_try_at_us = $5, "
        "settled_at_us = $6, last_error = $7 "
        "WHERE event_id = $1 AND subscriber = $2 AND state = 'waiting'"};
    transaction.execute(query, row.event_id, row.subscriber, row.state, row.tries,
                        row.next_try_at_us, row.settled_at_us, row.last_error);
}

void release_followers(sql::Transaction& transaction, const DeliveryRow& row, UtcTime now) {
    static constexpr sql::Query query{
        "outbox.release_followers",
        "UPDATE outbox_delivery SET next_try_at_us = $4 WHERE state = 'waiting' "
        "AND subscriber = $1 AND order_key = $2 AND event_id > $3 AND next_try_at_us > $4"};
    transaction.execute(query, row.subscriber, row.order_key, row.event_id, now);
}

std::optional<DeliveryRow> lock(sql::Transaction& transaction, EventId event_id,
                                std::string_view subscriber) {
    static const std::string text =
        select_deliveries("WHERE event_id = $1 AND subscriber = $2 FOR UPDATE");
    return transaction.find<DeliveryRow>({"outbox.lock_delivery", text}, event_id, subscriber);
}

void restart(sql::Transaction& transaction, const DeliveryRow& row, UtcTime now) {
    static constexpr sql::Query query{
        "outbox.restart_delivery",
        "UPDATE outbox_delivery SET state = 'waiting', tries = 0, next_try_at_us = $3, "
        "settled_at_us = NULL WHERE event_id = $1 AND subscriber = $2"};
    transaction.execute(query, row.event_id, row.subscriber, now);
}

std::vector<DeliveryLine> list(sql::Reader& reader, const Page& page) {
    static constexpr sql::Query query{
        "outbox.list_deliveries",
        "SELECT d.event_id, d.subscriber, e.topic, d.order_key, d.state, d.tries, "
        "e.created_at_us, d.next_try_at_us, d.settled_at_us, d.last_error "
        "FROM outbox_delivery d JOIN outbox_event e ON e.id = d.event_id WHERE d.state = $1 "
        "AND (d.event_id, d.subscriber) < ($2, $3) "
        "ORDER BY d.event_id DESC, d.subscriber DESC LIMIT $4"};
    const auto before = page.before.is_nil() ? newest_possible : page.before;
    return reader.list<DeliveryLine>(query, page.state, before, page.before_subscriber, page.limit);
}

}  // namespace delivery_repository
}  // namespace dlfp::outbox
