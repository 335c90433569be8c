// Searching, verifying and exporting.
#include "core/audit/server/search_records.h"

#include "core/audit/server/record_repository.h"
#include "platform/api/field.h"

namespace dlfp::audit {
namespace {

struct KindPrefix {
    std::string_view kind;
    std::string_view prefix;
};
/// Text forms of ids whose types live in upper layers.
constexpr std::array<KindPrefix, 4> prefixes{
    {{"staff", "stf"}, {"customer", "cus"}, {"partner", "app"}, {"device", "dev"}}};

std::string actor_text(const RecordRow& row) {
    IdBytes id{};
    if (row.actor_id.size() == id.size()) std::memcpy(id.data(), row.actor_id.data(), id.size());
    for (const auto& [kind, prefix] : prefixes)
        if (kind == row.actor_kind) return id_text(prefix, id);
    return id_text("id", id);
}

std::string organisation_text(const RecordRow& row) {
    IdBytes id{};
    if (row.organisation_id.size() == id.size())
        std::memcpy(id.data(), row.organisation_id.data(), id.size());
    return id == IdBytes{} ? "" : id_text("org", id);
}

std::optional<sql::Bytes> parse_actor(std::string_view text) {
    for (const auto& [kind, prefix] : prefixes)
        if (const auto id = parse_id_text(prefix, text)) {
            const auto view = std::as_bytes(std::span{*id});
            return sql::Bytes{view.begin(), view.end()};
        }
    return std::nullopt;
}

RecordLine line_of(const RecordRow& row) {
    RecordLine line{.seq = row.seq,
                    .at_us = row.at_us,
                    .actor_kind = row.actor_kind,
                    .actor_id = actor_text(row),
                    .organisation_id = organisation_text(row),
                    .action = row.action,
                    .subject_kind = row.subject_kind,
                    .subject_id = row.subject_id,
                    .request_id = row.request_id,
                    .outcome = row.outcome,
                    .changes = {},
                    .hash = crypto::to_hex(row.hash)};
    // A tampered record may hold anything; it is shown without changes and found by verification.
    const auto document = api::JsonDocument::parse(row.changes);
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), line.changes, problem))
        line.changes.clear();
    return line;
}

}  // namespace

Result<SearchRecordsReply> search_records(const SearchRecordsRequest& request,
                                          api::ReadCall& call) {
    record_repository::Search search;
    if (request.actor_id) {
        TRY(search.actor_id, or_failure(parse_actor(*request.actor_id), actor_malformed));
    }
    if (request.action) search.action = *request.action;
    if (request.subject_id) search.subject_id = *request.subject_id;
    if (request.from_us) search.from_us = *request.from_us;
    if (request.to_us) search.to_us = *request.to_us;
    if (request.after) search.before_seq = *request.after;
    if (request.limit) search.limit = *request.limit;
    const auto rows = record_repository::search(call.reader(), search);
    SearchRecordsReply reply;
    for (const auto& row : rows) reply.items.push_back(line_of(row));
    if (static_cast<std::int64_t>(rows.size()) == search.limit) reply.next_after = rows.back().seq;
    return reply;
}

Result<ChainVerdict> verify_records(const NothingAsked&, api::ReadCall& call) {
    return verify_chain(call.reader());
}

Result<api::FileReply> export_checkpoint(const NothingAsked&, api::ReadCall& call) {
    const auto checkpoint = make_checkpoint(call.platform(), call.reader());
    std::string text;
    api::JsonWriter writer{text};
    api::write_field(writer, checkpoint);
    return api::FileReply{"audit-checkpoint-" + std::to_string(checkpoint.seq) + ".json",
                          "application/octet-stream", text};
}

}  // namespace dlfp::audit
