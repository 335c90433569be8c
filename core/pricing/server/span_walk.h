// Walks one span of time along the ladder and the bands and says what its lines cost together,
// before caps. No allocation; a step of the trace for each stretch, when one is wanted.
#pragma once

#include <bitset>

#include "core/pricing/server/tariff.h"
#include "core/pricing/server/trace.h"

namespace dlfp::pricing {

/// A part of a stay on one ladder; `elapsed_us` is how far up the ladder it begins.
struct WalkedSpan {
    std::int64_t from_us = 0;
    std::int64_t until_us = 0;
    std::int64_t elapsed_us = 0;
};

class SpanWalk {
public:
    /// The trace may be nullptr.
    SpanWalk(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar, Trace* trace);

    /// Tiers reached by an earlier span of the same ladder are not paid again, until restart.
    std::int64_t gross_fen(const WalkedSpan& span);
    void restart_ladder() { reached_.reset(); }

private:
    enum class StretchPlace { inner, last };
    void begin(const WalkedSpan& span);
    void locate();
    void enter_tier(std::size_t tier);
    void next_cell(std::int64_t until_us);
    void finish_increment(std::int64_t until_us);
    void close_stretch(StretchPlace place);
    std::int64_t units_of(const LadderLine& line, std::int64_t length_us) const;
    std::int64_t part_of(const LadderLine& line, std::int64_t length_us) const;
    void charge(const LadderLine& line, const TraceStep& step);
    void count(const LadderLine& line, std::int64_t until_us);
    void settle_counted();
    void apply_bounds();

    const Ladder& ladder_;
    const TariffPolicy& policy_;
    const Calendar& calendar_;
    Trace* trace_;

    std::int64_t at_us_ = 0;
    std::int64_t entry_within_us_ = 0;  ///< where in its day the span began
    std::int64_t ladder_start_us_ = 0;
    std::int64_t tier_end_us_ = 0;
    std::size_t tier_ = 0;
    DayStart day_;
    const BandCell* cells_ = nullptr;
    std::size_t cell_count_ = 0;
    std::size_t cell_ = 0;
    std::int32_t open_line_ = -1;
    std::int64_t open_from_us_ = 0;
    std::int64_t total_fen_ = 0;
    std::bitset<lines_max> reached_;                  ///< flat tiers paid, by line
    std::bitset<lines_max> entered_;                  ///< flat rates paid in this span, by line
    std::bitset<lines_max> touched_;                  ///< rates that applied at all
    std::array<std::int64_t, lines_max> counted_us_;  ///< by rate
    std::array<std::int64_t, lines_max> amount_fen_;  ///< by rate, where lines have bounds
};

}  // namespace dlfp::pricing
