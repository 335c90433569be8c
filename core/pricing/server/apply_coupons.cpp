// Each coupon is worth the difference that it makes after those before it.
#include "core/pricing/server/apply_coupons.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::pricing {
namespace {

/// A price that coupons bring down step by step.
class Reduction {
public:
    Reduction(const Reckoner& reckoner, const ReckonedTime& time, std::int64_t total_fen)
        : reckoner_{reckoner}, time_{time}, total_fen_{total_fen} {}

    /// What this coupon takes off.
    std::int64_t apply(const Coupon& coupon) {
        const auto before_fen = total_fen_;
        const auto after_fen = reduced(coupon);
        const std::int64_t least_fen = planted("pricing.coupons_pay_out") ? INT64_MIN : 0;
        total_fen_ = std::clamp<std::int64_t>(after_fen, least_fen, before_fen);
        return before_fen - total_fen_;
    }
    std::int64_t total_fen() const { return total_fen_; }

private:
    std::int64_t reduced(const Coupon& coupon) {
        switch (coupon.kind) {
            case CouponKind::time: return less_time(coupon.minutes * minute_us);
            case CouponKind::amount: return less_amount(coupon.value_fen.fen());
            case CouponKind::percentage: return less_part(coupon.permille);
            case CouponKind::free: return 0;
        }
        return total_fen_;
    }
    bool is_before_cap() const {
        return reckoner_.tariff().policy().coupon_place == CouponPlace::before_cap;
    }
    std::int64_t reckoned_anew() const {
        return reckoner_.reckon(time_, before_, nullptr).capped_fen;
    }
    std::int64_t less_time(std::int64_t length_us) {
        switch (reckoner_.tariff().policy().coupon_time) {
            case CouponTime::off_front: before_.front_us += length_us; return reckoned_anew();
            case CouponTime::off_end: before_.end_us += length_us; return reckoned_anew();
            case CouponTime::value_of_minutes: break;
        }
        auto minutes = time_;
        minutes.until_us = std::min(time_.from_us + length_us, time_.until_us);
        const auto price = reckoner_.reckon(minutes, {}, nullptr);
        return less_amount(is_before_cap() ? price.uncapped_fen : price.capped_fen);
    }
    std::int64_t less_amount(std::int64_t amount_fen) {
        if (!is_before_cap()) return total_fen_ - amount_fen;
        before_.amount_fen += amount_fen;
        return reckoned_anew();
    }
    std::int64_t less_part(std::int64_t permille) {
        if (!is_before_cap())
            return Money::fen(total_fen_).prorate(1000 - permille, 1000, Rounding::half_up).fen();
        before_.permilles.push_back(permille);
        return reckoned_anew();
    }

    const Reckoner& reckoner_;
    ReckonedTime time_;
    BeforeCaps before_;
    std::int64_t total_fen_;
};

CouponUse use_of(const Coupon& coupon, std::int64_t discount_fen) {
    const auto discount = Money::fen(discount_fen);
    const auto sponsor = discount.prorate(coupon.sponsor_permille, 1000, Rounding::half_up);
    return {coupon.reference, discount, sponsor, discount - sponsor};
}

}  // namespace

CouponOutcome apply_coupons(const Reckoner& reckoner, const ReckonedTime& time,
                            const ReckonedPrice& reckoned) {
    CouponOutcome outcome{.total_fen = reckoned.capped_fen};
    if (reckoner.tariff().policy().coupon_combination == CouponCombination::stack) {
        Reduction reduction{reckoner, time, reckoned.capped_fen};
        for (const auto kind :
             {CouponKind::time, CouponKind::percentage, CouponKind::amount, CouponKind::free})
            for (const auto& coupon : reckoner.stay().coupons)
                if (coupon.kind == kind)
                    outcome.uses.push_back(use_of(coupon, reduction.apply(coupon)));
        outcome.total_fen = reduction.total_fen();
        return outcome;
    }
    for (const auto& coupon : reckoner.stay().coupons) {
        Reduction alone{reckoner, time, reckoned.capped_fen};
        const auto discount_fen = alone.apply(coupon);
        if (!outcome.uses.empty() && alone.total_fen() >= outcome.total_fen) continue;
        outcome.total_fen = alone.total_fen();
        outcome.uses.assign(1, use_of(coupon, discount_fen));
    }
    return outcome;
}

}  // namespace dlfp::pricing
