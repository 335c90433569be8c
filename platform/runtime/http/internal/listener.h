// Listening sockets that share one port.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dlfp::http::internal {

struct ListenAddress {
    std::string address;  ///< numeric
    std::uint16_t port;   ///< 0: any free
};

/// `count` non-blocking listening sockets with SO_REUSEPORT on one port. Throws std::system_error;
/// a port on which somebody else already listens is refused although SO_REUSEPORT would allow it.
std::vector<int> listen_together(const ListenAddress& where, unsigned count);

std::uint16_t bound_port(int socket);

}  // namespace dlfp::http::internal
