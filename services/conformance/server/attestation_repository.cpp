// All SQL about attestations and their attachments.
#include "services/conformance/server/attestation_repository.h"

namespace dlfp::conformance::attestation_repository {
namespace {

std::string select_rows(std::string_view rest) {
    return "SELECT " + sql::column_list<AttestationRow>() + " FROM conformance_attestation " +
           std::string(rest);
}

}  // namespace

void add(sql::Transaction& transaction, const AttestationRow& row,
         const AttachmentRow& attachment) {
    transaction.insert("conformance_attachment", attachment);
    transaction.insert("conformance_attestation", row);
}

std::optional<AttestationRow> lock(sql::Transaction& transaction, AttestationId id) {
    static const std::string text = select_rows("WHERE id = $1 FOR UPDATE");
    return transaction.find<AttestationRow>({"conformance.lock_attestation", text}, id);
}

std::optional<AttestationRow> find(sql::Reader& reader, AttestationId id) {
    static const std::string text = select_rows("WHERE id = $1");
    return reader.find<AttestationRow>({"conformance.find_attestation", text}, id);
}

void store_state(sql::Transaction& transaction, const AttestationRow& row) {
    static constexpr sql::Query query{
        "conformance.store_attestation",
        "UPDATE conformance_attestation SET state = $2, checker_id = $3, agreed_at_us = $4, "
        "withdrawn_by_id = $5, withdrawn_at_us = $6, withdrawal_reason = $7 WHERE id = $1"};
    transaction.execute(query, row.id, row.state, row.checker_id, row.agreed_at_us,
                        row.withdrawn_by_id, row.withdrawn_at_us, row.withdrawal_reason);
}

std::vector<AttestationRow> list(sql::Reader& reader, std::string_view clause_id) {
    static const std::string text =
        select_rows("WHERE clause_id = $1 ORDER BY made_at_us DESC, id DESC LIMIT 100");
    return reader.list<AttestationRow>({"conformance.list_attestations", text}, clause_id);
}

std::vector<AttestationRow> list_agreed(sql::Reader& reader) {
    static const std::string text =
        select_rows("WHERE state = 'agreed' ORDER BY clause_id, id LIMIT 10000");
    return reader.list<AttestationRow>({"conformance.agreed_attestations", text});
}

std::optional<AttachmentRow> find_attachment(sql::Reader& reader, AttachmentId id) {
    static const std::string text = "SELECT " + sql::column_list<AttachmentRow>() +
                                    " FROM conformance_attachment WHERE id = $1";
    return reader.find<AttachmentRow>({"conformance.find_attachment", text}, id);
}

std::optional<AttachmentLine> find_attachment_line(sql::Reader& reader, AttachmentId id) {
    static const std::string text = "SELECT " + sql::column_list<AttachmentLine>() +
                                    " FROM conformance_attachment WHERE id = $1";
    return reader.find<AttachmentLine>({"conformance.find_attachment_line", text}, id);
}

}  // namespace dlfp::conformance::attestation_repository
