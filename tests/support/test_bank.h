// A whole bank in one process for tests: fresh database, frozen clock, seeded randomness, and the
// real dispatcher in front of the modules under test.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "platform/api/dispatcher.h"
#include "platform/api/event_hub.h"
#include "tests/support/test_database.h"
#include "tests/support/wire.h"

namespace dlfp::test {

/// 2026-11-23 12:00 in China, a Monday: lunch time.
inline constexpr UtcTime test_noon = UtcTime::from_us(1'795'406'400'000'000);

/// What an endpoint answered: a typed reply, or the problem document.
template <class Reply>
struct Outcome {
    int status = 0;
    std::string code;  ///< failure code, empty on success
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<Reply> reply;

    explicit operator bool() const { return reply.has_value(); }
    const Reply* operator->() const { return &value(); }
    const Reply& operator*() const { return value(); }
    const Reply& value() const {
        if (!reply) throw std::logic_error("call failed: " + body);
        return *reply;
    }
    /// A fact of the problem document; 0 when absent.
    std::int64_t fact(std::string_view name) const {
        const auto document = api::JsonDocument::parse(body);
        const auto found = document ? document->root().find(name) : std::nullopt;
        return found ? found->integer() : 0;
    }
};

class TestBank;

/// Calls endpoints as one caller. The authenticator of the test bank takes the caller as given.
class Client {
public:
    Client(TestBank& bank, api::Caller caller) : bank_{&bank}, caller_{std::move(caller)} {}

    template <class Endpoint>
    Outcome<typename Endpoint::Reply> call(const Endpoint& endpoint,
                                           const typename Endpoint::Request& request);
    /// The same under a chosen idempotency key.
    template <class Endpoint>
    Outcome<typename Endpoint::Reply> call_with_key(const Endpoint& endpoint,
                                                    const typename Endpoint::Request& request,
                                                    std::string_view key);
    /// Sends with a real Authorization header instead of the test caller.
    Client& with_authorization(std::string value) {
        authorization_ = std::move(value);
        return *this;
    }
    Client& with_header(std::string name_lower, std::string value) {
        headers_.emplace_back(std::move(name_lower), std::move(value));
        return *this;
    }
    /// The raw way, for bad input.
    api::ApiReply send(std::string_view method, std::string_view target, std::string_view body,
                       std::string_view idempotency_key = "");
    /// Sends without waiting: on return the call is answered or stands in a queue of the platform.
    std::future<api::ApiReply> start(std::string_view method, std::string_view target,
                                     std::string_view body, std::string_view idempotency_key);

private:
    TestBank* bank_;
    api::Caller caller_;
    std::string authorization_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

class TestBank {
public:
    /// Modules in the order in which they are set up, lower layers first. `prepare` runs on the
    /// platform before that: for ports that stand in for upper layers.
    explicit TestBank(std::vector<api::Module> modules,
                      const std::function<void(api::Platform&)>& prepare = {});
    ~TestBank();

    api::Platform& platform() { return *platform_; }
    sql::Database& database() { return **database_; }
    runtime::FrozenClock& clock() { return clock_; }
    UtcTime now() const { return clock_.now(); }
    void advance(Duration by) { clock_.advance(by); }
    api::Dispatcher& dispatcher() { return *dispatcher_; }

    /// Delivers what was published so far. Happens by itself before and after each call of a
    /// client; after units of the test's own, call it.
    void deliver_events();
    /// From now on events are delivered only by `deliver_events` and by the job of the outbox.
    void hold_events() { holds_events_ = true; }
    void deliver_events_unless_held() {
        if (!holds_events_) deliver_events();
    }

    Client as(api::Caller caller) { return {*this, std::move(caller)}; }
    Client as_nobody() { return {*this, api::Caller{}}; }

    template <class Tag>
    Id<Tag> next_id() {
        return platform_->random.next_id<Tag>(clock_.now());
    }
    /// A caller of any kind with these permission codes.
    api::Caller caller(api::CallerKind kind, const IdBytes& id,
                       std::vector<std::string> permissions = {},
                       const IdBytes& organisation_id = {});

    /// Faults that calls ended in so far; a test that expects one takes it, all others fail.
    std::vector<std::string> take_faults();

private:
    friend class Client;
    struct Observer;
    runtime::FrozenClock clock_{test_noon};
    std::unique_ptr<runtime::Random> random_;
    std::unique_ptr<TestDatabase> database_;
    api::EventHub events_;
    std::unique_ptr<api::Platform> platform_;
    std::vector<api::Module> modules_;
    std::unique_ptr<Observer> observer_;
    std::unique_ptr<api::Dispatcher> dispatcher_;
    std::uint64_t last_key_ = 0;
    bool holds_events_ = false;
};

/// Where a request's members go: placeholders of the path, the query of reads, the body of writes.
struct WireRequest {
    std::string target;
    std::string body;
};
WireRequest place_members(const api::Declaration& declaration,
                          const std::vector<std::pair<std::string, std::string>>& members);
std::string_view method_of(const api::Declaration& declaration);

template <class Endpoint>
Outcome<typename Endpoint::Reply> Client::call(const Endpoint& endpoint,
                                               const typename Endpoint::Request& request) {
    return call_with_key(endpoint, request, "test-key-" + std::to_string(++bank_->last_key_));
}

template <class Endpoint>
Outcome<typename Endpoint::Reply> Client::call_with_key(const Endpoint& endpoint,
                                                        const typename Endpoint::Request& request,
                                                        std::string_view key) {
    using Reply = typename Endpoint::Reply;
    std::vector<std::pair<std::string, std::string>> members;
    boost::mp11::mp_for_each<api::Members<typename Endpoint::Request>>([&](auto member) {
        std::string text;
        api::JsonWriter writer{text};
        write_wire(writer, request.*member.pointer);
        if (text != "null") members.emplace_back(member.name, std::move(text));
    });
    const auto wire = place_members(endpoint.declaration(), members);
    auto reply = send(method_of(endpoint.declaration()), wire.target, wire.body, key);
    Outcome<Reply> outcome{.status = reply.status,
                           .code = {},
                           .body = reply.body,
                           .headers = reply.headers,
                           .reply = {}};
    const auto document = api::JsonDocument::parse(reply.body);
    if (reply.status != 200) {
        if (document) outcome.code = document->root().find("code")->string();
    } else if constexpr (std::is_same_v<Reply, api::FileReply>) {
        outcome.reply = api::FileReply{"", reply.content_type, reply.body};
    } else if constexpr (std::is_same_v<Reply, api::EventTopics>) {
        outcome.reply = api::EventTopics{reply.topics};
    } else {
        outcome.reply.emplace();
        if constexpr (!std::is_same_v<Reply, Done>) read_wire(document->root(), *outcome.reply);
    }
    return outcome;
}

}  // namespace dlfp::test

/// The call failed with exactly this declared failure.
#define EXPECT_FAILS(outcome, failure) \
    EXPECT_EQ((outcome).code, std::string((failure).code)) << (outcome).body
/// The call succeeded.
#define EXPECT_SUCCEEDS(outcome) EXPECT_EQ((outcome).status, 200) << (outcome).body
