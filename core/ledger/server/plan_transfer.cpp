// Decides one transfer against the ledger: what it refers to, the accounts, time, funds.
#include "core/ledger/server/plan_transfer.h"

#include "platform/base/planted.h"

namespace dlfp::ledger {
namespace {

__extension__ using Wide = __int128;

/// What a request comes down to once its reference is resolved.
struct Movement {
    AccountId debit_account_id;
    AccountId credit_account_id;
    Money amount_fen;
    const StoredTransfer* original = nullptr;  ///< of a reversal
    const Reservation* reservation = nullptr;  ///< of post_reserved and void_reserved
};

Result<Movement> find_original(const AccountBook& book, const TransferRequest& request) {
    const auto* original = book.find_transfer(request.reference_id);
    if (!original) return reference_not_found;
    switch (original->kind) {
        case TransferKind::move:
        case TransferKind::move_available:
        case TransferKind::post_reserved: break;
        case TransferKind::reserve:
        case TransferKind::void_reserved:
        case TransferKind::reverse: return reference_not_reversible;
    }
    if (const auto* by = book.find_reversal(original->id))
        return Error{already_reversed}.with("reversed_by", by->to_text());
    return Movement{.debit_account_id = original->credit_account_id,
                    .credit_account_id = original->debit_account_id,
                    .amount_fen = original->amount_fen,
                    .original = original};
}

Result<Movement> find_open_reservation(const AccountBook& book, const TransferRequest& request) {
    const auto* original = book.find_transfer(request.reference_id);
    if (!original) return reference_not_found;
    if (original->kind != TransferKind::reserve) return reference_not_a_reservation;
    const auto* reservation = book.find_reservation(request.reference_id);
    if (!reservation) throw std::logic_error("a reservation was not loaded");
    switch (reservation->state) {
        case ReservationState::open: break;
        case ReservationState::posted: return reservation_already_posted;
        case ReservationState::voided: return reservation_already_voided;
        case ReservationState::expired: return reservation_expired;
    }
    const bool lasts = planted("ledger.expired_hold_posts");
    if (reservation->is_overdue(book.now) && !lasts) return reservation_expired;
    const Money amount = request.amount_fen.value_or(reservation->reserved_fen);
    if (amount > reservation->reserved_fen)
        return Error{amount_exceeds_reservation}.with("reserved_fen",
                                                      reservation->reserved_fen.fen());
    return Movement{.debit_account_id = reservation->debit_account_id,
                    .credit_account_id = reservation->credit_account_id,
                    .amount_fen = amount,
                    .reservation = reservation};
}

Result<Movement> resolve(const AccountBook& book, const TransferRequest& request) {
    switch (request.kind) {
        case TransferKind::move:
        case TransferKind::move_available:
        case TransferKind::reserve: break;
        case TransferKind::reverse: return find_original(book, request);
        case TransferKind::post_reserved:
        case TransferKind::void_reserved: return find_open_reservation(book, request);
    }
    return Movement{.debit_account_id = request.debit_account_id,
                    .credit_account_id = request.credit_account_id,
                    .amount_fen = request.amount_fen.value()};
}

Error of_account(const Failure& failure, AccountId id) {
    return Error{failure}.with("account_id", id.to_text());
}

/// Giving back is always possible: it opens no way out and closes one in.
Result<Done> check_accounts(const Account& debit, const Account& credit, TransferKind kind) {
    if (debit.ledger_unit != credit.ledger_unit)
        return of_account(accounts_differ_in_unit, credit.id);
    if (kind == TransferKind::void_reserved) return done;
    if (debit.is_closed()) return of_account(debit_account_closed, debit.id);
    if (credit.is_closed()) return of_account(credit_account_closed, credit.id);
    if (debit.frozen == Freeze::debits || debit.frozen == Freeze::all)
        return of_account(debit_account_frozen, debit.id);
    if (planted("ledger.freeze_ignored_for_credits")) return done;
    if (credit.frozen == Freeze::credits || credit.frozen == Freeze::all)
        return of_account(credit_account_frozen, credit.id);
    return done;
}

Result<Done> check_times(const AccountBook& book, const TransferRequest& request,
                         const Movement& movement) {
    if (const auto effective = request.effective_at_us) {
        if (*effective > book.now) return effective_in_future;
        for (const auto id : {movement.debit_account_id, movement.credit_account_id})
            if (*effective < book.find_account(id)->opened_at_us)
                return of_account(effective_before_opening, id);
        if (movement.original && *effective < movement.original->effective_at_us)
            return effective_before_original;
    }
    if (request.expires_at_us && *request.expires_at_us <= book.now) return expiry_not_in_future;
    return done;
}

bool overflows(Money posted, Money pending, Money amount) {
    return Wide{posted.fen()} + pending.fen() + amount.fen() > INT64_MAX;
}

Result<Done> check_counters(const Account& debit, const Account& credit, Money amount) {
    if (overflows(debit.debits_posted_fen, debit.debits_pending_fen, amount))
        return of_account(amount_overflows, debit.id);
    if (overflows(credit.credits_posted_fen, credit.credits_pending_fen, amount))
        return of_account(amount_overflows, credit.id);
    return done;
}

/// Whether the account can bear `amount` on the side that lowers its balance.
Result<Done> check_funds(const Account& account, Money amount, const Failure& failure) {
    const auto spendable = account.spendable_fen();
    if (!spendable || amount <= *spendable || planted("ledger.funds_unchecked")) return done;
    return of_account(failure, account.id)
        .with("available_fen", spendable->fen())
        .with("amount_fen", amount.fen());
}

Result<Done> check_both_funds(const Account& debit, const Account& credit, Money amount) {
    if (chart_line(debit.code).normal_side == Side::credit)
        TRY_DONE(check_funds(debit, amount, insufficient_funds));
    if (chart_line(credit.code).normal_side == Side::debit)
        TRY_DONE(check_funds(credit, amount, insufficient_assets));
    return done;
}

/// What is there: the paying account's own money, without any overdraft. An account that stands on
/// the debit side grows when debited and sets no bound.
Money cap_to_available(const Account& debit, Money amount) {
    if (chart_line(debit.code).normal_side == Side::debit) return amount;
    return std::min(amount, debit.available_fen());
}

Result<Money> decide_amount(const Account& debit, const Account& credit, TransferKind kind,
                            Money asked) {
    switch (kind) {
        case TransferKind::post_reserved:
        case TransferKind::void_reserved: return asked;  // held since it was reserved
        case TransferKind::move:
        case TransferKind::move_available:
        case TransferKind::reserve:
        case TransferKind::reverse: break;
    }
    const Money amount =
        kind == TransferKind::move_available ? cap_to_available(debit, asked) : asked;
    if (!amount.is_positive()) return nothing_to_move;
    TRY_DONE(check_counters(debit, credit, amount));
    TRY_DONE(check_both_funds(debit, credit, amount));
    return amount;
}

bool posts_entries(TransferKind kind) {
    return kind != TransferKind::reserve && kind != TransferKind::void_reserved;
}

StoredTransfer make_transfer(const AccountBook& book, const TransferRequest& request,
                             const Account& debit, const Account& credit) {
    // Clocks of two nodes may differ a little; the entries of an account still follow each other.
    const UtcTime posted_at =
        posts_entries(request.kind)
            ? std::max({book.now, debit.last_posted_at_us, credit.last_posted_at_us})
            : book.now;
    const auto reference = request.reference_id.is_nil()
                               ? std::optional<TransferId>{}
                               : std::optional<TransferId>{request.reference_id};
    return {.id = request.id,
            .kind = request.kind,
            .debit_account_id = debit.id,
            .credit_account_id = credit.id,
            .amount_fen = {},
            .requested_fen = request.amount_fen,
            .reference_id = reference,
            .chain_id = {},
            .effective_at_us = request.effective_at_us.value_or(posted_at),
            .posted_at_us = posted_at,
            .expires_at_us = request.expires_at_us,
            .cause_kind = request.cause.kind,
            .cause_id = request.cause.id,
            .memo = request.memo};
}

}  // namespace

Result<TransferPlan> plan_transfer(const AccountBook& book, const TransferRequest& request,
                                   std::optional<TransferId> chain_id) {
    TRY_DONE(check_shape(request));
    if (const auto* stored = book.find_transfer(request.id)) {
        TRY_DONE(check_same_content(*stored, request, chain_id));
        return TransferPlan{*stored, true};
    }
    TRY(const Movement movement, resolve(book, request));
    const auto* debit = book.find_account(movement.debit_account_id);
    if (!debit) return of_account(debit_account_not_found, movement.debit_account_id);
    const auto* credit = book.find_account(movement.credit_account_id);
    if (!credit) return of_account(credit_account_not_found, movement.credit_account_id);
    TRY_DONE(check_accounts(*debit, *credit, request.kind));
    TRY_DONE(check_times(book, request, movement));
    TRY(const Money amount, decide_amount(*debit, *credit, request.kind, movement.amount_fen));

    // From here on the transfer succeeds.
    TransferPlan plan{make_transfer(book, request, *debit, *credit), false};
    plan.transfer.amount_fen = amount;
    plan.transfer.chain_id = chain_id;
    return plan;
}

}  // namespace dlfp::ledger
