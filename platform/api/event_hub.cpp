// Fan-out of screen events.
#include "platform/api/event_hub.h"

#include <algorithm>

#include "platform/api/call.h"
#include "platform/base/planted.h"

namespace dlfp::api {

EventHub::Subscription EventHub::subscribe(std::vector<std::string> topics, Receiver receiver) {
    const std::lock_guard lock{mutex_};
    entries_[++last_number_] = {std::move(topics), std::make_shared<Receiver>(std::move(receiver))};
    return {*this, last_number_};
}

void EventHub::deliver(const ScreenEvent& event) {
    std::vector<std::shared_ptr<Receiver>> receivers;
    {
        const std::lock_guard lock{mutex_};
        for (const auto& [number, entry] : entries_)
            if (planted("api.screens_hear_everything") ||
                std::ranges::find(entry.topics, event.topic) != entry.topics.end())
                receivers.push_back(entry.receiver);
    }
    for (const auto& receiver : receivers) (*receiver)(event);
}

std::size_t EventHub::subscriber_count() const {
    const std::lock_guard lock{mutex_};
    return entries_.size();
}

void EventHub::remove(std::uint64_t number) {
    const std::lock_guard lock{mutex_};
    entries_.erase(number);
}

std::string EventHub::pack(const ScreenEvent& event) {
    return event.topic + '\n' + event.name + '\n' + event.payload_json;
}

ScreenEvent EventHub::unpack(std::string_view payload) {
    const auto first = payload.find('\n');
    const auto second = payload.find('\n', first + 1);
    if (first == payload.npos || second == payload.npos) return {};
    return {std::string(payload.substr(0, first)),
            std::string(payload.substr(first + 1, second - first - 1)),
            std::string(payload.substr(second + 1))};
}

void Call::announce(std::string_view topic, std::string_view event,
                    std::string_view payload) const {
    platform().database.notify(
        transaction(), EventHub::channel,
        EventHub::pack({std::string(topic), std::string(event), std::string(payload)}));
}

}  // namespace dlfp::api
