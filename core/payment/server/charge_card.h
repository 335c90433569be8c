// The part of a payment that a linked card pays: the order stays `unknown` until the core-banking
// host has answered, and is never charged anew meanwhile.
#pragma once

#include "core/payment/server/card_movement_repository.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {

bool has_card(const std::vector<StoredTender>& tenders);

/// Reserves the other tenders, writes the intent, and leaves the order `unknown`. The host is asked
/// by the job, after this unit. linked_card_not_found, tender_short, tender_blocked.
Result<ChargeReply> begin_card_charge(const Scope& scope, const Payment& payment,
                                      const std::vector<StoredTender>& tenders,
                                      ChargeMethod method);

/// Writes the intent to return a refund's part to its card.
Result<Done> begin_card_refund(const Scope& scope, const Payment& payment, RefundId refund_id,
                               const RefundPart& part);

/// Applies one answer of the host; a movement that is final stays as it is.
void apply_card_step(const Scope& scope, CardMovementId id, const account::FundingStep& step);

/// One round over everything that is due; each movement is claimed by one worker.
void advance_cards(api::Platform& platform, UtcTime now);

}  // namespace dlfp::payment
