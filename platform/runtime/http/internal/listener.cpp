// Opens the listening sockets.
#include "platform/runtime/http/internal/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace dlfp::http::internal {
namespace {

constexpr int backlog = 4096;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

SocketAddress parse(const ListenAddress& where) {
    SocketAddress parsed;
    auto* const v4 = reinterpret_cast<sockaddr_in*>(&parsed.storage);
    auto* const v6 = reinterpret_cast<sockaddr_in6*>(&parsed.storage);
    if (inet_pton(AF_INET, where.address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(where.port);
        parsed.size = sizeof(sockaddr_in);
    } else if (inet_pton(AF_INET6, where.address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(where.port);
        parsed.size = sizeof(sockaddr_in6);
    } else {
        errno = EINVAL;
        fail("listen address " + where.address);
    }
    return parsed;
}

int bound_socket(const ListenAddress& where, int sharing_option) {
    const SocketAddress parsed = parse(where);
    const int fd =
        ::socket(parsed.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) fail("socket");
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (sharing_option != 0) setsockopt(fd, SOL_SOCKET, sharing_option, &on, sizeof on);
    // Accepted sockets inherit it: replies are one write each, waiting for more only delays them.
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::bind(fd, parsed.get(), parsed.size) != 0) {
        const int reason = errno;
        ::close(fd);
        errno = reason;
        fail("bind " + where.address + " port " + std::to_string(where.port));
    }
    return fd;
}

// Two servers of one user would silently share a port and the requests on it.
void refuse_taken_port(const ListenAddress& where) {
    if (where.port != 0) ::close(bound_socket(where, 0));
}

}  // namespace

std::vector<int> listen_together(const ListenAddress& where, unsigned count) {
    refuse_taken_port(where);
    std::vector<int> sockets;
    ListenAddress shared = where;
    try {
        while (sockets.size() < count) {
            sockets.push_back(bound_socket(shared, SO_REUSEPORT));
            shared.port = bound_port(sockets.front());
        }
        for (const int fd : sockets) {
            if (::listen(fd, backlog) != 0) fail("listen");
        }
    } catch (...) {
        for (const int fd : sockets) ::close(fd);
        throw;
    }
    return sockets;
}

std::uint16_t bound_port(int socket) {
    SocketAddress bound;
    bound.size = sizeof bound.storage;
    if (getsockname(socket, reinterpret_cast<sockaddr*>(&bound.storage), &bound.size) != 0) {
        fail("getsockname");
    }
    if (bound.storage.ss_family == AF_INET6) {
        return ntohs(reinterpret_cast<const sockaddr_in6*>(&bound.storage)->sin6_port);
    }
    return ntohs(reinterpret_cast<const sockaddr_in*>(&bound.storage)->sin_port);
}

}  // namespace dlfp::http::internal
