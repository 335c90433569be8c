// Cuts a stay into what is billed and adds it up.
#include "core/pricing/server/reckon.h"

#include <algorithm>

#include "core/pricing/server/window_walk.h"
#include "platform/base/planted.h"

namespace dlfp::pricing {
namespace {

/// Until when a right counts; passes may live on for some days.
std::int64_t end_of(const AssignedRight& right, const TariffPolicy& policy) {
    return right.until_us.us() +
           (right.kind == RightKind::pass ? policy.expired_pass_free_days * day_us : 0);
}

}  // namespace

Reckoner::Reckoner(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar,
                   const Stay& stay)
    : tariff_{tariff}, ladder_{ladder}, calendar_{calendar}, stay_{stay} {}

/// The end as the table measures time: to the minute, and with the last moment where that counts.
std::int64_t Reckoner::measured_end(const ReckonedTime& time, Trace* trace) const {
    auto end_us = time.until_us;
    const auto rest_us = (time.until_us - time.from_us) % minute_us;
    if (tariff_.policy().time_unit == TimeUnit::minutes_down) end_us -= rest_us;
    if (tariff_.policy().time_unit == TimeUnit::minutes_up && rest_us > 0)
        end_us += minute_us - rest_us;
    if (trace && end_us != time.until_us)
        trace->push_back(
            {.kind = TraceKind::measured, .from_us = time.from_us, .until_us = end_us});
    return tariff_.policy().boundary == Boundary::exclusive ? end_us + 1 : end_us;
}

/// The parts of the time for which no right has been bought.
std::vector<Reckoner::Billed> Reckoner::uncovered(const ReckonedTime& time, Trace* trace) const {
    const auto& policy = tariff_.policy();
    auto rights = stay_.rights;
    std::ranges::sort(rights, {}, &AssignedRight::from_us);
    std::vector<Billed> parts;
    auto at_us = time.from_us;
    for (const auto& right : rights) {
        const auto from_us = std::max(right.from_us.us(), at_us);
        const auto until_us = std::min(end_of(right, policy), time.until_us);
        if (from_us >= until_us) continue;
        if (from_us > at_us) parts.push_back({at_us, from_us, {}});
        if (trace)
            trace->push_back({.kind = TraceKind::right, .from_us = from_us, .until_us = until_us});
        at_us = until_us;
    }
    if (at_us < time.until_us) parts.push_back({at_us, time.until_us, {}});
    for (auto& part : parts) {
        const bool is_free_again = policy.free_after_pass == FreeAfterPass::with_free;
        part.free_use = part.from_us == time.from_us ? time.free_use
                        : is_free_again              ? FreeUse::allowed
                                                     : FreeUse::used_up;
    }
    return parts;
}

ReckonedPrice Reckoner::reckon(const ReckonedTime& time, const BeforeCaps& before,
                               Trace* trace) const {
    auto parts = uncovered({time.from_us, measured_end(time, trace), time.free_use}, trace);
    auto front_us = before.front_us;
    for (auto& part : parts) {
        const auto cut_us = std::min(front_us, part.until_us - part.from_us);
        part.from_us += cut_us, front_us -= cut_us;
    }
    auto end_us = before.end_us;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const auto cut_us = std::min(end_us, part->until_us - part->from_us);
        part->until_us -= cut_us, end_us -= cut_us;
    }
    ReckonedPrice price{.carried = stay_.carried};
    auto amount_left = before.amount_fen;
    for (const auto& part : parts) {
        if (part.from_us == part.until_us) continue;
        WindowWalk walk{tariff_, ladder_, calendar_, trace};
        const auto carried = planted("pricing.cap_per_piece") ? stay_.carried : price.carried;
        walk.walk({part.from_us, part.until_us, part.free_use}, carried,
                  {before.permilles, amount_left}, price);
    }
    const auto& most = ladder_.collection->visit_max_value_fen;
    if (most && price.capped_fen > most->fen()) {
        if (trace)
            trace->push_back(
                {.kind = TraceKind::visit_cap, .amount_fen = most->fen() - price.capped_fen});
        price.capped_fen = most->fen();
    }
    return price;
}

}  // namespace dlfp::pricing
