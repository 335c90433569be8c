// The pure part of the chain: hashing a record, following the links, masking what is personal.
#pragma once

#include "core/audit/server/record_repository.h"

namespace dlfp::audit {

/// SM3 over the previous hash and every field, each with its length in front, so that no two
/// records have one text.
sql::Bytes hash_of(const RecordRow& row);

/// Follows a chain record by record.
class ChainWalk {
public:
    ChainWalk(std::int64_t after_seq, sql::Bytes after_hash)
        : seq_{after_seq}, hash_{std::move(after_hash)} {}

    /// Nothing when the record continues the chain.
    std::optional<BreakReason> step(const RecordRow& row);
    std::int64_t seq() const { return seq_; }
    const sql::Bytes& hash() const { return hash_; }

private:
    std::int64_t seq_;
    sql::Bytes hash_;
};

/// Masks digit runs that look like mobile, account or identity numbers.
std::string mask_personal_numbers(std::string_view text);

/// The JSON list of changed fields, masked; fields of times (`…_us`) stay.
std::string changes_json(const std::vector<api::ChangedField>& changes);

}  // namespace dlfp::audit
