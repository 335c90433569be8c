// The ledger's conscience: checks that run in every unit of work before it may commit.
#pragma once

#include "core/ledger/server/unit_journal.h"

namespace dlfp::ledger {

/// A unit that would make money, lose it, or move it without a reason; always a fault of ours.
struct InvariantBroken : std::logic_error {
    using std::logic_error::logic_error;
};

/// For Database::add_invariant: throws InvariantBroken and so refuses the commit, when in this unit
/// - debit and credit entries do not balance in a ledger unit,
/// - a stored account differs from what it was plus the entries and holds written,
/// - an account is overdrawn further than its rule allows and further than before,
/// - a transfer was written without a cause.
void check_invariants(sql::Transaction& transaction);

/// The same on a journal, for tests that plant each violation.
void check_journal(const UnitJournal& journal);

}  // namespace dlfp::ledger
