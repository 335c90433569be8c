// One-time codes without their endpoints: what a module that moves money does, on as many nodes of
// one database as a test wants.
#pragma once

#include "core/identity/server/internal/vault.h"
#include "core/identity/server/send_sms_code.h"
#include "core/identity/server/sms_code_repository.h"
#include "core/identity/server/testing/identity_scene.h"
#include "platform/api/migrations.h"
#include "platform/runtime/clock/forward_clock.h"

namespace dlfp::identity::testing {

/// A node over a database it shares: its own ports, memory and stopwatch.
class CodeDesk {
public:
    CodeDesk(sql::Database& database, runtime::FrozenClock& clock)
        : platform_{.database = database, .clock = clock, .random = *random_, .events = events_} {
        auto& ports = platform_.ports;
        ports.provide(std::make_shared<Vault>(ring_, *random_, Settings{.password_cost = cheap}));
        ports.provide<OneTimeCodes>(std::make_shared<Sm3Codes>(ring_));
        ports.provide(std::make_shared<runtime::ForwardClock>(clock, stopwatch));
        // A node in service has looked at its clock before.
        ports.get<runtime::ForwardClock>().now();
    }

    runtime::FrozenStopwatch stopwatch;

    CodeSubject subject(SmsPurpose purpose, const MobileNumber& mobile) {
        return {.id = random_->next_id<SmsCodeTag>(platform_.clock.now()),
                .purpose = purpose,
                .mobile = mobile};
    }
    /// Records the issue of a code, past all pauses and caps, and says what its message would.
    std::string issue(const CodeSubject& subject) {
        auto made = platform_.ports.get<OneTimeCodes>().make(subject);
        sql::Bytes digest;
        if (subject.operation) digest.assign(subject.operation->begin(), subject.operation->end());
        const auto now = platform_.ports.get<runtime::ForwardClock>().now();
        platform_.database.write([&](sql::Transaction& transaction) {
            sms_code_repository::add(
                transaction,
                {.code = {.id = subject.id,
                          .operation_digest = digest,
                          .ticket = made.ticket,
                          .sent_at_us = now,
                          .expires_at_us = now + 60s},
                 .mobile_index = platform_.ports.get<Vault>().mobile_index(subject.mobile),
                 .purpose = subject.purpose});
            return true;
        });
        return made.code.reveal();
    }
    /// Whether the code was accepted; like a call, a failure is rolled back unless it is kept.
    bool redeem(const CodeSubject& subject, const std::string& typed) {
        struct Ended {
            bool is_right = false;
            bool commits = false;
            bool has_value() const { return commits; }
        };
        const api::CallContext context{.caller = {},
                                       .now = platform_.clock.now(),
                                       .request_id = "test",
                                       .peer_address = "127.0.0.1",
                                       .idempotency_key = {},
                                       .channel = {}};
        const Secret<> code{typed};
        return platform_.database
            .write([&](sql::Transaction& transaction) {
                api::Call call{platform_, context, transaction};
                const auto done = redeem_sms_code(call, {.mobile = subject.mobile,
                                                         .purpose = subject.purpose,
                                                         .code = code,
                                                         .operation = subject.operation});
                return Ended{bool(done), done || call.commits_failure()};
            })
            .is_right;
    }
    std::int64_t wrong_tries(const CodeSubject& subject) {
        std::int64_t tries = 0;
        platform_.database.read([&](sql::Reader& reader) {
            tries = sms_code_repository::find_newest(
                        reader, platform_.ports.get<Vault>().mobile_index(subject.mobile),
                        subject.purpose)
                        ->wrong_tries;
        });
        return tries;
    }

private:
    static crypto::KeyRing shared_ring() {
        std::map<std::string, crypto::SecretBytes> keys;
        const auto strong = crypto::sm3("what the nodes of this test share");
        keys.emplace("k1", crypto::SecretBytes{crypto::Bytes{strong.begin(), strong.end()}});
        return {std::move(keys), "k1"};
    }
    std::unique_ptr<runtime::Random> random_ = runtime::make_system_random();
    crypto::KeyRing ring_ = shared_ring();
    api::EventHub events_;
    api::Platform platform_;
};

}  // namespace dlfp::identity::testing
