// Screens that move by themselves: subscribers by topic on this node, fed by every node.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace dlfp::api {

/// One event for screens; a hint to read again, never the truth itself.
struct ScreenEvent {
    std::string topic;
    std::string name;
    std::string payload_json;
};

/// Thread-safe. Delivery is at most once.
class EventHub {
public:
    using Receiver = std::function<void(const ScreenEvent&)>;
    /// Keeps a subscription alive; dropping it ends it.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(EventHub& hub, std::uint64_t number) : hub_{&hub}, number_{number} {}
        Subscription(Subscription&& other) noexcept : hub_{other.hub_}, number_{other.number_} {
            other.hub_ = nullptr;
        }
        Subscription& operator=(Subscription&& other) noexcept {
            std::swap(hub_, other.hub_), std::swap(number_, other.number_);
            return *this;
        }
        ~Subscription() {
            if (hub_ != nullptr) hub_->remove(number_);
        }

    private:
        EventHub* hub_ = nullptr;
        std::uint64_t number_ = 0;
    };

    Subscription subscribe(std::vector<std::string> topics, Receiver receiver);
    void deliver(const ScreenEvent& event);
    std::size_t subscriber_count() const;

    /// The channel that carries screen events between nodes, and its payload form.
    static constexpr std::string_view channel = "dlfp_screen";
    static std::string pack(const ScreenEvent& event);
    static ScreenEvent unpack(std::string_view payload);

private:
    void remove(std::uint64_t number);
    struct Entry {
        std::vector<std::string> topics;
        std::shared_ptr<Receiver> receiver;
    };
    mutable std::mutex mutex_;
    std::uint64_t last_number_ = 0;
    std::map<std::uint64_t, Entry> entries_;
};

}  // namespace dlfp::api
