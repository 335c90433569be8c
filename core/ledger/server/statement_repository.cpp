// Recursive queries follow previous_transfer_id; a milestone bounds every walk to 64 entries more
// than asked for.
#include "core/ledger/server/statement_repository.h"

#include "core/ledger/server/transfer_repository.h"

namespace dlfp::ledger {
namespace {

constexpr sql::Query milestone_at_or_after{
    "ledger.find_milestone",
    "SELECT transfer_id FROM ledger_milestone WHERE account_id = $1 AND seq >= $2 "
    "ORDER BY seq LIMIT 1"};
constexpr sql::Query milestone_from_time{
    "ledger.find_milestone_by_time",
    "SELECT transfer_id FROM ledger_milestone WHERE account_id = $1 AND posted_at_us >= $2 "
    "ORDER BY posted_at_us, seq LIMIT 1"};

// $1 account, $2 where the walk starts, $3 first and $4 last entry wanted.
constexpr sql::Query walk_to_seq{
    "ledger.walk_entries",
    "WITH RECURSIVE walk (seq, transfer_id, side, amount_fen, debits_after, credits_after, "
    "posted_at_us, effective_at_us, previous_id) AS ("
    "SELECT seq, transfer_id, side, amount_fen, debits_posted_after_fen, "
    "credits_posted_after_fen, posted_at_us, effective_at_us, previous_transfer_id "
    "FROM ledger_entry WHERE transfer_id = $2 AND account_id = $1 "
    "UNION ALL "
    "SELECT e.seq, e.transfer_id, e.side, e.amount_fen, e.debits_posted_after_fen, "
    "e.credits_posted_after_fen, e.posted_at_us, e.effective_at_us, e.previous_transfer_id "
    "FROM walk w JOIN ledger_entry e ON e.transfer_id = w.previous_id AND e.account_id = $1 "
    "WHERE w.seq > $3) "
    "SELECT w.seq, w.transfer_id, t.kind, w.side, w.amount_fen, w.debits_after, w.credits_after, "
    "w.posted_at_us, w.effective_at_us, t.debit_account_id, t.credit_account_id, t.cause_kind, "
    "t.cause_id, t.memo, t.reference_id "
    "FROM walk w JOIN ledger_transfer t ON t.id = w.transfer_id "
    "WHERE w.seq <= $4 ORDER BY w.seq DESC"};

// $1 account, $2 where the walk starts, $3 the time to get below.
constexpr sql::Query walk_to_time{
    "ledger.walk_to_time",
    "WITH RECURSIVE walk (seq, debits_after, credits_after, posted_at_us, previous_id) AS ("
    "SELECT seq, debits_posted_after_fen, credits_posted_after_fen, posted_at_us, "
    "previous_transfer_id FROM ledger_entry WHERE transfer_id = $2 AND account_id = $1 "
    "UNION ALL "
    "SELECT e.seq, e.debits_posted_after_fen, e.credits_posted_after_fen, e.posted_at_us, "
    "e.previous_transfer_id "
    "FROM walk w JOIN ledger_entry e ON e.transfer_id = w.previous_id AND e.account_id = $1 "
    "WHERE w.posted_at_us >= $3) "
    "SELECT seq, debits_after, credits_after FROM walk WHERE posted_at_us < $3"};

// Sums of money are at most the counters of the account, so they fit 64 bits; PostgreSQL sums
// BIGINT as NUMERIC and wants to be told.
constexpr sql::Query sum_backdated{
    "ledger.sum_backdated_entries",
    "SELECT CAST(0 AS BIGINT), "
    "CAST(COALESCE(SUM(CASE WHEN side = 'debit' THEN amount_fen ELSE 0 END), 0) AS BIGINT), "
    "CAST(COALESCE(SUM(CASE WHEN side = 'credit' THEN amount_fen ELSE 0 END), 0) AS BIGINT) "
    "FROM ledger_entry WHERE account_id = $1 AND effective_at_us < $2 AND posted_at_us >= $2 "
    "AND effective_at_us < posted_at_us"};

}  // namespace

std::vector<StatementRow> StatementRepository::list(sql::Reader& reader, const Account& account,
                                                    std::int64_t first_seq, std::int64_t last_seq) {
    if (!account.last_transfer_id || last_seq < first_seq) return {};
    const auto milestone = reader.find<TransferId>(milestone_at_or_after, account.id, last_seq);
    return reader.list<StatementRow>(walk_to_seq, account.id,
                                     milestone.value_or(*account.last_transfer_id), first_seq,
                                     last_seq);
}

std::optional<EntryBalance> StatementRepository::find_before(sql::Reader& reader,
                                                             const Account& account, UtcTime time) {
    if (!account.last_transfer_id) return std::nullopt;
    const auto milestone = reader.find<TransferId>(milestone_from_time, account.id, time);
    return reader.find<EntryBalance>(walk_to_time, account.id,
                                     milestone.value_or(*account.last_transfer_id), time);
}

EntryBalance StatementRepository::sum_backdated_across(sql::Reader& reader, AccountId account_id,
                                                       UtcTime time) {
    return reader.value<EntryBalance>(sum_backdated, account_id, time);
}

}  // namespace dlfp::ledger
