// Counts behind the connection limits and behind drain.
#include "platform/runtime/http/internal/server_state.h"

#include <utility>

namespace dlfp::http::internal {
namespace {

HeaderTable whole_table(const ServerOptions& options) {
    HeaderTable table = options.security_headers;
    if (options.tls) {
        table.insert(table.end(), options.tls_headers.begin(), options.tls_headers.end());
    }
    return table;
}

std::optional<TlsContext> tls_of(const ServerOptions& options) {
    if (!options.tls) return std::nullopt;
    return std::optional<TlsContext>(std::in_place, *options.tls);
}

}  // namespace

bool AddressCounts::enter(std::string_view address) {
    if (max_ == 0) return true;
    const std::lock_guard lock(mutex_);
    std::size_t& count = open_[std::string(address)];
    if (count >= max_) return false;
    ++count;
    return true;
}

void AddressCounts::leave(std::string_view address) {
    if (max_ == 0) return;
    const std::lock_guard lock(mutex_);
    const auto found = open_.find(std::string(address));
    if (found != open_.end() && --found->second == 0) open_.erase(found);
}

void OpenConnections::leave() {
    if (open_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    const std::lock_guard lock(mutex_);
    none_.notify_all();
}

bool OpenConnections::wait_until_none(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return none_.wait_for(lock, patience, [this] { return count() == 0; });
}

ServerState::ServerState(ServerOptions given, Handler& port)
    : options(std::move(given)),
      handler(port),
      tls(tls_of(options)),
      composer(whole_table(options)),
      addresses(options.connections_per_address_max) {}

}  // namespace dlfp::http::internal
