// Proves the stored ledger as a whole; for `dlfpctl ledger verify`, the console and tests.
#pragma once

#include <string>
#include <vector>

#include "core/ledger/server/account.h"

namespace dlfp::ledger {

/// One thing that does not add up.
struct Finding {
    std::string rule;     ///< "counters_follow_entries"
    std::string subject;  ///< the ledger unit, account or transfer concerned
    std::int64_t expected_fen = 0;
    std::int64_t found_fen = 0;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (rule, subject, expected_fen, found_fen))

struct Verification {
    std::int64_t accounts = 0;
    std::int64_t transfers = 0;
    std::int64_t entries = 0;
    std::vector<Finding> findings;  ///< at most 100 per rule

    bool holds() const { return findings.empty(); }
};
BOOST_DESCRIBE_STRUCT(Verification, (), (accounts, transfers, entries, findings))

/// Reads the whole ledger in one snapshot and checks that
/// - per ledger unit, debits equal credits, over the accounts' counters (`units_balance`),
/// - each account's posted counters are the sums of its entries, and its newest entry carries them
///   (`counters_follow_entries`, `newest_entry_carries_counters`),
/// - its pending counters are the sums of its open reservations (`pending_follows_reservations`),
/// - the number of entries is the account's last_seq (`entries_are_numbered`),
/// - every posting transfer has its two entries with its amount, every other none
///   (`transfers_have_entries`).
/// Amounts are fen; counts are given in the same fields.
Verification verify(sql::Reader& reader);

}  // namespace dlfp::ledger
