// The daily comparison of three sides: payments, ledger, core-banking host. Comparing is pure;
// what it finds is kept until somebody resolves it.
#pragma once

#include "core/account/server/account.h"
#include "core/host/server/host_port.h"
#include "core/payment/server/payment.h"

namespace dlfp::payment {

enum class DifferenceKind {
    ledger_missing,   ///< we say it happened, the ledger does not
    payment_missing,  ///< the ledger moved money for a payment nobody knows
    amount_differs,   ///< both know it, with different amounts
    host_missing,     ///< we moved money with the host, its statement does not show it
    own_missing,      ///< the host moved money under a reference nobody of us knows
    host_amount_differs,
    host_unconfirmed,    ///< the host moved it, we do not know it yet
    still_unknown,       ///< neither side has an answer
    refund_undelivered,  ///< a card did not take a refund: the money waits in suspense
    cut_off,             ///< both moved it, on two sides of midnight: resolves itself
};
BOOST_DESCRIBE_ENUM(DifferenceKind, ledger_missing, payment_missing, amount_differs, host_missing,
                    own_missing, host_amount_differs, host_unconfirmed, still_unknown,
                    refund_undelivered, cut_off)

enum class DifferenceState { open, resolved };
BOOST_DESCRIBE_ENUM(DifferenceState, open, resolved)

/// One side's word about one object: a charge, a refund, a movement.
struct SideAmount {
    std::string subject;  ///< id as text
    Money amount;
};

struct FoundDifference {
    DifferenceKind kind{};
    std::string subject;
    std::optional<Money> payment_fen;
    std::optional<Money> ledger_fen;
    std::optional<Money> host_fen;

    friend bool operator==(const FoundDifference&, const FoundDifference&) = default;
};

/// Our rows against the ledger's: same subjects, same amounts. Several ledger lines of a subject
/// (the tenders of one charge) count as their sum.
std::vector<FoundDifference> compare_with_ledger(const std::vector<SideAmount>& ours,
                                                 const std::vector<SideAmount>& ledger);

/// What the host's statements say, with those of the day before for the cut-off.
struct HostDays {
    std::vector<host::HostStatementLine> today;
    std::vector<host::HostStatementLine> day_before;
};

/// Our movements against the host's statement of `day`.
std::vector<FoundDifference> compare_with_host(const std::vector<account::BoundMovement>& ours,
                                               const HostDays& host, BusinessDate day);

}  // namespace dlfp::payment
