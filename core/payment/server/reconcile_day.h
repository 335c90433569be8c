// Runs a day's reconciliation and resolves what it found.
#pragma once

#include "core/payment/server/reconciliation_repository.h"

namespace dlfp::payment {

/// Money that the host moved and nobody owns yet (ledger, 3001).
inline constexpr ledger::AccountId suspense_account_id = ledger::AccountId::fixed(3001);

/// The host's word, fetched before the unit that compares.
struct HostStatements {
    host::CheckOutcome outcome = host::CheckOutcome::unavailable;
    HostDays days;
};
HostStatements fetch_host_statements(host::HostPort& host, BusinessDate day);

/// Compares and stores; a day may be run again, known differences stay as they are. Where the host
/// gave no statement its side is left out and the run says so.
ReconciliationRun reconcile_day(const Scope& scope, BusinessDate day, const HostStatements& host);

/// Runs yesterday until the host has answered once.
void reconcile_days(api::Platform& platform, UtcTime now);

inline constexpr Failure difference_not_found{"payment.difference_not_found",
                                              FailureClass::missing};
inline constexpr Failure difference_resolved{"payment.difference_resolved", FailureClass::conflict};
/// Only a movement of the host that nobody owns can be booked to suspense.
inline constexpr Failure posting_not_possible{"payment.posting_not_possible",
                                              FailureClass::refused};

/// What resolves a difference in the ledger.
enum class ResolutionPosting {
    none,                     ///< a remark is enough
    host_debit_to_suspense,   ///< the host took money: hold it until it is claimed
    host_credit_to_suspense,  ///< the host paid a bound account: claim it back
};
BOOST_DESCRIBE_ENUM(ResolutionPosting, none, host_debit_to_suspense, host_credit_to_suspense)

struct Resolution {
    DifferenceId difference_id;
    ResolutionPosting posting{};
    std::string remark;
    std::string resolved_by;
};
/// difference_not_found, difference_resolved, posting_not_possible.
Result<Difference> resolve_difference(const Scope& scope, const Resolution& resolution);

}  // namespace dlfp::payment
