// Money between a bound account and an electronic one: its states as a table and pure decisions
// about what an answer of the host means.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "core/host/server/host_port.h"
#include "core/identity/server/ids.h"
#include "core/ledger/server/transfer.h"

namespace dlfp::account {

struct FundingTag {
    static constexpr std::string_view prefix = "fnd";
};
using FundingId = Id<FundingTag>;

enum class FundingDirection { top_up, withdraw };
BOOST_DESCRIBE_ENUM(FundingDirection, top_up, withdraw)

enum class FundingState {
    requested,  ///< committed, not sent yet
    sent,       ///< about to be sent, or sent: after a crash nobody knows, so it is inquired
    unknown,    ///< sent, no answer: inquired until there is one
    succeeded,
    refused,  ///< surely nothing moved
};
BOOST_DESCRIBE_ENUM(FundingState, requested, sent, unknown, succeeded, refused)

/// One movement. Its id as text is the reference at the host.
struct Funding {
    FundingId id;
    ledger::AccountId account_id;
    identity::CustomerId customer_id;
    std::string agreement_number;
    FundingDirection direction{};
    Money amount_fen;
    FundingState state{};
    host::HostRefusal refusal{};
    ledger::TransferId transfer_id;     ///< posts the money
    ledger::TransferId reservation_id;  ///< of a withdrawal; nil for a top-up
    UtcTime requested_at_us;
    BusinessDate requested_day;
    std::optional<UtcTime> next_attempt_at_us;  ///< unset once final
    std::int64_t attempts = 0;
    std::optional<UtcTime> settled_at_us;
    std::optional<BusinessDate> settled_day;
};
BOOST_DESCRIBE_STRUCT(Funding, (),
                      (id, account_id, customer_id, agreement_number, direction, amount_fen, state,
                       refusal, transfer_id, reservation_id, requested_at_us, requested_day,
                       next_attempt_at_us, attempts, settled_at_us, settled_day))

/// Longer than any adapter may block: a row still `sent` by then belongs to a program that died.
inline constexpr Duration funding_lease = 30s;

/// Whether one state may follow another. Final states have no successor, so a late answer never
/// overwrites them.
bool may_follow(FundingState from, FundingState to);

/// How long to wait before the next question: 2 s doubled each time, at most 10 minutes.
Duration funding_delay(std::int64_t attempts);

/// What to do next, and when; a final state needs no time.
struct FundingStep {
    FundingState state{};
    host::HostRefusal refusal{};
    std::optional<UtcTime> next_attempt_at_us;
};

/// After the order to move: `unavailable` was surely not sent and may be sent again under the same
/// reference; everything without an answer is unknown.
FundingStep plan_after_movement(const Funding& funding, const host::MovementReply& reply,
                                UtcTime now);

/// After an inquiry: only an answer ends it.
FundingStep plan_after_inquiry(const Funding& funding, const host::InquiryReply& reply,
                               UtcTime now);

}  // namespace dlfp::account
