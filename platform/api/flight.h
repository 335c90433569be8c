// The state of one request between its steps. Belongs to the dispatcher.
#pragma once

#include "platform/api/dispatcher.h"
#include "platform/api/idempotency_repository.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::api {

struct Dispatcher::Flight {
    const Declaration* declaration = nullptr;
    CallContext context;
    UtcTime arrived;
    TextParams params;
    std::unique_ptr<BoundRequest> bound;
    Respond respond;
    crypto::Digest request_hash{};
    IdBytes claim_owner{};  ///< whose idempotency keys: the caller, or the address of a nobody
    bool is_identified = false;
    ApiReply reply;
    std::string_view failure_code;
    std::string fault_text;  ///< of an exception, for the log only

    IdempotencyClaim claim() const {
        return {.day = BusinessDate::of(context.now),
                .caller_id = claim_owner,
                .key = context.idempotency_key,
                .operation = declaration->operation->qualified_name,
                .request_hash = request_hash,
                .now = context.now};
    }
};

/// What callers are told of a fault of the database.
const Failure& failure_of(sql::FaultKind kind);

}  // namespace dlfp::api
