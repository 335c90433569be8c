// Each rule is one query that lists its violations, so an honest ledger answers nothing. Sums are
// cut to 64 bits; the counters themselves cannot pass that.
#include "core/ledger/server/verify_repository.h"

#include <array>

namespace dlfp::ledger {
namespace {

constexpr sql::Query count_all{"ledger.count_rows",
                               "SELECT (SELECT COUNT(*) FROM ledger_account), "
                               "(SELECT COUNT(*) FROM ledger_transfer), "
                               "(SELECT COUNT(*) FROM ledger_entry)"};

constexpr sql::Query units_balance{
    "ledger.verify_units_balance",
    "SELECT 'units_balance', ledger_unit, CAST(SUM(debits_posted_fen) AS BIGINT), "
    "CAST(SUM(credits_posted_fen) AS BIGINT) FROM ledger_account GROUP BY ledger_unit "
    "HAVING SUM(debits_posted_fen) <> SUM(credits_posted_fen) LIMIT 100"};

// Debits and credits per account in one pass; the subject is read as bytes and shown as an id.
constexpr sql::Query counters_follow_entries{
    "ledger.verify_counters",
    "SELECT 'counters_follow_entries', a.id, "
    "CAST(COALESCE(e.debits, 0) - COALESCE(e.credits, 0) AS BIGINT), "
    "a.debits_posted_fen - a.credits_posted_fen FROM ledger_account a LEFT JOIN ("
    "SELECT account_id, SUM(CASE WHEN side = 'debit' THEN amount_fen ELSE 0 END) AS debits, "
    "SUM(CASE WHEN side = 'credit' THEN amount_fen ELSE 0 END) AS credits "
    "FROM ledger_entry GROUP BY account_id) e ON e.account_id = a.id "
    "WHERE COALESCE(e.debits, 0) <> a.debits_posted_fen "
    "OR COALESCE(e.credits, 0) <> a.credits_posted_fen LIMIT 100"};

constexpr sql::Query entries_are_numbered{
    "ledger.verify_numbering",
    "SELECT 'entries_are_numbered', a.id, CAST(COALESCE(e.entries, 0) AS BIGINT), a.last_seq "
    "FROM ledger_account a LEFT JOIN (SELECT account_id, COUNT(*) AS entries, "
    "COUNT(DISTINCT seq) AS numbers, MAX(seq) AS newest FROM ledger_entry GROUP BY account_id) e "
    "ON e.account_id = a.id WHERE COALESCE(e.entries, 0) <> a.last_seq "
    "OR COALESCE(e.numbers, 0) <> a.last_seq OR COALESCE(e.newest, 0) <> a.last_seq LIMIT 100"};

constexpr sql::Query newest_entry_carries_counters{
    "ledger.verify_newest_entry",
    "SELECT 'newest_entry_carries_counters', a.id, "
    "COALESCE(e.debits_posted_after_fen - e.credits_posted_after_fen, 0), "
    "a.debits_posted_fen - a.credits_posted_fen FROM ledger_account a LEFT JOIN ledger_entry e "
    "ON e.transfer_id = a.last_transfer_id AND e.account_id = a.id WHERE a.last_seq > 0 "
    "AND (e.seq IS NULL OR e.seq <> a.last_seq "
    "OR e.debits_posted_after_fen <> a.debits_posted_fen "
    "OR e.credits_posted_after_fen <> a.credits_posted_fen) LIMIT 100"};

constexpr sql::Query pending_follows_reservations{
    "ledger.verify_pending",
    "SELECT 'pending_follows_reservations', a.id, "
    "CAST(COALESCE(d.held, 0) + COALESCE(c.held, 0) AS BIGINT), "
    "a.debits_pending_fen + a.credits_pending_fen FROM ledger_account a "
    "LEFT JOIN (SELECT debit_account_id AS account_id, SUM(reserved_fen) AS held "
    "FROM ledger_reservation WHERE state = 'open' GROUP BY debit_account_id) d "
    "ON d.account_id = a.id "
    "LEFT JOIN (SELECT credit_account_id AS account_id, SUM(reserved_fen) AS held "
    "FROM ledger_reservation WHERE state = 'open' GROUP BY credit_account_id) c "
    "ON c.account_id = a.id WHERE COALESCE(d.held, 0) <> a.debits_pending_fen "
    "OR COALESCE(c.held, 0) <> a.credits_pending_fen LIMIT 100"};

constexpr sql::Query transfers_have_entries{
    "ledger.verify_transfers",
    "SELECT 'transfers_have_entries', t.id, "
    "CASE WHEN t.kind IN ('reserve', 'void_reserved') THEN 0 ELSE t.amount_fen END, "
    "COALESCE(d.amount_fen, 0) FROM ledger_transfer t "
    "LEFT JOIN ledger_entry d ON d.transfer_id = t.id AND d.side = 'debit' "
    "LEFT JOIN ledger_entry c ON c.transfer_id = t.id AND c.side = 'credit' "
    "WHERE CASE WHEN t.kind IN ('reserve', 'void_reserved') "
    "THEN d.seq IS NOT NULL OR c.seq IS NOT NULL "
    "ELSE d.seq IS NULL OR c.seq IS NULL OR d.amount_fen <> t.amount_fen "
    "OR c.amount_fen <> t.amount_fen OR d.account_id <> t.debit_account_id "
    "OR c.account_id <> t.credit_account_id END LIMIT 100"};

constexpr sql::Query entries_have_transfers{
    "ledger.verify_entries",
    "SELECT 'entries_have_transfers', e.transfer_id, CAST(0 AS BIGINT), e.amount_fen "
    "FROM ledger_entry e LEFT JOIN ledger_transfer t ON t.id = e.transfer_id "
    "LEFT JOIN ledger_account a ON a.id = e.account_id "
    "WHERE t.id IS NULL OR a.id IS NULL LIMIT 100"};

struct RowCounts {
    std::int64_t accounts = 0;
    std::int64_t transfers = 0;
    std::int64_t entries = 0;
};
BOOST_DESCRIBE_STRUCT(RowCounts, (), (accounts, transfers, entries))

template <class SubjectText>
void add_findings(sql::Reader& reader, const sql::Query& query, std::vector<Finding>& findings,
                  SubjectText subject_text) {
    reader.select(query, [&](const sql::Row& row) {
        findings.push_back({.rule = std::string(row.text(0)),
                            .subject = subject_text(row),
                            .expected_fen = row.integer(2),
                            .found_fen = row.integer(3)});
    });
}

template <class Tag>
std::string subject_id(const sql::Row& row) {
    return sql::Column<Id<Tag>>::read(row, 1).to_text();
}

}  // namespace

Verification VerifyRepository::count_rows(sql::Reader& reader) {
    const auto counts = reader.value<RowCounts>(count_all);
    return {counts.accounts, counts.transfers, counts.entries, {}};
}

std::vector<Finding> VerifyRepository::list_findings(sql::Reader& reader) {
    std::vector<Finding> findings;
    add_findings(reader, units_balance, findings,
                 [](const sql::Row& row) { return std::string(row.text(1)); });
    for (const auto* query : {&counters_follow_entries, &entries_are_numbered,
                              &newest_entry_carries_counters, &pending_follows_reservations})
        add_findings(reader, *query, findings, subject_id<AccountTag>);
    for (const auto* query : {&transfers_have_entries, &entries_have_transfers})
        add_findings(reader, *query, findings, subject_id<TransferTag>);
    return findings;
}

}  // namespace dlfp::ledger
