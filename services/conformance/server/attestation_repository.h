// Statements with attachments, as rows.
#pragma once

#include "core/approval/server/approval.h"
#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"
#include "services/conformance/server/ids.h"

namespace dlfp::conformance {

enum class AttestationState { waiting, agreed, dropped, withdrawn };
BOOST_DESCRIBE_ENUM(AttestationState, waiting, agreed, dropped, withdrawn)

struct AttachmentRow {
    AttachmentId id;
    std::string file_name;
    sql::Bytes content;
    std::int64_t byte_count = 0;
    sql::Bytes digest;  ///< SM3
};
BOOST_DESCRIBE_STRUCT(AttachmentRow, (), (id, file_name, content, byte_count, digest))

struct AttestationRow {
    AttestationId id;
    std::string clause_id;
    std::string statement;
    AttachmentId attachment_id;
    approval::ApprovalId approval_id;
    AttestationState state{};
    identity::StaffId maker_id;
    UtcTime made_at_us;
    std::optional<identity::StaffId> checker_id;
    std::optional<UtcTime> agreed_at_us;
    std::optional<identity::StaffId> withdrawn_by_id;
    std::optional<UtcTime> withdrawn_at_us;
    std::string withdrawal_reason;
};
BOOST_DESCRIBE_STRUCT(AttestationRow, (),
                      (id, clause_id, statement, attachment_id, approval_id, state, maker_id,
                       made_at_us, checker_id, agreed_at_us, withdrawn_by_id, withdrawn_at_us,
                       withdrawal_reason))

/// An attachment without its bytes.
struct AttachmentLine {
    AttachmentId id;
    std::string file_name;
    std::int64_t byte_count = 0;
    sql::Bytes digest;
};
BOOST_DESCRIBE_STRUCT(AttachmentLine, (), (id, file_name, byte_count, digest))

namespace attestation_repository {

void add(sql::Transaction& transaction, const AttestationRow& row, const AttachmentRow& attachment);
/// Row-locked until the unit ends.
std::optional<AttestationRow> lock(sql::Transaction& transaction, AttestationId id);
std::optional<AttestationRow> find(sql::Reader& reader, AttestationId id);
void store_state(sql::Transaction& transaction, const AttestationRow& row);
/// Of one clause, newest first.
std::vector<AttestationRow> list(sql::Reader& reader, std::string_view clause_id);
std::vector<AttestationRow> list_agreed(sql::Reader& reader);
std::optional<AttachmentRow> find_attachment(sql::Reader& reader, AttachmentId id);
std::optional<AttachmentLine> find_attachment_line(sql::Reader& reader, AttachmentId id);

}  // namespace attestation_repository
}  // namespace dlfp::conformance
