// Where no program can prove a clause: a statement with an attachment, prepared by one person and
// agreed to by another. Either may be taken back; nothing is ever deleted.
#pragma once

#include "platform/api/endpoint.h"
#include "services/conformance/server/attestation_repository.h"
#include "services/conformance/server/browse_register.h"
#include "services/conformance/server/permissions.h"

namespace dlfp::conformance {

inline constexpr std::string_view attest_kind = "conformance.attest_clause";
inline constexpr std::size_t attachment_bytes_max = 2UL * 1024 * 1024;

/// Not base64, empty, or above 2 MiB.
inline constexpr Failure attachment_malformed{"conformance.attachment_malformed",
                                              FailureClass::malformed};
/// Only documents and pictures: pdf, png, jpg, docx, xlsx, txt, by name and first bytes.
inline constexpr Failure attachment_kind_refused{"conformance.attachment_kind_refused",
                                                 FailureClass::refused};
inline constexpr Failure attestation_not_found{"conformance.attestation_not_found",
                                               FailureClass::missing};
/// It still waits (then its approval is withdrawn), or it was taken back already. Fact `state`.
inline constexpr Failure attestation_not_agreed{"conformance.attestation_not_agreed",
                                                FailureClass::conflict};

struct AttestRequest {
    api::Text<40> clause_id;
    api::LongText<1'000, 10> statement;
    api::Text<120> file_name;
    api::Text<2'900'000> file_base64;
};
BOOST_DESCRIBE_STRUCT(AttestRequest, (), (clause_id, statement, file_name, file_base64))
struct AttestReply {
    AttestationId attestation_id;
    approval::ApprovalId approval_id;
    std::string digest;  ///< SM3 of the attachment, hex
};
BOOST_DESCRIBE_STRUCT(AttestReply, (), (attestation_id, approval_id, digest))

struct WithdrawAttestationRequest {
    AttestationId attestation_id;
    api::Text<200, 2> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawAttestationRequest, (), (attestation_id, reason))
struct WithdrawAttestationReply {
    AttestationId attestation_id;
    UtcTime withdrawn_at_us;
};
BOOST_DESCRIBE_STRUCT(WithdrawAttestationReply, (), (attestation_id, withdrawn_at_us))

struct DownloadAttachmentRequest {
    AttestationId attestation_id;
};
BOOST_DESCRIBE_STRUCT(DownloadAttachmentRequest, (), (attestation_id))

/// attachment_malformed, attachment_kind_refused.
Result<AttachmentRow> plan_attachment(std::string_view file_name, std::string_view file_base64,
                                      AttachmentId id);

Result<AttestReply> attest(const AttestRequest& request, api::Call& call);
/// Takes effect at once: saying less needs no second person.
Result<WithdrawAttestationReply> withdraw_attestation(const WithdrawAttestationRequest& request,
                                                      api::Call& call);
Result<api::FileReply> download_attachment(const DownloadAttachmentRequest& request,
                                           api::ReadCall& call);

approval::Kind attest_clause_kind();

inline constexpr auto attest_endpoint =
    api::post<&attest>("/staff/conformance/clauses/{clause_id}/attestations")
        .doc("States with an attachment that a clause is fulfilled; waits for a second person.")
        .for_staff(maintain_register)
        .idempotent()
        .limits({.body_bytes_max = 3'000'000, .calls_per_minute_max = 10, .deadline = 10s})
        .may_fail(clause_not_found, attachment_malformed, attachment_kind_refused);
inline constexpr auto withdraw_attestation_endpoint =
    api::post<&withdraw_attestation>("/staff/conformance/attestations/{attestation_id}/withdrawal")
        .doc("Takes an agreed statement back; it counts no more from now on.")
        .for_staff(maintain_register)
        .idempotent()
        .limits({.body_bytes_max = 2'048, .calls_per_minute_max = 20, .deadline = 5s})
        .may_fail(attestation_not_found, attestation_not_agreed);
inline constexpr auto download_attachment_endpoint =
    api::get<&download_attachment>("/staff/conformance/attestations/{attestation_id}/attachment")
        .doc("Downloads the attachment of a statement.")
        .for_staff(view_register)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 30, .deadline = 10s})
        .may_fail(attestation_not_found);

}  // namespace dlfp::conformance
