// The audit chain: adding records, and finding out whether somebody tampered with them.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/api/audit_port.h"
#include "platform/base/result.h"
#include "platform/runtime/crypto/signature.h"

namespace dlfp::audit {

/// One act. `changes` may hold personal values: they are masked before they are stored.
struct Record {
    UtcTime at;
    std::string actor_kind;  ///< staff, customer, partner, device, or "job"
    IdBytes actor_id{};
    IdBytes organisation_id{};
    std::string action;  ///< "canteen.change_menu"
    std::string subject_kind;
    std::string subject_id;
    std::string request_id;
    std::string outcome = "done";
    std::vector<api::ChangedField> changes;
};

/// Adds a record in this unit and returns its number. Locks the head of the chain, so add it last.
std::int64_t record(sql::Transaction& transaction, const Record& record);

/// A head of the chain with a signature over it.
struct Checkpoint {
    std::int64_t seq = 0;
    std::string hash;  ///< hex
    UtcTime at_us;
    std::string signature;   ///< base64 of SM2 with SM3
    std::string public_key;  ///< PEM; trust it only where it is known from elsewhere
};
BOOST_DESCRIBE_STRUCT(Checkpoint, (), (seq, hash, at_us, signature, public_key))

/// Whether this key signed this checkpoint.
bool is_genuine(const Checkpoint& checkpoint, const crypto::PublicKey& trusted_key);

enum class BreakReason {
    number_missing,      ///< a record was removed, inserted or reordered
    previous_differs,    ///< does not continue the record before it
    content_differs,     ///< a byte of the record was changed
    head_differs,        ///< the tail was cut off, or the head changed
    checkpoint_differs,  ///< the chain was cut or rewritten before this checkpoint
};
BOOST_DESCRIBE_ENUM(BreakReason, number_missing, previous_differs, content_differs, head_differs,
                    checkpoint_differs)

struct ChainVerdict {
    std::int64_t checked = 0;
    std::int64_t head_seq = 0;
    std::string head_hash;  ///< hex
    std::optional<std::int64_t> broken_seq;
    std::optional<BreakReason> reason;
};
BOOST_DESCRIBE_STRUCT(ChainVerdict, (), (checked, head_seq, head_hash, broken_seq, reason))

struct VerifyOptions {
    /// Go on from a record that was verified before; 0: from the first one.
    std::int64_t after_seq = 0;
    std::string after_hash;  ///< hex; of that record
    /// Genuine checkpoints the chain must pass through.
    std::vector<Checkpoint> checkpoints;
};

/// Walks the chain and stops at the first record that does not fit. Reads only: works on a copy or
/// a backup file as well.
ChainVerdict verify_chain(sql::Reader& reader, const VerifyOptions& options = {});

/// Signs the present head.
Checkpoint make_checkpoint(const api::Platform& platform, sql::Reader& reader);

}  // namespace dlfp::audit
