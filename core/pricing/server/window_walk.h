// One billed stretch of a stay over its cap windows. Whole windows that see the same days cost the
// same, so a long stay is walked once per kind of window and not once per day.
#pragma once

#include "core/pricing/server/reckon.h"

namespace dlfp::pricing {

class WindowWalk {
public:
    WindowWalk(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar, Trace* trace);

    /// Adds up the windows. `amount_left` is what of the coupons' amount is left and shrinks.
    struct Discount {
        const std::vector<std::int64_t>& permilles;
        std::int64_t& amount_left;
    };
    void walk(const ReckonedTime& time, const std::optional<CarriedCap>& carried,
              const Discount& discount, ReckonedPrice& price);

private:
    struct Window {
        std::int64_t from_us = 0;
        std::int64_t until_us = 0;
        std::int64_t number = 0;
    };
    struct Known {
        std::size_t first_pattern = 0;
        std::size_t second_pattern = 0;
        std::int64_t gross_fen = 0;
    };
    std::int64_t first_window(const ReckonedTime& time, const std::optional<CarriedCap>& carried);
    bool is_repeatable(const Window& window, const ReckonedTime& time) const;
    std::int64_t gross_of(const Window& window, const ReckonedTime& time);
    std::int64_t walked_gross(const Window& window, const ReckonedTime& time);
    std::int64_t repeated_gross(const Window& window, const ReckonedTime& time);
    bool is_free(const Window& window, const ReckonedTime& time) const;
    std::int64_t capped(const Window& window, const ReckonedTime& time, std::int64_t gross_fen);
    std::int64_t bound(std::int64_t amount_fen, std::int64_t cap_fen);
    void add_step(TraceKind kind, std::int64_t amount_fen);
    void repeat_steps(const Window& window);

    const RateLineCollection& collection_;
    const Ladder& ladder_;
    const Calendar& calendar_;
    Trace* trace_;
    SpanWalk span_walk_;
    std::int64_t length_us_;
    std::int64_t ladder_from_us_ = 0;
    std::int64_t carried_fen_ = 0;  ///< used of the first window by earlier visits
    std::array<Known, 12> known_;
    std::size_t known_count_ = 0;
    enum class Repeat { first, again };
    Repeat repeat_ = Repeat::first;
    std::size_t last_steps_ = 0;  ///< where the steps of the last repeatable window begin
    const Known* last_known_ = nullptr;
};

}  // namespace dlfp::pricing
