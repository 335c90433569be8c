// What can be said about a request without looking at the ledger.
#include <algorithm>

#include "core/ledger/server/plan_transfer.h"

namespace dlfp::ledger {
namespace {

bool is_cause_kind(std::string_view kind) {
    const auto is_allowed = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
               character == '_' || character == '.';
    };
    return kind.size() >= 3 && kind.size() <= 64 && std::ranges::all_of(kind, is_allowed);
}

bool is_memo(std::string_view memo) {
    return memo.size() <= memo_bytes_max && !memo.contains('\0');
}

/// Which fields a kind uses: the table of transfer.h.
struct Shape {
    bool takes_accounts;
    bool takes_amount;
    bool takes_reference;
    bool takes_effective;
    bool takes_expiry;
};

Shape shape_of(TransferKind kind) {
    switch (kind) {
        case TransferKind::move:
        case TransferKind::move_available: return {true, true, false, true, false};
        case TransferKind::reserve: return {true, true, false, false, true};
        case TransferKind::post_reserved: return {false, true, true, false, false};
        case TransferKind::void_reserved: return {false, false, true, false, false};
        case TransferKind::reverse: return {false, false, true, true, false};
    }
    return {};
}

Error not_allowed(std::string field) {
    return Error{field_not_allowed}.with("field", std::move(field));
}

Result<Done> check_unused_fields(const TransferRequest& request, const Shape& shape) {
    if (!shape.takes_accounts && !request.debit_account_id.is_nil())
        return not_allowed("debit_account_id");
    if (!shape.takes_accounts && !request.credit_account_id.is_nil())
        return not_allowed("credit_account_id");
    if (!shape.takes_amount && request.amount_fen) return not_allowed("amount_fen");
    if (!shape.takes_reference && !request.reference_id.is_nil())
        return not_allowed("reference_id");
    if (!shape.takes_effective && request.effective_at_us) return not_allowed("effective_at_us");
    if (!shape.takes_expiry && request.expires_at_us) return not_allowed("expires_at_us");
    return done;
}

}  // namespace

Result<Done> check_shape(const TransferRequest& request) {
    const Shape shape = shape_of(request.kind);
    if (request.id.is_nil()) return transfer_id_missing;
    if (!is_cause_kind(request.cause.kind) || request.cause.id == IdBytes{}) return cause_malformed;
    if (!is_memo(request.memo)) return memo_malformed;
    TRY_DONE(check_unused_fields(request, shape));
    if (shape.takes_reference && request.reference_id.is_nil()) return reference_missing;
    if (request.reference_id == request.id) return reference_is_itself;
    if (shape.takes_accounts) {
        if (request.debit_account_id.is_nil()) return debit_account_missing;
        if (request.credit_account_id.is_nil()) return credit_account_missing;
        if (request.debit_account_id == request.credit_account_id) return accounts_are_the_same;
    }
    const bool amount_is_optional = !shape.takes_accounts;
    if (!amount_is_optional && !request.amount_fen) return amount_missing;
    if (request.amount_fen && !request.amount_fen->is_positive()) return amount_not_positive;
    return done;
}

Result<Done> check_same_content(const StoredTransfer& stored, const TransferRequest& request,
                                std::optional<TransferId> chain_id) {
    const bool names_accounts = shape_of(request.kind).takes_accounts;
    if (stored.kind != request.kind) return exists_with_different_kind;
    if (names_accounts && stored.debit_account_id != request.debit_account_id)
        return exists_with_different_debit_account_id;
    if (names_accounts && stored.credit_account_id != request.credit_account_id)
        return exists_with_different_credit_account_id;
    if (stored.requested_fen != request.amount_fen) return exists_with_different_amount_fen;
    if (stored.reference_id.value_or(TransferId{}) != request.reference_id)
        return exists_with_different_reference_id;
    if (stored.expires_at_us != request.expires_at_us) return exists_with_different_expires_at_us;
    if (stored.effective_at_us != request.effective_at_us.value_or(stored.posted_at_us))
        return exists_with_different_effective_at_us;
    if (stored.cause_kind != request.cause.kind || stored.cause_id != request.cause.id)
        return exists_with_different_cause;
    if (stored.memo != request.memo) return exists_with_different_memo;
    if (stored.chain_id != chain_id) return exists_with_different_chain;
    return done;
}

}  // namespace dlfp::ledger
