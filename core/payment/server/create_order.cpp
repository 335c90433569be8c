// Merchants and orders: nothing moves here.
#include <algorithm>

#include "core/account/server/account.h"
#include "core/payment/server/payment_events.h"
#include "core/payment/server/payment_repository.h"
#include "core/payment/server/payment_states.h"

namespace dlfp::payment {
namespace {

constexpr std::size_t tenders_max = 8;
constexpr std::size_t ref_bytes_max = 64;
constexpr std::size_t subject_bytes_max = 4 * 64;  // characters of UTF-8
constexpr std::int64_t fee_basis_points_max = 1'000;

bool is_well_formed(const Tender& tender) {
    return tender.amount_fen.is_positive() && !tender.account_id.is_nil() &&
           tender.source_ref.size() <= ref_bytes_max;
}

/// A linked card comes last and not beside an electronic account: what counts against limits must
/// not wait for an answer from outside.
bool is_well_placed(const std::vector<Tender>& tenders) {
    const auto count = [&](TenderKind kind) {
        return std::ranges::count(tenders, kind, &Tender::kind);
    };
    const auto cards = count(TenderKind::linked_card);
    if (cards == 0) return true;
    return cards == 1 && tenders.back().kind == TenderKind::linked_card &&
           tenders.back().account_id == account::host_clearing_account_id &&
           count(TenderKind::eaccount) == 0;
}

bool is_well_formed(const OrderDraft& draft) {
    return !draft.tenders.empty() && draft.tenders.size() <= tenders_max &&
           is_well_placed(draft.tenders) && !draft.subject.empty() &&
           draft.subject.size() <= subject_bytes_max && !draft.scene.empty() &&
           draft.scene.size() <= ref_bytes_max && draft.scene_ref.size() <= ref_bytes_max &&
           std::ranges::all_of(draft.tenders,
                               [](const Tender& tender) { return is_well_formed(tender); });
}

Money sum_of(const std::vector<Tender>& tenders) {
    Money sum;
    for (const auto& tender : tenders) sum += tender.amount_fen;
    return sum;
}

Result<ledger::AccountId> open_merchant_account(const Scope& scope, const MerchantOpening& opening,
                                                ledger::AccountCode code) {
    const bool is_clearing = code == ledger::AccountCode::merchant_clearing;
    ledger::AccountOpening account{
        .id = scope.platform.random.next_id<ledger::AccountTag>(scope.now),
        .code = code,
        .holder = opening.organisation_id.to_text()};
    if (is_clearing && opening.refund_overdraft_fen.is_positive()) {
        account.overdraft = ledger::Overdraft::limited;
        account.overdraft_limit_fen = opening.refund_overdraft_fen;
    }
    TRY_DONE(ledger::open_account(scope.transaction, account, scope.now));
    return account.id;
}

}  // namespace

Result<Done> open_merchant(const Scope& scope, const MerchantOpening& opening) {
    if (opening.fee_basis_points < 0 || opening.fee_basis_points > fee_basis_points_max)
        return fee_malformed;
    PaymentBooks books{scope.transaction};
    if (!books.find_merchant(opening.organisation_id)) {
        TRY(const auto clearing,
            open_merchant_account(scope, opening, ledger::AccountCode::merchant_clearing));
        TRY(const auto settlement,
            open_merchant_account(scope, opening, ledger::AccountCode::merchant_settlement));
        books.add_merchant({opening.organisation_id, clearing, settlement, scope.now});
    }
    books.set_fee(opening.organisation_id, opening.effective_from, opening.fee_basis_points);
    return done;
}

Result<PaymentId> create_order(const Scope& scope, const OrderDraft& draft) {
    if (!is_well_formed(draft)) return order_malformed;
    if (draft.expires_at_us <= scope.now) return expiry_not_in_future;
    PaymentBooks books{scope.transaction};
    TRY(const auto merchant,
        or_failure(books.find_merchant(draft.organisation_id), merchant_not_found));
    const Payment payment{.id = scope.platform.random.next_id<PaymentTag>(scope.now),
                          .organisation_id = draft.organisation_id,
                          .payer_customer_id = draft.payer_customer_id,
                          .clearing_account_id = merchant.clearing_account_id,
                          .amount_fen = sum_of(draft.tenders),
                          .subject = draft.subject,
                          .scene = draft.scene,
                          .scene_ref = draft.scene_ref,
                          .created_at_us = scope.now,
                          .created_day = BusinessDate::of(scope.now),
                          .expires_at_us = draft.expires_at_us};
    books.add(payment);
    std::int64_t position = 0;
    for (const auto& tender : draft.tenders) {
        StoredTender stored;
        stored.position = position++;
        stored.kind = tender.kind;
        stored.account_id = tender.account_id;
        stored.amount_fen = tender.amount_fen;
        stored.source_ref = tender.source_ref;
        stored.transfer_id = scope.platform.random.next_id<ledger::TransferTag>(scope.now);
        books.add_tender(payment.id, stored);
    }
    return payment.id;
}

Result<Done> close_order(const Scope& scope, PaymentId payment_id) {
    PaymentBooks books{scope.transaction};
    TRY(auto payment, or_failure(books.lock(payment_id), payment_not_found));
    if (payment.state == PaymentState::closed) return done;
    if (payment.state == PaymentState::unknown) return outcome_pending;
    if (payment.state != PaymentState::created) return already_charged;
    books.set_state(payment_id, PaymentState::closed);
    payment.state = PaymentState::closed;
    publish(scope, closed_topic, event_of(payment, payment.amount_fen, scope.now));
    return done;
}

Result<Payment> find_payment(sql::Reader& reader, PaymentId payment_id) {
    return or_failure(PaymentRepository{reader}.find(payment_id), payment_not_found);
}

std::vector<TenderLine> list_tenders(sql::Reader& reader, PaymentId payment_id) {
    std::vector<TenderLine> lines;
    for (const auto& tender : PaymentRepository{reader}.list_tenders(payment_id))
        lines.push_back(tender);
    return lines;
}

}  // namespace dlfp::payment
