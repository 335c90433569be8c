// States of short messages.
#include "core/outbox/server/plan_sms.h"

#include "core/outbox/server/plan_retry.h"

namespace dlfp::outbox {
namespace {

SmsState state_after(HandOver outcome) {
    switch (outcome) {
        case HandOver::delivered: return SmsState::delivered;
        case HandOver::accepted: return SmsState::accepted;
        case HandOver::refused: return SmsState::failed;
        case HandOver::later:
        case HandOver::away: return SmsState::queued;
    }
    throw std::logic_error("unknown outcome of a hand-over");
}

}  // namespace

SmsRow plan_after_try(SmsRow row, HandOver outcome, UtcTime now) {
    ++row.tries;
    row.state = state_after(outcome);
    if (row.state == SmsState::queued) {
        const auto next = plan_retry(row.tries, now);
        if (next)
            row.next_try_at_us = *next;
        else
            row.state = SmsState::failed;
    }
    if (row.state != SmsState::queued) row.settled_at_us = now;
    return row;
}

Result<SmsRow> plan_after_receipt(SmsRow row, ReceiptOutcome outcome, UtcTime now) {
    const auto state =
        outcome == ReceiptOutcome::delivered ? SmsState::delivered : SmsState::failed;
    if (row.state == SmsState::withheld) return receipt_contradicts;
    if (row.receipt_at_us) {
        if (row.state != state) return receipt_contradicts;
        return row;
    }
    row.state = state;
    row.settled_at_us = row.receipt_at_us = now;
    return row;
}

}  // namespace dlfp::outbox
