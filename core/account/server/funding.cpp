// States of a movement; see the table in the module's README.
#include "core/account/server/funding.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::account {

bool may_follow(FundingState from, FundingState to) {
    switch (from) {
        case FundingState::requested: return to == FundingState::sent;
        case FundingState::sent: return to != FundingState::sent;
        case FundingState::unknown:
            return to != FundingState::requested && to != FundingState::sent;
        case FundingState::succeeded:
        case FundingState::refused: return false;
    }
    return false;
}

Duration funding_delay(std::int64_t attempts) {
    const auto doublings = std::clamp<std::int64_t>(attempts, 0, 9);
    return std::min<Duration>(Duration{2s} * (std::int64_t{1} << doublings), 10min);
}

FundingStep plan_after_movement(const Funding& funding, const host::MovementReply& reply,
                                UtcTime now) {
    const auto later = now + funding_delay(funding.attempts);
    switch (reply.outcome) {
        case host::MovementOutcome::moved: return {FundingState::succeeded, {}, {}};
        case host::MovementOutcome::refused: return {FundingState::refused, reply.refusal, {}};
        case host::MovementOutcome::unavailable: return {FundingState::requested, {}, later};
        case host::MovementOutcome::unknown:
            if (planted("account.silence_is_refusal")) return {FundingState::refused, {}, {}};
            return {FundingState::unknown, {}, later};
    }
    return {FundingState::unknown, {}, later};
}

FundingStep plan_after_inquiry(const Funding& funding, const host::InquiryReply& reply,
                               UtcTime now) {
    switch (reply.outcome) {
        case host::InquiryOutcome::moved: return {FundingState::succeeded, {}, {}};
        case host::InquiryOutcome::not_moved: return {FundingState::refused, reply.refusal, {}};
        case host::InquiryOutcome::in_progress:
        case host::InquiryOutcome::unavailable: break;
    }
    return {FundingState::unknown, {}, now + funding_delay(funding.attempts)};
}

}  // namespace dlfp::account
