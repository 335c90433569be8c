// The counts behind the limits, and the sockets that share a port.
#include "platform/runtime/http/internal/server_state.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <future>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "platform/runtime/http/internal/listener.h"

namespace dlfp::http::internal {
namespace {

using namespace std::chrono_literals;

TEST(address_counts, each_address_has_its_own_limit) {
    AddressCounts counts(2);
    EXPECT_TRUE(counts.enter("192.0.2.1"));
    EXPECT_TRUE(counts.enter("192.0.2.1"));
    EXPECT_FALSE(counts.enter("192.0.2.1"));
    EXPECT_TRUE(counts.enter("192.0.2.2"));
    counts.leave("192.0.2.1");
    EXPECT_TRUE(counts.enter("192.0.2.1"));
    EXPECT_FALSE(counts.enter("192.0.2.1"));
}

TEST(address_counts, zero_means_no_limit) {
    AddressCounts counts(0);
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(counts.enter("192.0.2.1"));
    counts.leave("192.0.2.1");
    counts.leave("never entered");
}

TEST(address_counts, leaving_more_often_than_entering_gives_no_credit) {
    AddressCounts counts(1);
    counts.leave("192.0.2.1");
    EXPECT_TRUE(counts.enter("192.0.2.1"));
    EXPECT_FALSE(counts.enter("192.0.2.1"));
}

TEST(address_counts, threads_never_pass_the_limit_together) {
    AddressCounts counts(100);
    std::atomic<int> entered{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i) entered += counts.enter("192.0.2.1") ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(entered, 100);
}

TEST(open_connections, waiting_ends_with_the_last_one) {
    OpenConnections open;
    EXPECT_TRUE(open.wait_until_none(0ms));
    EXPECT_EQ(open.enter(), 1u);
    EXPECT_EQ(open.enter(), 2u);
    EXPECT_FALSE(open.wait_until_none(1ms));
    std::future<bool> waiting = std::async([&] { return open.wait_until_none(20s); });
    open.leave();
    open.leave();
    EXPECT_TRUE(waiting.get());
    EXPECT_EQ(open.count(), 0u);
}

TEST(listener, all_sockets_share_the_one_port) {
    const std::vector<int> sockets = listen_together({"127.0.0.1", 0}, 3);
    ASSERT_EQ(sockets.size(), 3u);
    const std::uint16_t port = bound_port(sockets.front());
    EXPECT_NE(port, 0);
    for (const int socket : sockets) {
        EXPECT_EQ(bound_port(socket), port);
        ::close(socket);
    }
    // Free again: nothing of it stays bound.
    for (const int socket : listen_together({"127.0.0.1", port}, 1)) ::close(socket);
}

TEST(listener, taken_port_is_named_in_the_error) {
    const std::vector<int> sockets = listen_together({"127.0.0.1", 0}, 1);
    const std::uint16_t port = bound_port(sockets.front());
    try {
        listen_together({"127.0.0.1", port}, 1);
        ADD_FAILURE() << "a second server got the port";
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code(), std::errc::address_in_use);
        EXPECT_NE(std::string(error.what()).find(std::to_string(port)), std::string::npos);
    }
    ::close(sockets.front());
}

TEST(listener, foreign_and_broken_addresses_are_refused) {
    EXPECT_THROW(listen_together({"192.0.2.1", 0}, 1), std::system_error) << "not of this machine";
    for (const char* const broken : {"", "localhost", "127.0.0.1:80", "[::1]", "300.0.0.1"}) {
        EXPECT_THROW(listen_together({broken, 0}, 1), std::system_error) << broken;
    }
}

}  // namespace
}  // namespace dlfp::http::internal
