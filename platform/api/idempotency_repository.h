// Remembers what was answered under an idempotency key, in the transaction that did the work.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/api/caller.h"
#include "platform/base/result.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::api {

/// A stored reply of an earlier call under the same key.
struct StoredReply {
    std::string operation;
    sql::Bytes request_hash;
    std::string reply;
};
BOOST_DESCRIBE_STRUCT(StoredReply, (), (operation, request_hash, reply))

/// What identifies one use of a key.
struct IdempotencyClaim {
    BusinessDate day;
    IdBytes caller_id;
    std::string_view key;
    std::string_view operation;
    sql::BytesView request_hash;
    UtcTime now;
};

class IdempotencyRepository {
public:
    explicit IdempotencyRepository(sql::Transaction& transaction) : transaction_{transaction} {}

    /// Claims the key for this call. Nothing: it is ours. A stored reply: somebody was first, today
    /// or yesterday; a concurrent claim on another node is waited for.
    std::optional<StoredReply> claim(const IdempotencyClaim& claim);
    /// Stores what is answered under a claimed key.
    void store(const IdempotencyClaim& claim, std::string_view reply);
    /// Gives a claimed key back, where a failure is kept and nothing is to be replayed.
    void release(const IdempotencyClaim& claim);
    /// Deletes keys of days before `day`; returns how many.
    std::int64_t purge_before(BusinessDate day);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::api
