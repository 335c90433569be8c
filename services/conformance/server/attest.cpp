// Statements with attachments, from the maker over the checker to withdrawal.
#include "services/conformance/server/attest.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/identity/server/identity.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::conformance {
namespace {

using namespace std::string_view_literals;

/// Endings that are taken and how such files begin; a text begins in any way.
constexpr std::array attachment_kinds{
    std::pair{".pdf"sv, "%PDF-"sv},        std::pair{".png"sv, "\x89PNG"sv},
    std::pair{".jpg"sv, "\xff\xd8\xff"sv}, std::pair{".docx"sv, "PK\x03\x04"sv},
    std::pair{".xlsx"sv, "PK\x03\x04"sv},  std::pair{".txt"sv, ""sv}};

bool is_taken(std::string_view file_name, std::string_view content) {
    if (file_name.find_first_of("/\\") != file_name.npos) return false;
    return std::ranges::any_of(attachment_kinds, [&](const auto& kind) {
        return file_name.ends_with(kind.first) && content.starts_with(kind.second);
    });
}

AttestationId id_of(const approval::ApprovedChange& change) {
    const auto id = AttestationId::parse(change.subject_id);
    if (!id) throw std::logic_error("no attestation id: " + change.subject_id);
    return *id;
}

AttestationRow locked(sql::Transaction& transaction, const approval::ApprovedChange& change) {
    auto row = attestation_repository::lock(transaction, id_of(change));
    if (!row || row->state != AttestationState::waiting)
        throw std::logic_error("the statement does not wait: " + change.subject_id);
    return std::move(*row);
}

Result<Done> agree(api::Call& call, const approval::ApprovedChange& change) {
    auto row = locked(call.transaction(), change);
    row.state = AttestationState::agreed;
    row.checker_id = change.decider_id;
    row.agreed_at_us = call.now();
    attestation_repository::store_state(call.transaction(), row);
    return done;
}

void drop(const approval::Place& place, const approval::ApprovedChange& change) {
    auto row = locked(place.transaction, change);
    row.state = AttestationState::dropped;
    attestation_repository::store_state(place.transaction, row);
}

}  // namespace

Result<AttachmentRow> plan_attachment(std::string_view file_name, std::string_view file_base64,
                                      AttachmentId id) {
    auto content = crypto::from_base64(file_base64);
    if (!content || content->empty() || content->size() > attachment_bytes_max)
        return attachment_malformed;
    if (!is_taken(file_name, crypto::text_of(*content))) return attachment_kind_refused;
    const auto digest = crypto::sm3(crypto::BytesView{*content});
    const auto byte_count = std::ssize(*content);
    return AttachmentRow{.id = id,
                         .file_name = std::string(file_name),
                         .content = std::move(*content),
                         .byte_count = byte_count,
                         .digest = {digest.begin(), digest.end()}};
}

Result<AttestReply> attest(const AttestRequest& request, api::Call& call) {
    if (catalogue().find(request.clause_id) == nullptr) return clause_not_found;
    TRY(const auto attachment,
        plan_attachment(request.file_name, request.file_base64, call.next_id<AttachmentTag>()));
    const auto id = call.next_id<AttestationTag>();
    const auto digest = crypto::to_hex(attachment.digest);
    const auto approval_id =
        approval::ask(call, {.kind = std::string(attest_kind),
                             .subject_kind = "conformance_attestation",
                             .subject_id = id.to_text(),
                             .summary = "条款 " + request.clause_id + " 附件佐证",
                             .payload = digest,
                             .changes = {{"clause_id", "", request.clause_id},
                                         {"statement", "", request.statement},
                                         {"file_name", "", request.file_name},
                                         {"sm3", "", digest}}});
    attestation_repository::add(call.transaction(),
                                {.id = id,
                                 .clause_id = request.clause_id,
                                 .statement = request.statement,
                                 .attachment_id = attachment.id,
                                 .approval_id = approval_id,
                                 .state = AttestationState::waiting,
                                 .maker_id = identity::staff_of(call.caller()),
                                 .made_at_us = call.now()},
                                attachment);
    call.about("conformance_attestation", id.to_text());
    call.changed("sm3", "", digest);
    return AttestReply{id, approval_id, digest};
}

Result<WithdrawAttestationReply> withdraw_attestation(const WithdrawAttestationRequest& request,
                                                      api::Call& call) {
    TRY(auto row,
        or_failure(attestation_repository::lock(call.transaction(), request.attestation_id),
                   attestation_not_found));
    if (row.state != AttestationState::agreed)
        return Error{attestation_not_agreed}.with("state",
                                                  boost::describe::enum_to_string(row.state, ""));
    row.state = AttestationState::withdrawn;
    row.withdrawn_by_id = identity::staff_of(call.caller());
    row.withdrawn_at_us = call.now();
    row.withdrawal_reason = request.reason;
    attestation_repository::store_state(call.transaction(), row);
    call.about("conformance_attestation", row.id.to_text());
    call.changed("state", "agreed", "withdrawn");
    return WithdrawAttestationReply{row.id, call.now()};
}

Result<api::FileReply> download_attachment(const DownloadAttachmentRequest& request,
                                           api::ReadCall& call) {
    TRY(const auto row,
        or_failure(attestation_repository::find(call.reader(), request.attestation_id),
                   attestation_not_found));
    const auto attachment =
        attestation_repository::find_attachment(call.reader(), row.attachment_id).value();
    return api::FileReply{attachment.file_name, "application/octet-stream",
                          crypto::text_of(attachment.content)};
}

approval::Kind attest_clause_kind() {
    return {.code = attest_kind,
            .title_zh = "条款附件佐证",
            .needed = &agree_to_register,
            .apply = &agree,
            .drop = &drop};
}

}  // namespace dlfp::conformance
