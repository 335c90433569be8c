// Seeded random days of many clients against handlers that answer now, later, elsewhere or never.
// Whatever happens around it, a client that reads gets its own answers, whole and in order.
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using namespace testing;

// A thread that answers what the handler puts off.
class Elsewhere {
public:
    Elsewhere() : thread_([this] { run(); }) {}
    ~Elsewhere() {
        later([this] { running_ = false; });
        thread_.join();
    }
    Elsewhere(const Elsewhere&) = delete;
    Elsewhere& operator=(const Elsewhere&) = delete;

    void later(std::move_only_function<void()> work) {
        const std::lock_guard lock(mutex_);
        work_.push_back(std::move(work));
        arrived_.notify_one();
    }

private:
    void run() {
        while (running_) {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return !work_.empty(); });
            std::move_only_function<void()> work = std::move(work_.front());
            work_.pop_front();
            lock.unlock();
            work();
        }
    }

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::move_only_function<void()>> work_;
    bool running_ = true;
    std::thread thread_;
};

std::string answer_to(std::string_view path, std::string_view body) {
    const std::size_t repeats = path.starts_with("/long/") ? 20 : 1;
    std::string text(path);
    text.append("=").append(body);
    std::string whole;
    for (std::size_t i = 0; i < repeats; ++i) whole += text;
    return whole;
}

// Answers at once, or on the other thread; "/drop/…" is never answered, which sends 500.
ScriptedHandler::Answer crowd_handler(Elsewhere& elsewhere) {
    return [&elsewhere](const RequestView& request, Responder responder) {
        if (request.path.starts_with("/drop/")) return;
        std::string text = answer_to(request.path, request.body);
        if (request.path.starts_with("/now/")) return responder.answer({.body = text});
        elsewhere.later([kept = std::move(responder), owned = std::move(text)]() mutable {
            kept.answer_with({.body = std::move(owned)});
        });
    };
}

// One client with what it still expects.
class Visitor {
public:
    Visitor(std::uint16_t port, int number) : client_(port), number_(number) {}

    void ask(std::mt19937& random) {
        static const std::vector<std::string> kinds{"/now/", "/late/", "/long/", "/drop/", "/now/"};
        const std::string path = kinds[random() % kinds.size()] + std::to_string(number_) + "/" +
                                 std::to_string(asked_++);
        const std::string body(random() % 3 == 0 ? random() % 30'000 : 0, 'b');
        const bool chunked = random() % 2 == 0 && !body.empty();
        client_.send(request_text(path, body, chunked ? "chunked" : ""));
        expected_.push_back(path.starts_with("/drop/") ? "" : answer_to(path, body));
    }

    void read_all() {
        while (!expected_.empty()) {
            const ReceivedReply reply = client_.receive();
            ASSERT_EQ(reply.status, expected_.front().empty() ? 500 : 200);
            if (reply.status == 200) {
                ASSERT_TRUE(reply.body == expected_.front()) << "another's answer";
            }
            expected_.pop_front();
        }
    }

    std::size_t open_questions() const { return expected_.size(); }

    void leave(std::mt19937& random) {
        switch (random() % 3) {
            case 0: return client_.reset();
            case 1: return client_.disconnect();
            default: client_.send("GET /half"); return client_.disconnect();
        }
    }

private:
    static std::string request_text(const std::string& path, const std::string& body,
                                    std::string_view coding) {
        std::string text = "POST " + path + " HTTP/1.1\r\nhost: t\r\n";
        if (coding.empty()) {
            return text + "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        }
        text += "transfer-encoding: chunked\r\n\r\n";
        for (std::size_t at = 0; at < body.size(); at += 0xfff) {
            const std::string piece = body.substr(at, 0xfff);
            char size[16];
            std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
            text += size + piece + "\r\n";
        }
        return text + "0\r\n\r\n";
    }

    RawClient client_;
    int number_;
    int asked_ = 0;
    std::deque<std::string> expected_;
};

class Crowd : public ::testing::TestWithParam<unsigned> {};

TEST_P(Crowd, everyone_who_reads_gets_their_own_answers_in_order) {
    std::mt19937 random(GetParam());
    ServerOptions options;
    options.threads = 2;
    Elsewhere elsewhere;
    RunningServer server(options);
    server.handler.answer = crowd_handler(elsewhere);
    std::vector<std::unique_ptr<Visitor>> visitors;
    int arrived = 0;
    for (int step = 0; step < 400; ++step) {
        if (visitors.size() < 12) {
            visitors.push_back(std::make_unique<Visitor>(server.port(), arrived++));
        }
        const std::size_t chosen = random() % visitors.size();
        Visitor& visitor = *visitors[chosen];
        const unsigned action = random() % 10;
        if (action < 6 && visitor.open_questions() < 4) {
            visitor.ask(random);
        } else if (action < 9) {
            visitor.read_all();
        } else {
            visitor.leave(random);
            visitors.erase(visitors.begin() + static_cast<std::ptrdiff_t>(chosen));
        }
        if (HasFatalFailure()) FAIL() << "seed " << GetParam() << " step " << step;
    }
    for (const auto& visitor : visitors) visitor->read_all();
    visitors.clear();
    EXPECT_TRUE(server->drain(patience));
    EXPECT_EQ(server->counters().connections_open, 0u);
    EXPECT_EQ(server->counters().connections_accepted, static_cast<std::uint64_t>(arrived));
    EXPECT_EQ(server->counters().requests_refused, 0u);
}

INSTANTIATE_TEST_SUITE_P(seeds, Crowd, ::testing::Values(1u, 2u, 3u, 20261123u));

}  // namespace
}  // namespace dlfp::http
