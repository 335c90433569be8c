// Payments cut a stay into what is settled and what is still to be priced.
#include "core/pricing/server/price_stay.h"

#include "core/pricing/server/apply_coupons.h"
#include "platform/base/planted.h"

namespace dlfp::pricing {
namespace {

constexpr std::int64_t stay_max_us = 3660 * day_us;

/// What is priced up to some moment.
struct Sum {
    ReckonedPrice list;
    std::int64_t total_fen = 0;
    std::vector<CouponUse> coupons;
};

class StayPricing {
public:
    StayPricing(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar,
                const Stay& stay)
        : policy_{tariff.policy()}, reckoner_{tariff, ladder, calendar, stay}, stay_{stay} {
        const bool is_first_free = ladder.collection->free_time.visits == FreeVisits::every_visit ||
                                   stay.visit_number == 1;
        free_use_ = is_first_free ? FreeUse::allowed : FreeUse::used_up;
    }

    Price price(Trace* trace) {
        const auto end_us = decide_parts();
        Price price;
        for (std::size_t place = 0; place < part_ends_us_.size(); ++place)
            add(price, {part_start(place), part_ends_us_[place]}, trace);
        if (trace && end_us < stay_.left_at_us.us())
            trace->push_back(
                {.kind = TraceKind::grace, .from_us = end_us, .until_us = stay_.left_at_us.us()});
        settle(price, trace);
        return price;
    }

private:
    struct Part {
        std::int64_t from_us = 0;
        std::int64_t until_us = 0;
    };

    ReckonedTime time_of(const Part& part) const {
        const bool is_first = part.from_us == stay_.entered_at_us.us();
        return {part.from_us, part.until_us, is_first ? free_use_ : FreeUse::used_up};
    }
    std::int64_t part_start(std::size_t place) const {
        return place == 0 ? stay_.entered_at_us.us() : part_ends_us_[place - 1];
    }
    /// Coupons belong to the time before the first settling payment.
    Sum sum_of(const Part& part, Trace* trace) const {
        const auto time = time_of(part);
        Sum sum{.list = reckoner_.reckon(time, {}, trace)};
        sum.total_fen = sum.list.capped_fen;
        if (stay_.coupons.empty() || part.from_us != stay_.entered_at_us.us()) return sum;
        auto outcome = apply_coupons(reckoner_, time, sum.list);
        sum.total_fen = outcome.total_fen;
        sum.coupons = std::move(outcome.uses);
        return sum;
    }

    /// Until when the stay is priced, and in which parts. A payment settles what the stay cost when
    /// it was made; whoever leaves within the grace after it owes nothing for that time.
    std::int64_t decide_parts() {
        const auto left_us = stay_.left_at_us.us();
        const bool restarts = policy_.after_payment == AfterPayment::restart_without_free;
        std::int64_t settled_fen = 0;
        std::int64_t paid_fen = 0;
        for (const auto& payment : stay_.payments) {
            const auto paid_us = payment.paid_at_us.us();
            const auto from_us = part_start(part_ends_us_.size());
            paid_fen += payment.amount_fen.fen();
            if (paid_us < from_us || paid_us > left_us) continue;
            const auto cost_fen = settled_fen + sum_of({from_us, paid_us}, nullptr).total_fen;
            if (paid_fen < cost_fen && !planted("pricing.part_payment_opens_the_gate")) continue;
            const bool is_in_grace = left_us - paid_us <= policy_.grace_minutes * minute_us;
            if (is_in_grace || restarts) part_ends_us_.push_back(paid_us), settled_fen = cost_fen;
            if (is_in_grace) return paid_us;
        }
        part_ends_us_.push_back(left_us);
        return left_us;
    }

    void add(Price& price, const Part& part, Trace* trace) const {
        if (trace && part.from_us != stay_.entered_at_us.us())
            trace->push_back(
                {.kind = TraceKind::restart, .from_us = part.from_us, .until_us = part.until_us});
        auto sum = sum_of(part, trace);
        price.uncapped_fen += Money::fen(sum.list.uncapped_fen);
        price.list_fen += Money::fen(sum.list.capped_fen);
        price.total_fen += Money::fen(sum.total_fen);
        price.discount_fen = price.list_fen - price.total_fen;
        price.carried = sum.list.carried;
        for (auto& use : sum.coupons) {
            if (trace)
                trace->push_back({.kind = TraceKind::coupon,
                                  .place = place_of(use.reference),
                                  .amount_fen = -use.discount_fen.fen()});
            price.coupons.push_back(std::move(use));
        }
    }
    std::int64_t place_of(const std::string& reference) const {
        for (std::size_t place = 0; place < stay_.coupons.size(); ++place)
            if (stay_.coupons[place].reference == reference)
                return static_cast<std::int64_t>(place);
        return -1;
    }

    void settle(Price& price, Trace* trace) const {
        for (const auto& payment : stay_.payments) {
            price.paid_fen += payment.amount_fen;
            if (trace)
                trace->push_back({.kind = TraceKind::paid,
                                  .from_us = payment.paid_at_us.us(),
                                  .until_us = payment.paid_at_us.us(),
                                  .amount_fen = -payment.amount_fen.fen()});
        }
        if (price.paid_fen < price.total_fen)
            price.due_fen = price.total_fen - price.paid_fen;
        else if (policy_.overpayment == Overpayment::returned)
            price.overpaid_fen = price.paid_fen - price.total_fen;
    }

    const TariffPolicy& policy_;
    Reckoner reckoner_;
    const Stay& stay_;
    FreeUse free_use_ = FreeUse::allowed;
    std::vector<std::int64_t> part_ends_us_;
};

constexpr std::int64_t coupon_minutes_max = stay_max_us / minute_us;

/// Numbers that no coupon, payment or visit can have: they would turn discounts into charges.
Result<Done> check_numbers(const Stay& stay) {
    const auto refuse = [](std::string place) {
        return Error{stay_malformed}.with("place", std::move(place));
    };
    const auto is_within = [](std::int64_t value, std::int64_t most) {
        return value >= 0 && value <= most;
    };
    for (std::size_t place = 0; place < stay.coupons.size(); ++place) {
        const auto& coupon = stay.coupons[place];
        if (!is_within(coupon.minutes, coupon_minutes_max) || !is_within(coupon.permille, 1000) ||
            !is_within(coupon.sponsor_permille, 1000) || coupon.value_fen.is_negative())
            return refuse("/coupons/" + std::to_string(place));
    }
    for (std::size_t place = 0; place < stay.payments.size(); ++place)
        if (stay.payments[place].amount_fen.is_negative())
            return refuse("/payments/" + std::to_string(place));
    if (stay.visit_number < 1) return refuse("/visit_number");
    if (stay.carried && stay.carried->charged_fen.is_negative()) return refuse("/carried");
    return done;
}

Result<const Ladder*> find_ladder(const Tariff& tariff, const Stay& stay, Trace* trace) {
    TRY_DONE(check_numbers(stay));
    const auto length_us = stay.left_at_us.us() - stay.entered_at_us.us();
    if (length_us < 0) return left_before_entered;
    if (length_us > stay_max_us) return stay_too_long;
    const auto* ladder = &tariff.ladder_for(stay.vehicle, stay.visit_number);
    if (trace)
        trace->push_back({.kind = TraceKind::collection,
                          .from_us = stay.entered_at_us.us(),
                          .until_us = stay.left_at_us.us(),
                          .place = static_cast<std::int64_t>(tariff.place_of(*ladder))});
    return ladder;
}

Price flat_price(Money fee) {
    return {.uncapped_fen = fee, .list_fen = fee, .total_fen = fee, .due_fen = fee};
}

}  // namespace

Result<Price> price_stay(const Tariff& tariff, const Calendar& calendar, const Stay& stay,
                         Trace* trace) {
    TRY(const Ladder* ladder, find_ladder(tariff, stay, trace));
    return StayPricing{tariff, *ladder, calendar, stay}.price(trace);
}

Result<Price> price_missing_entry(const Tariff& tariff, const Calendar& calendar, const Stay& stay,
                                  Trace* trace) {
    const auto& policy = tariff.policy();
    if (policy.missing_entry == MissingEntry::call_staff) return entry_unknown;
    if (policy.missing_entry == MissingEntry::flat_fee) {
        if (trace)
            trace->push_back({.kind = TraceKind::missing_entry_fee,
                              .amount_fen = policy.missing_entry_fee_fen.fen()});
        return flat_price(policy.missing_entry_fee_fen);
    }
    auto moment = stay;
    moment.entered_at_us = stay.left_at_us - Duration{1};
    TRY(const Ladder* ladder, find_ladder(tariff, moment, trace));
    const Reckoner reckoner{tariff, *ladder, calendar, moment};
    const auto sum = reckoner.reckon(
        {moment.entered_at_us.us(), moment.left_at_us.us(), FreeUse::used_up}, {}, trace);
    return flat_price(Money::fen(sum.capped_fen));
}

}  // namespace dlfp::pricing
