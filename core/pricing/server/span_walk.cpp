// The walk: cell by cell, tier by tier, closing a stretch whenever another line takes over.
#include "core/pricing/server/span_walk.h"

#include <algorithm>
#include <utility>

namespace dlfp::pricing {

SpanWalk::SpanWalk(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar,
                   Trace* trace)
    : ladder_{ladder}, policy_{tariff.policy()}, calendar_{calendar}, trace_{trace} {}

std::int64_t SpanWalk::gross_fen(const WalkedSpan& span) {
    begin(span);
    while (at_us_ < span.until_us) {
        const auto line = cells_[cell_].line;
        if (line != open_line_) {
            if (open_line_ >= 0) close_stretch(StretchPlace::inner);
            open_line_ = line, open_from_us_ = at_us_;
        }
        const bool is_last_cell = cell_ + 1 == cell_count_;
        auto band_end_us = day_.us + (is_last_cell ? day_us : cells_[cell_ + 1].from_us);
        if (policy_.band_transition == BandTransition::entry_band) band_end_us = forever_us;
        at_us_ = std::min({band_end_us, tier_end_us_, span.until_us});
        if (at_us_ == span.until_us) break;
        if (at_us_ == tier_end_us_)
            enter_tier(tier_ + 1);
        else
            next_cell(span.until_us);
    }
    if (open_line_ >= 0) close_stretch(StretchPlace::last);
    if (policy_.rounding_scope != RoundingScope::each_stretch) settle_counted();
    if (ladder_.bounds == Ladder::Bounds::some) apply_bounds();
    return total_fen_;
}

void SpanWalk::begin(const WalkedSpan& span) {
    at_us_ = span.from_us;
    ladder_start_us_ = span.from_us - span.elapsed_us;
    open_line_ = -1;
    total_fen_ = 0;
    entered_.reset(), touched_.reset();
    std::fill_n(counted_us_.begin(), ladder_.rate_count, 0);
    std::fill_n(amount_fen_.begin(), ladder_.rate_count, 0);
    day_ = DayStart::of(at_us_);
    const auto& starts = ladder_.tier_starts_us;
    const auto above = std::ranges::upper_bound(starts, span.elapsed_us);
    enter_tier(static_cast<std::size_t>(above - starts.begin()) - 1);
}

void SpanWalk::enter_tier(std::size_t tier) {
    tier_ = tier;
    const auto& starts = ladder_.tier_starts_us;
    tier_end_us_ = tier + 1 < starts.size() ? ladder_start_us_ + starts[tier + 1] : forever_us;
    locate();
}

/// Finds the cell of this moment; with the band of the entry that moment is where the span began,
/// whose day never moves on.
void SpanWalk::locate() {
    auto within_us = at_us_ - day_.us;
    if (policy_.band_transition == BandTransition::entry_band) {
        if (open_line_ >= 0) within_us = entry_within_us_;
        entry_within_us_ = within_us;
    } else if (within_us >= day_us) {
        day_ = DayStart::of(at_us_);
        within_us = at_us_ - day_.us;
    }
    const auto& pattern = ladder_.patterns[tier_][ladder_.pattern_on(calendar_, day_.day)];
    cells_ = pattern.data(), cell_count_ = pattern.size();
    cell_ = cell_count_ - 1;
    while (cells_[cell_].from_us > within_us) --cell_;
}

void SpanWalk::next_cell(std::int64_t until_us) {
    if (++cell_ == cell_count_) {
        ++day_.day, day_.us += day_us;
        const auto& pattern = ladder_.patterns[tier_][ladder_.pattern_on(calendar_, day_.day)];
        cells_ = pattern.data(), cell_count_ = pattern.size(), cell_ = 0;
    }
    if (policy_.band_transition == BandTransition::finish_increment &&
        cells_[cell_].line != open_line_)
        finish_increment(until_us);
}

/// The increment begun in the band before runs to its end, but not out of its tier.
void SpanWalk::finish_increment(std::int64_t until_us) {
    const auto& line = ladder_.lines[static_cast<std::size_t>(open_line_)];
    if (line.type != RateLineType::incrementing_rate) return;
    const auto length_us = at_us_ - open_from_us_;
    const auto units = (length_us + line.increment_us - 1) / line.increment_us;
    const auto end_us =
        std::min({open_from_us_ + units * line.increment_us, tier_end_us_, until_us});
    if (end_us == at_us_) return;
    at_us_ = end_us;
    if (at_us_ == tier_end_us_)
        enter_tier(tier_ + 1);
    else
        locate();
}

std::int64_t SpanWalk::units_of(const LadderLine& line, std::int64_t length_us) const {
    const auto whole = length_us / line.increment_us;
    return policy_.rounding == IncrementRounding::up && whole * line.increment_us < length_us
               ? whole + 1
               : whole;
}

std::int64_t SpanWalk::part_of(const LadderLine& line, std::int64_t length_us) const {
    return Money::fen(line.value_fen)
        .prorate(length_us, line.increment_us, Rounding::half_up)
        .fen();
}

void SpanWalk::charge(const LadderLine& line, const TraceStep& step) {
    total_fen_ += step.amount_fen;
    if (ladder_.bounds == Ladder::Bounds::some)
        amount_fen_[line.rate] += step.amount_fen, touched_.set(line.rate);
    if (trace_) trace_->push_back(step);
}

/// Time that is priced at the end of the span, with others of its rate.
void SpanWalk::count(const LadderLine& line, std::int64_t until_us) {
    counted_us_[line.rate] += until_us - open_from_us_;
    if (trace_)
        trace_->push_back({.kind = TraceKind::counted,
                           .from_us = open_from_us_,
                           .until_us = until_us,
                           .place = open_line_});
}

void SpanWalk::close_stretch(StretchPlace place) {
    const auto number = static_cast<std::size_t>(open_line_);
    const auto& line = ladder_.lines[number];
    const auto length_us = at_us_ - open_from_us_;
    TraceStep step{.kind = TraceKind::stretch,
                   .from_us = open_from_us_,
                   .until_us = at_us_,
                   .place = open_line_,
                   .units = 1,
                   .amount_fen = line.value_fen};
    if (line.type == RateLineType::flat_rate_tier) {
        if (reached_.test(number)) step.units = 0, step.amount_fen = 0;
        reached_.set(number);
        return charge(line, step);
    }
    if (line.type == RateLineType::flat_rate) {
        if (policy_.rounding_scope == RoundingScope::whole_stay && entered_.test(number))
            step.units = 0, step.amount_fen = 0;
        entered_.set(number);
        return charge(line, step);
    }
    if (policy_.rounding_scope == RoundingScope::whole_stay ||
        (policy_.rounding_scope == RoundingScope::last_stretch && place == StretchPlace::inner))
        return count(line, at_us_);
    if (policy_.rounding == IncrementRounding::exact) {
        step.units = 0, step.amount_fen = part_of(line, length_us);
    } else {
        step.units = units_of(line, length_us);
        step.amount_fen = step.units * line.value_fen;
    }
    charge(line, step);
}

void SpanWalk::settle_counted() {
    const bool is_part = policy_.rounding == IncrementRounding::exact ||
                         policy_.rounding_scope == RoundingScope::last_stretch;
    for (std::size_t number = 0; number < ladder_.lines.size(); ++number) {
        const auto& line = ladder_.lines[number];
        const auto length_us = std::exchange(counted_us_[line.rate], 0);
        if (length_us == 0) continue;
        const auto units = is_part ? 0 : units_of(line, length_us);
        charge(line, {.kind = TraceKind::together,
                      .from_us = 0,
                      .until_us = length_us,
                      .place = static_cast<std::int64_t>(number),
                      .units = units,
                      .amount_fen = is_part ? part_of(line, length_us) : units * line.value_fen});
    }
}

void SpanWalk::apply_bounds() {
    for (std::size_t number = 0; number < ladder_.lines.size(); ++number) {
        const auto& line = ladder_.lines[number];
        if (!touched_.test(line.rate)) continue;
        const auto amount = amount_fen_[line.rate];
        const auto bounded = std::min(std::max(amount, line.min_fen), line.max_fen);
        if (bounded == amount) continue;
        amount_fen_[line.rate] = bounded;
        charge(line, {.kind = TraceKind::line_bound,
                      .place = static_cast<std::int64_t>(number),
                      .amount_fen = bounded - amount});
        amount_fen_[line.rate] = bounded;
    }
}

}  // namespace dlfp::pricing
