// The yardstick `http_floor`: a minimal epoll server that recognises the end of a request head and
// answers fixed bytes. It parses, checks and bounds nothing; no real server is faster.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

struct Options {
    std::uint16_t port = 0;
    unsigned threads = 2;
    std::string reply;
};

constexpr std::string_view head_end = "\r\n\r\n";

std::string default_reply() {
    const std::string body(300, 'x');
    return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 300\r\n\r\n" +
           body;
}

[[noreturn]] void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

int listen_on(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("bind");
    if (::listen(fd, 4096) != 0) fail("listen");
    return fd;
}

std::uint16_t port_of(int fd) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

void watch(int epoll, int fd) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

std::size_t count_heads(std::string_view bytes) {
    std::size_t count = 0;
    for (std::size_t at = bytes.find(head_end); at != std::string_view::npos;
         at = bytes.find(head_end, at + head_end.size())) {
        ++count;
    }
    return count;
}

// False once the peer has gone. A head split over two reads is not put together: wrk never splits.
bool serve(int fd, const std::string& reply) {
    std::array<char, 16 * 1024> bytes;
    const ssize_t n = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (n <= 0) return false;
    const std::size_t heads = count_heads({bytes.data(), static_cast<std::size_t>(n)});
    for (std::size_t i = 0; i < heads; ++i) {
        if (::send(fd, reply.data(), reply.size(), MSG_NOSIGNAL) < 0) return false;
    }
    return true;
}

void run(int listener, const std::string& reply) {
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, listener);
    std::array<epoll_event, 256> events;
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == listener) {
                const int accepted =
                    ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
                if (accepted >= 0) watch(epoll, accepted);
            } else if (!serve(fd, reply)) {
                ::close(fd);
            }
        }
    }
}

std::string whole_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <class Number>
Number number_of(std::string_view text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Options parse(int count, char** words) {
    Options options;
    options.reply = default_reply();
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        if (name == "--port") options.port = number_of<std::uint16_t>(words[i + 1]);
        if (name == "--threads") options.threads = number_of<unsigned>(words[i + 1]);
        if (name == "--reply") options.reply = whole_file(words[i + 1]);
    }
    return options;
}

}  // namespace

// bench_http_floor [--port N] [--threads N] [--reply FILE]; FILE holds the reply's exact bytes, so
// that floor and measured server send the same. Prints its port and runs until it is killed.
int main(int count, char** words) {
    const Options options = parse(count, words);
    std::uint16_t port = options.port;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < options.threads; ++i) {
        const int listener = listen_on(port);
        port = port_of(listener);
        threads.emplace_back([listener, &options] { run(listener, options.reply); });
    }
    std::printf("%u\n", port);
    std::fflush(stdout);
}
