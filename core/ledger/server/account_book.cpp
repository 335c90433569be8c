// Carrying out planned transfers in memory: counters, entries and what becomes of reservations.
#include "core/ledger/server/account_book.h"

#include <algorithm>

namespace dlfp::ledger {
namespace {

template <class Map>
auto find_in(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

Money& posted_counter(Account& account, Side side) {
    return side == Side::debit ? account.debits_posted_fen : account.credits_posted_fen;
}

void add_pending(Account& debit, Account& credit, Money amount) {
    debit.debits_pending_fen += amount;
    credit.credits_pending_fen += amount;
}

}  // namespace

Receipt receipt_of(const StoredTransfer& transfer) {
    return {transfer.id,
            transfer.kind,
            transfer.debit_account_id,
            transfer.credit_account_id,
            transfer.amount_fen,
            transfer.posted_at_us,
            transfer.effective_at_us};
}

const Account& AccountBook::add(Account account) {
    const auto id = account.id;
    return accounts_.try_emplace(id, AccountSlot{std::move(account), false}).first->second.account;
}
void AccountBook::add(StoredTransfer transfer) {
    const auto id = transfer.id;
    transfers_.try_emplace(id, std::move(transfer));
}
void AccountBook::add(Reservation reservation) {
    reservations_.try_emplace(reservation.id, reservation);
}
void AccountBook::add(Reversal reversal) {
    reversals_.try_emplace(reversal.original_id, reversal.transfer_id);
}

const Account* AccountBook::find_account(AccountId id) const {
    const auto* slot = find_in(accounts_, id);
    return slot ? &slot->account : nullptr;
}
const StoredTransfer* AccountBook::find_transfer(TransferId id) const {
    return find_in(transfers_, id);
}
const Reservation* AccountBook::find_reservation(TransferId id) const {
    return find_in(reservations_, id);
}
const TransferId* AccountBook::find_reversal(TransferId original_id) const {
    return find_in(reversals_, original_id);
}

void AccountBook::apply(TransferPlan plan) {
    if (plan.is_replay) return;
    const auto id = plan.transfer.id;
    const auto [at, inserted] = transfers_.try_emplace(id, std::move(plan.transfer));
    if (!inserted) throw std::logic_error("a transfer was applied twice");
    const StoredTransfer& transfer = at->second;
    unwritten_.transfers.push_back(&transfer);
    switch (transfer.kind) {
        case TransferKind::move:
        case TransferKind::move_available: post(transfer); break;
        case TransferKind::reserve: hold(transfer); break;
        case TransferKind::post_reserved:
            end_reservation(transfer.reference_id.value(), ReservationState::posted, &transfer);
            post(transfer);
            break;
        case TransferKind::void_reserved:
            end_reservation(transfer.reference_id.value(), ReservationState::voided, &transfer);
            break;
        case TransferKind::reverse:
            reversals_.emplace(transfer.reference_id.value(), transfer.id);
            unwritten_.reversals.push_back({transfer.reference_id.value(), transfer.id});
            post(transfer);
            break;
    }
}

void AccountBook::expire(TransferId reservation_id) {
    end_reservation(reservation_id, ReservationState::expired, nullptr);
}

void AccountBook::begin_chain() {
    mark_.emplace(ChainMark{unwritten_.transfers.size(),
                            unwritten_.entries.size(),
                            unwritten_.reversals.size(),
                            unwritten_.opened_reservations.size(),
                            unwritten_.ended_reservations.size(),
                            unwritten_.accounts.size(),
                            {},
                            {}});
}

void AccountBook::undo_chain() {
    const ChainMark mark = std::move(mark_.value());
    mark_.reset();
    for (auto at = unwritten_.opened_reservations.size(); at-- > mark.opened_reservations;)
        reservations_.erase(unwritten_.opened_reservations[at]);
    for (const auto& copy : mark.reservation_copies)
        if (reservations_.contains(copy.id)) reservations_[copy.id] = copy;
    for (auto at = unwritten_.reversals.size(); at-- > mark.reversals;)
        reversals_.erase(unwritten_.reversals[at].original_id);
    for (auto at = unwritten_.transfers.size(); at-- > mark.transfers;)
        transfers_.erase(unwritten_.transfers[at]->id);
    for (const auto& copy : mark.account_copies) accounts_[copy.account.id] = copy;
    unwritten_.transfers.resize(mark.transfers);
    unwritten_.entries.resize(mark.entries);
    unwritten_.reversals.resize(mark.reversals);
    unwritten_.opened_reservations.resize(mark.opened_reservations);
    unwritten_.ended_reservations.resize(mark.ended_reservations);
    unwritten_.accounts.resize(mark.accounts);
}

void AccountBook::sort_unwritten() {
    std::ranges::sort(unwritten_.transfers, {}, [](const StoredTransfer* row) { return row->id; });
    std::ranges::sort(unwritten_.entries, {},
                      [](const Entry& row) { return std::pair{row.transfer_id, row.side}; });
    std::ranges::sort(unwritten_.accounts);
}

void AccountBook::forget_unwritten() {
    for (const auto id : unwritten_.accounts) accounts_.at(id).is_touched = false;
    unwritten_ = {};
}

void AccountBook::reserve(std::size_t transfers) {
    transfers_.reserve(transfers_.size() + transfers);
    unwritten_.transfers.reserve(transfers);
    unwritten_.entries.reserve(2 * transfers);
}

Account& AccountBook::touch(AccountId id) {
    AccountSlot& slot = accounts_.at(id);
    if (mark_) {
        const bool is_copied = std::ranges::any_of(
            mark_->account_copies, [id](const AccountSlot& copy) { return copy.account.id == id; });
        if (!is_copied) mark_->account_copies.push_back(slot);
    }
    if (!slot.is_touched) {
        slot.is_touched = true;
        slot.account.version += 1;
        unwritten_.accounts.push_back(id);
    }
    return slot.account;
}

void AccountBook::post(const StoredTransfer& transfer) {
    post_side(transfer, Side::debit);
    post_side(transfer, Side::credit);
}

void AccountBook::post_side(const StoredTransfer& transfer, Side side) {
    Account& account =
        touch(side == Side::debit ? transfer.debit_account_id : transfer.credit_account_id);
    posted_counter(account, side) += transfer.amount_fen;
    unwritten_.entries.push_back({.transfer_id = transfer.id,
                                  .side = side,
                                  .account_id = account.id,
                                  .seq = account.last_seq + 1,
                                  .amount_fen = transfer.amount_fen,
                                  .debits_posted_after_fen = account.debits_posted_fen,
                                  .credits_posted_after_fen = account.credits_posted_fen,
                                  .posted_at_us = transfer.posted_at_us,
                                  .effective_at_us = transfer.effective_at_us,
                                  .previous_transfer_id = account.last_transfer_id});
    account.last_seq += 1;
    account.last_transfer_id = transfer.id;
    account.last_posted_at_us = transfer.posted_at_us;
}

void AccountBook::hold(const StoredTransfer& transfer) {
    add_pending(touch(transfer.debit_account_id), touch(transfer.credit_account_id),
                transfer.amount_fen);
    reservations_[transfer.id] = {.id = transfer.id,
                                  .debit_account_id = transfer.debit_account_id,
                                  .credit_account_id = transfer.credit_account_id,
                                  .reserved_fen = transfer.amount_fen,
                                  .posted_fen = {},
                                  .state = ReservationState::open,
                                  .expires_at_us = transfer.expires_at_us,
                                  .ended_by = {},
                                  .ended_at_us = {}};
    unwritten_.opened_reservations.push_back(transfer.id);
}

void AccountBook::end_reservation(TransferId id, ReservationState state,
                                  const StoredTransfer* ended_by) {
    Reservation& reservation = reservations_.at(id);
    if (reservation.state != ReservationState::open)
        throw std::logic_error("a reservation was ended twice");
    if (mark_) mark_->reservation_copies.push_back(reservation);
    add_pending(touch(reservation.debit_account_id), touch(reservation.credit_account_id),
                -reservation.reserved_fen);
    reservation.state = state;
    reservation.ended_at_us = now;
    if (ended_by) reservation.ended_by = ended_by->id;
    if (state == ReservationState::posted) reservation.posted_fen = ended_by->amount_fen;
    unwritten_.ended_reservations.push_back(id);
}

}  // namespace dlfp::ledger
