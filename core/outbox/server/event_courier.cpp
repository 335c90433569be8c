// Queue, thread and sweep of the courier; how a delivery goes is in event_delivery.cpp, what
// becomes of a failed one in event_retry.cpp.
#include "core/outbox/server/event_courier.h"

#include <algorithm>

#include "platform/runtime/log/log.h"

namespace dlfp::outbox {
namespace {

constexpr std::size_t queue_max = 20'000;
constexpr std::size_t batch_max = 500;
/// So long an event is left to the process that committed it.
constexpr Duration own_time = 2s;

}  // namespace

EventId EventCourier::next_id() {
    const auto now = platform_.clock.now();
    auto bytes = platform_.random.next_id_bytes(now);
    std::uint64_t order = static_cast<std::uint64_t>(now.us() / 1'000) << 16;
    {
        const std::lock_guard lock{mutex_};
        order = last_order_ = std::max(order, last_order_ + 1);
    }
    // Milliseconds, then a number within them: in order even where the clock stands still.
    for (std::size_t index = 0; index < 8; ++index)
        bytes[index] = static_cast<std::uint8_t>(order >> (8 * (7 - index)));
    return EventId{bytes};
}

void EventCourier::take(EventRow event) {
    {
        const std::lock_guard lock{mutex_};
        if (queue_.size() >= queue_max) return;
        queue_.push_back(std::move(event));
    }
    woken_.notify_one();
}

void EventCourier::wake_for_retries() {
    {
        const std::lock_guard lock{mutex_};
        are_retries_asked_ = true;
    }
    woken_.notify_one();
}

void EventCourier::start() {
    if (thread_.joinable()) throw std::logic_error("events are being delivered already");
    is_stopping_ = false;
    thread_ = std::thread([this] { run(); });
}

void EventCourier::stop() {
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void EventCourier::run() {
    while (true) {
        {
            std::unique_lock lock{mutex_};
            woken_.wait(lock,
                        [&] { return is_stopping_ || are_retries_asked_ || !queue_.empty(); });
            if (is_stopping_) return;
        }
        try {
            deliver_now();
        } catch (const std::exception& problem) {
            // The database is away; the sweep delivers what was taken from the queue.
            log::warning("outbox.delivery_interrupted", {{"message", problem.what()}});
        }
    }
}

void EventCourier::deliver_now() {
    const std::lock_guard one_at_a_time{delivering_};
    while (true) {
        std::vector<EventRow> events;
        bool asked = false;
        {
            const std::lock_guard lock{mutex_};
            const auto count = std::min(queue_.size(), batch_max);
            std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count),
                      std::back_inserter(events));
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
            asked = std::exchange(are_retries_asked_, false);
        }
        if (events.empty() && !asked) return;
        deliver(std::move(events));
        if (asked) retry_due(platform_.clock.now());
    }
}

void EventCourier::sweep(UtcTime now) {
    const std::lock_guard one_at_a_time{delivering_};
    event_repository::OpenMark mark;
    while (true) {
        std::vector<EventRow> events;
        platform_.database.read([&](sql::Reader& reader) {
            events = event_repository::list_open(reader, first_event_id_at(now - own_time), mark);
        });
        if (events.empty()) break;
        mark = {events.back().order_key, events.back().id};
        log::note("outbox.delivering_left_behind", {{"events", events.size()}});
        deliver(std::move(events));
    }
    retry_due(now);
}

}  // namespace dlfp::outbox
