// SQL of idempotency keys.
#include "platform/api/idempotency_repository.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::api {
namespace {

// On PostgreSQL the claim is the first statement of a unit: a concurrent one waits here for the
// other's commit and then finds its reply. The one writer of SQLite meets nobody between the
// question and the reply, and writes the row once.
constexpr sql::Query claim_key{
    "api.claim_idempotency_key",
    "INSERT INTO api_idempotency"
    " (day, caller_id, idempotency_key, operation, request_hash, reply, created_at_us)"
    " SELECT $1, $2, $3, $4, $5, '', $6"
    " WHERE NOT EXISTS (SELECT 1 FROM api_idempotency"
    " WHERE day = $7 AND caller_id = $2 AND idempotency_key = $3)"
    " ON CONFLICT DO NOTHING"};
constexpr sql::Query find_reply{
    "api.find_idempotent_reply",
    "SELECT operation, request_hash, reply FROM api_idempotency"
    " WHERE day IN ($1, $2) AND caller_id = $3 AND idempotency_key = $4"};
constexpr sql::Query add_reply{
    "api.add_idempotent_reply",
    "INSERT INTO api_idempotency"
    " (day, caller_id, idempotency_key, operation, request_hash, reply, created_at_us)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr sql::Query store_reply{"api.store_idempotent_reply",
                                 "UPDATE api_idempotency SET reply = $1"
                                 " WHERE day = $2 AND caller_id = $3 AND idempotency_key = $4"};
constexpr sql::Query release_key{
    "api.release_idempotency_key",
    "DELETE FROM api_idempotency WHERE day = $1 AND caller_id = $2 AND idempotency_key = $3"};
constexpr sql::Query purge_keys{"api.purge_idempotency_keys",
                                "DELETE FROM api_idempotency WHERE day < $1"};

sql::BytesView bytes_of(const IdBytes& id) { return std::as_bytes(std::span{id}); }

}  // namespace

std::optional<StoredReply> IdempotencyRepository::claim(const IdempotencyClaim& claim) {
    const auto yesterday = claim.day.plus_days(-1);
    if (transaction_.engine() == sql::Engine::postgresql &&
        transaction_.execute(claim_key, claim.day, bytes_of(claim.caller_id), claim.key,
                             claim.operation, claim.request_hash, claim.now, yesterday) == 1)
        return std::nullopt;
    return transaction_.find<StoredReply>(find_reply, claim.day, yesterday,
                                          bytes_of(claim.caller_id), claim.key);
}

void IdempotencyRepository::store(const IdempotencyClaim& claim, std::string_view reply) {
    if (transaction_.engine() == sql::Engine::sqlite)
        return sql::execute_later(transaction_, 1, add_reply, claim.day, bytes_of(claim.caller_id),
                                  claim.key, claim.operation, claim.request_hash, reply, claim.now);
    sql::execute_later(transaction_, 1, store_reply, reply, claim.day, bytes_of(claim.caller_id),
                       claim.key);
}

void IdempotencyRepository::release(const IdempotencyClaim& claim) {
    if (transaction_.engine() == sql::Engine::postgresql)
        transaction_.execute(release_key, claim.day, bytes_of(claim.caller_id), claim.key);
}

std::int64_t IdempotencyRepository::purge_before(BusinessDate day) {
    return transaction_.execute(purge_keys, day);
}

}  // namespace dlfp::api
