// Adding to the chain, walking it, signing its head.
#include "core/audit/server/audit.h"

#include "core/audit/server/chain.h"
#include "core/audit/server/record_repository.h"
#include "platform/base/planted.h"
#include "platform/runtime/crypto/field_cipher.h"

namespace dlfp::audit {
namespace {

constexpr std::string_view key_context = "audit.signing_key";

sql::Bytes bytes_of(const IdBytes& id) {
    const auto view = std::as_bytes(std::span{id});
    return {view.begin(), view.end()};
}

std::string signed_text(const Checkpoint& checkpoint) {
    return "dlfp.audit.checkpoint.1 " + std::to_string(checkpoint.seq) + " " + checkpoint.hash +
           " " + std::to_string(checkpoint.at_us.us());
}

crypto::FieldCipher cipher_of(const api::Platform& platform) {
    return {platform.ports.get<crypto::KeyRing>(), platform.random};
}

/// The signing key, made on first use; two nodes that make one at once agree on the first.
crypto::PrivateKey signing_key(const api::Platform& platform) {
    const auto find = [&] {
        std::optional<SigningKeyRow> row;
        platform.database.read(
            [&](sql::Reader& reader) { row = record_repository::find_signing_key(reader); });
        return row;
    };
    const auto cipher = cipher_of(platform);
    auto row = find();
    if (!row) {
        const auto made = crypto::PrivateKey::generate(crypto::KeyKind::sm2);
        platform.database.write([&](sql::Transaction& transaction) {
            record_repository::add_signing_key(
                transaction,
                {.public_key = made.public_key().to_pem(),
                 .sealed_private_key = cipher.encrypt(made.to_pem().reveal(), key_context),
                 .created_at_us = platform.clock.now()});
            return true;
        });
        row = find();
    }
    const auto pem = cipher.decrypt(row.value().sealed_private_key, key_context);
    return crypto::PrivateKey::from_pem(pem.value()).value();
}

const Checkpoint* checkpoint_at(const VerifyOptions& options, std::int64_t seq) {
    for (const auto& checkpoint : options.checkpoints)
        if (checkpoint.seq == seq) return &checkpoint;
    return nullptr;
}

void break_at(ChainVerdict& verdict, std::int64_t seq, BreakReason reason) {
    verdict.broken_seq = seq;
    verdict.reason = reason;
}

/// Walks to the end of the chain, or to the first record that does not fit.
void walk_records(sql::Reader& reader, const VerifyOptions& options, ChainWalk& walk,
                  ChainVerdict& verdict) {
    for (auto rows = record_repository::list_after(reader, walk.seq()); !rows.empty();
         rows = record_repository::list_after(reader, walk.seq())) {
        for (const auto& row : rows) {
            const auto expected_seq = walk.seq() + 1;
            if (const auto reason = walk.step(row)) return break_at(verdict, expected_seq, *reason);
            ++verdict.checked;
            const auto* checkpoint = checkpoint_at(options, row.seq);
            if (checkpoint != nullptr && checkpoint->hash != crypto::to_hex(row.hash))
                return break_at(verdict, row.seq, BreakReason::checkpoint_differs);
        }
    }
}

}  // namespace

std::int64_t record(sql::Transaction& transaction, const Record& record) {
    auto head = record_repository::lock_head(transaction);
    RecordRow row{.seq = head.seq + 1,
                  .at_us = record.at,
                  .actor_kind = record.actor_kind,
                  .actor_id = bytes_of(record.actor_id),
                  .organisation_id = bytes_of(record.organisation_id),
                  .action = record.action,
                  .subject_kind = record.subject_kind,
                  .subject_id = record.subject_id,
                  .request_id = record.request_id,
                  .outcome = record.outcome,
                  .changes = changes_json(record.changes),
                  .prev_hash = head.hash,
                  .hash = {}};
    if (planted("audit.record_not_chained")) row.prev_hash = sql::Bytes(32);
    row.hash = hash_of(row);
    record_repository::add(transaction, row);
    record_repository::store_head(transaction, {row.seq, row.hash});
    return row.seq;
}

ChainVerdict verify_chain(sql::Reader& reader, const VerifyOptions& options) {
    const auto head = record_repository::find_head(reader).value_or(Head{0, sql::Bytes(32)});
    ChainVerdict verdict;
    verdict.head_seq = head.seq;
    verdict.head_hash = crypto::to_hex(head.hash);
    auto anchor = options.after_seq == 0
                      ? sql::Bytes(32)
                      : crypto::from_hex(options.after_hash).value_or(sql::Bytes{});
    ChainWalk walk{options.after_seq, std::move(anchor)};
    walk_records(reader, options, walk, verdict);
    if (verdict.broken_seq) return verdict;
    if (walk.seq() != head.seq || walk.hash() != head.hash)
        break_at(verdict, walk.seq() + 1, BreakReason::head_differs);
    for (const auto& checkpoint : options.checkpoints)
        if (checkpoint.seq > walk.seq() && !verdict.broken_seq)
            break_at(verdict, walk.seq() + 1, BreakReason::checkpoint_differs);
    return verdict;
}

Checkpoint make_checkpoint(const api::Platform& platform, sql::Reader& reader) {
    const auto head = record_repository::find_head(reader).value_or(Head{0, sql::Bytes(32)});
    const auto key = signing_key(platform);
    Checkpoint checkpoint{.seq = head.seq,
                          .hash = crypto::to_hex(head.hash),
                          .at_us = platform.clock.now(),
                          .signature = {},
                          .public_key = key.public_key().to_pem()};
    checkpoint.signature = crypto::to_base64(
        key.sign(crypto::SignatureAlgorithm::sm2_sm3, crypto::view_of(signed_text(checkpoint))));
    return checkpoint;
}

bool is_genuine(const Checkpoint& checkpoint, const crypto::PublicKey& trusted_key) {
    const auto signature = crypto::from_base64(checkpoint.signature);
    return signature && trusted_key
                            .verify(crypto::SignatureAlgorithm::sm2_sm3,
                                    crypto::view_of(signed_text(checkpoint)), *signature)
                            .has_value();
}

}  // namespace dlfp::audit
