// Records, the head and the signing key as rows.
#pragma once

#include <functional>

#include "core/audit/server/audit.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::audit {

struct RecordRow {
    std::int64_t seq = 0;
    UtcTime at_us;
    std::string actor_kind;
    sql::Bytes actor_id;
    sql::Bytes organisation_id;
    std::string action;
    std::string subject_kind;
    std::string subject_id;
    std::string request_id;
    std::string outcome;
    std::string changes;  ///< JSON list of {name, before, after}
    sql::Bytes prev_hash;
    sql::Bytes hash;
};
BOOST_DESCRIBE_STRUCT(RecordRow, (),
                      (seq, at_us, actor_kind, actor_id, organisation_id, action, subject_kind,
                       subject_id, request_id, outcome, changes, prev_hash, hash))

struct Head {
    std::int64_t seq = 0;
    sql::Bytes hash;
};
BOOST_DESCRIBE_STRUCT(Head, (), (seq, hash))

struct SigningKeyRow {
    std::int64_t id = 1;
    std::string public_key;
    sql::Bytes sealed_private_key;
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(SigningKeyRow, (), (id, public_key, sealed_private_key, created_at_us))

namespace record_repository {

/// The head, locked; made on first use.
Head lock_head(sql::Transaction& transaction);
std::optional<Head> find_head(sql::Reader& reader);
void add(sql::Transaction& transaction, const RecordRow& row);
void store_head(sql::Transaction& transaction, const Head& head);

/// Up to 1,000 records after this number, in order.
std::vector<RecordRow> list_after(sql::Reader& reader, std::int64_t seq);

/// What an auditor looks for; empty members do not filter.
struct Search {
    sql::Bytes actor_id;
    std::string action;
    std::string subject_id;
    UtcTime from_us;
    UtcTime to_us = UtcTime::from_us(INT64_MAX);
    std::int64_t before_seq = INT64_MAX;
    std::int64_t limit = 50;
};
/// Newest first.
std::vector<RecordRow> search(sql::Reader& reader, const Search& search);

std::optional<SigningKeyRow> find_signing_key(sql::Reader& reader);
void add_signing_key(sql::Transaction& transaction, const SigningKeyRow& row);

}  // namespace record_repository
}  // namespace dlfp::audit
