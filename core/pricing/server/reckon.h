// The list price of a stay between two moments: what passes leave over, window by window, free time
// and caps. Coupons and payments are not known here.
#pragma once

#include "core/pricing/server/span_walk.h"

namespace dlfp::pricing {

enum class FreeUse { allowed, used_up };

/// What coupons change before the caps.
struct BeforeCaps {
    std::int64_t front_us = 0;  ///< taken off the start of the billed time
    std::int64_t end_us = 0;    ///< and off its end
    std::int64_t amount_fen = 0;
    std::vector<std::int64_t> permilles;  ///< off, one after the other
};

struct ReckonedTime {
    std::int64_t from_us = 0;
    std::int64_t until_us = 0;
    FreeUse free_use = FreeUse::allowed;
};

struct ReckonedPrice {
    std::int64_t uncapped_fen = 0;
    std::int64_t capped_fen = 0;
    std::optional<CarriedCap> carried;
};

/// Everything that stays the same while one stay is priced.
class Reckoner {
public:
    Reckoner(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar,
             const Stay& stay);

    /// With a trace, `before` must be empty.
    ReckonedPrice reckon(const ReckonedTime& time, const BeforeCaps& before, Trace* trace) const;
    const Stay& stay() const { return stay_; }
    const Tariff& tariff() const { return tariff_; }

private:
    struct Billed {
        std::int64_t from_us = 0;
        std::int64_t until_us = 0;
        FreeUse free_use = FreeUse::allowed;
    };
    std::vector<Billed> uncovered(const ReckonedTime& time, Trace* trace) const;
    std::int64_t measured_end(const ReckonedTime& time, Trace* trace) const;

    const Tariff& tariff_;
    const Ladder& ladder_;
    const Calendar& calendar_;
    const Stay& stay_;
};

}  // namespace dlfp::pricing
