// Transfers and entries are only ever inserted; a reservation ends once.
#include "core/ledger/server/transfer_repository.h"

#include <algorithm>

#include "core/ledger/server/posting_set_repository.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::ledger {
namespace {

constexpr sql::Query find_transfer_by_id{
    "ledger.find_transfer",
    "SELECT id, kind, debit_account_id, credit_account_id, amount_fen, requested_fen, "
    "reference_id, chain_id, effective_at_us, posted_at_us, expires_at_us, cause_kind, cause_id, "
    "memo FROM ledger_transfer WHERE id = $1"};
constexpr sql::Query transfer_from{
    "ledger.exists_transfer_from",
    "SELECT CAST(1 AS BIGINT) FROM ledger_transfer WHERE id >= $1 LIMIT 1"};
constexpr sql::Query insert_transfer{
    "ledger.insert_transfer",
    "INSERT INTO ledger_transfer (id, kind, debit_account_id, credit_account_id, amount_fen, "
    "requested_fen, reference_id, chain_id, effective_at_us, posted_at_us, expires_at_us, "
    "cause_kind, cause_id, memo) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14) ON CONFLICT DO NOTHING"};
constexpr sql::Query insert_entry{
    "ledger.insert_entry",
    "INSERT INTO ledger_entry (transfer_id, side, account_id, seq, amount_fen, "
    "debits_posted_after_fen, credits_posted_after_fen, posted_at_us, effective_at_us, "
    "previous_transfer_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr sql::Query insert_milestone{
    "ledger.insert_milestone",
    "INSERT INTO ledger_milestone (account_id, seq, transfer_id, posted_at_us) "
    "VALUES ($1, $2, $3, $4)"};

constexpr sql::Query find_reservation_by_id{
    "ledger.find_reservation",
    "SELECT id, debit_account_id, credit_account_id, reserved_fen, posted_fen, state, "
    "expires_at_us, ended_by, ended_at_us FROM ledger_reservation WHERE id = $1"};
constexpr sql::Query find_overdue{
    "ledger.list_overdue_reservations",
    "SELECT id, debit_account_id, credit_account_id, reserved_fen, posted_fen, state, "
    "expires_at_us, ended_by, ended_at_us FROM ledger_reservation WHERE state = 'open' "
    "AND expires_at_us IS NOT NULL AND expires_at_us <= $1 ORDER BY expires_at_us LIMIT $2"};
constexpr sql::Query end_reservation{
    "ledger.end_reservation",
    "UPDATE ledger_reservation SET state = $2, posted_fen = $3, ended_by = $4, ended_at_us = $5 "
    "WHERE id = $1 AND state = 'open'"};
constexpr sql::Query find_reversal_by_original{
    "ledger.find_reversal",
    "SELECT original_id, transfer_id FROM ledger_reversal WHERE original_id = $1"};

void require_row(std::int64_t rows) {
    if (rows != 1) throw sql::Fault(sql::FaultKind::retry, "a transfer id is in flight elsewhere");
}

/// Without its row another unit got there first, although the locks were held: possible only for a
/// transfer id that is in flight elsewhere with other accounts. The next try will see it.
void save_one(sql::Transaction& transaction, const StoredTransfer& row) {
    sql::execute_later(transaction, 1, insert_transfer, row.id, row.kind, row.debit_account_id,
                       row.credit_account_id, row.amount_fen, row.requested_fen, row.reference_id,
                       row.chain_id, row.effective_at_us, row.posted_at_us, row.expires_at_us,
                       row.cause_kind, row.cause_id, row.memo);
}

void save_one(sql::Transaction& transaction, const Entry& row) {
    sql::execute_later(transaction, 1, insert_entry, row.transfer_id, row.side, row.account_id,
                       row.seq, row.amount_fen, row.debits_posted_after_fen,
                       row.credits_posted_after_fen, row.posted_at_us, row.effective_at_us,
                       row.previous_transfer_id);
}

void save_transfers(sql::Transaction& transaction, UnitLedger& unit) {
    const auto& transfers = unit.book.unwritten().transfers;
    if (transfers.empty()) return;
    if (transaction.engine() == sql::Engine::postgresql)
        PostingSetRepository::save_transfers(transaction, transfers);
    else
        for (const auto* transfer : transfers) save_one(transaction, *transfer);
    for (const auto* transfer : transfers) unit.journal.note_transfer(*transfer);
}

void save_milestones(sql::Transaction& transaction, const std::vector<Entry>& entries) {
    std::vector<const Entry*> milestones;
    for (const Entry& entry : entries)
        if (entry.seq % milestone_interval == 0) milestones.push_back(&entry);
    if (milestones.empty()) return;
    if (transaction.engine() == sql::Engine::postgresql) {
        PostingSetRepository::save_milestones(transaction, milestones);
        return;
    }
    for (const auto* entry : milestones)
        sql::execute_later(transaction, 1, insert_milestone, entry->account_id, entry->seq,
                           entry->transfer_id, entry->posted_at_us);
}

void save_entries(sql::Transaction& transaction, UnitLedger& unit) {
    const auto& entries = unit.book.unwritten().entries;
    if (entries.empty()) return;
    if (transaction.engine() == sql::Engine::postgresql)
        PostingSetRepository::save_entries(transaction, entries);
    else
        for (const Entry& entry : entries) save_one(transaction, entry);
    save_milestones(transaction, entries);
    for (const Entry& entry : entries) unit.journal.note_entry(entry);
}

bool was_opened_in_this_batch(const AccountBook& book, TransferId id) {
    const auto& opened = book.unwritten().opened_reservations;
    return std::ranges::find(opened, id) != opened.end();
}

void save_reservations(sql::Transaction& transaction, UnitLedger& unit) {
    for (const auto id : unit.book.unwritten().opened_reservations) {
        // Opened and ended in one batch: written as it ended, the holds cancel out.
        const Reservation& row = *unit.book.find_reservation(id);
        require_row(transaction.insert_if_absent("ledger_reservation", row));
        if (row.state == ReservationState::open) unit.journal.note_hold(row, row.reserved_fen);
    }
    for (const auto id : unit.book.unwritten().ended_reservations) {
        const Reservation& row = *unit.book.find_reservation(id);
        const auto rows = transaction.execute(end_reservation, id, row.state, row.posted_fen,
                                              row.ended_by, row.ended_at_us);
        if (rows == 1) unit.journal.note_hold(row, -row.reserved_fen);
        if (rows == 0 && !was_opened_in_this_batch(unit.book, id))
            throw sql::Fault(sql::FaultKind::retry, "a reservation ended elsewhere");
    }
}

}  // namespace

std::optional<StoredTransfer> TransferRepository::find(sql::Reader& reader, TransferId id) {
    return reader.find<StoredTransfer>(find_transfer_by_id, id);
}

std::vector<StoredTransfer> TransferRepository::list(sql::Reader& reader,
                                                     std::span<const TransferId> ids) {
    if (reader.engine() == sql::Engine::postgresql)
        return PostingSetRepository::find_transfers(reader, ids);
    std::vector<StoredTransfer> found;
    for (const auto id : ids)
        if (auto transfer = find(reader, id)) found.push_back(std::move(*transfer));
    return found;
}

std::optional<Reservation> TransferRepository::find_reservation(sql::Reader& reader,
                                                                TransferId id) {
    return reader.find<Reservation>(find_reservation_by_id, id);
}

std::optional<Reversal> TransferRepository::find_reversal(sql::Reader& reader,
                                                          TransferId original_id) {
    return reader.find<Reversal>(find_reversal_by_original, original_id);
}

bool TransferRepository::exists_from(sql::Reader& reader, TransferId id) {
    return reader.find<std::int64_t>(transfer_from, id).has_value();
}

std::vector<Reservation> TransferRepository::list_overdue(sql::Reader& reader, UtcTime now,
                                                          std::int64_t count_max) {
    return reader.list<Reservation>(find_overdue, now, count_max);
}

void TransferRepository::save_unwritten(sql::Transaction& transaction) {
    auto& unit = transaction.scratch<UnitLedger>();
    save_transfers(transaction, unit);
    save_entries(transaction, unit);
    save_reservations(transaction, unit);
    for (const auto& reversal : unit.book.unwritten().reversals)
        require_row(transaction.insert_if_absent("ledger_reversal", reversal));
}

}  // namespace dlfp::ledger
