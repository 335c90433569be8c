// What a running program offers to every module: database, clock, randomness, and the ports that
// modules provide to each other.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <typeindex>
#include <vector>

#include "platform/runtime/clock/clock.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::api {

class EventHub;
struct EventSubscriber;
struct Permission;

/// Objects by type: how a lower layer reaches what an upper one plugs in. Filled at start, read
/// only afterwards.
class Ports {
public:
    template <class T>
    void provide(std::shared_ptr<T> port) {
        ports_[typeid(T)] = std::move(port);
    }
    /// The port, which must exist: its absence is a fault in the composition.
    template <class T>
    T& get() const {
        if (auto* port = find<T>()) return *port;
        throw std::logic_error(std::string("no port of type ") + typeid(T).name());
    }
    template <class T>
    T* find() const {
        const auto found = ports_.find(typeid(T));
        return found == ports_.end() ? nullptr : static_cast<T*>(found->second.get());
    }

private:
    std::map<std::type_index, std::shared_ptr<void>> ports_;
};

/// The running program as modules see it. Outlives every call. Ports that are always there:
/// crypto::KeyRing.
struct Platform {
    sql::Database& database;
    runtime::Clock& clock;
    runtime::Random& random;
    EventHub& events;
    bool is_development = false;  ///< sandboxes, demo data and generated secrets are allowed
    Ports ports{};
    /// What all modules of this program declare, filled before their `set_up`: roles pick from it.
    std::vector<const Permission*> permissions{};
    /// Likewise: who is told of which events of the outbox.
    std::vector<const EventSubscriber*> subscribers{};
};

}  // namespace dlfp::api
