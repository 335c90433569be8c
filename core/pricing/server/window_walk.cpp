// Windows in order: free time, gross price, coupons before the cap, cap.
#include "core/pricing/server/window_walk.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::pricing {
namespace {

std::int64_t length_of(const CapWindow& window) {
    switch (window.kind) {
        case WindowKind::visit: return forever_us;
        case WindowKind::rolling: return window.period_minutes * minute_us;
        case WindowKind::calendar_day: return day_us;
    }
    return forever_us;
}

std::int64_t discounted(std::int64_t amount_fen, const WindowWalk::Discount& discount) {
    for (const auto permille : discount.permilles)
        amount_fen = Money::fen(amount_fen).prorate(1000 - permille, 1000, Rounding::half_up).fen();
    const auto used = std::min(amount_fen, discount.amount_left);
    discount.amount_left -= used;
    return amount_fen - used;
}

}  // namespace

WindowWalk::WindowWalk(const Tariff& tariff, const Ladder& ladder, const Calendar& calendar,
                       Trace* trace)
    : collection_{*ladder.collection},
      ladder_{ladder},
      calendar_{calendar},
      trace_{trace},
      span_walk_{tariff, ladder, calendar, trace},
      length_us_{length_of(collection_.window)} {}

void WindowWalk::walk(const ReckonedTime& time, const std::optional<CarriedCap>& carried,
                      const Discount& discount, ReckonedPrice& price) {
    auto start_us = first_window(time, carried);
    for (std::int64_t number = 0; start_us < time.until_us; ++number, start_us += length_us_) {
        const Window window{start_us, std::min(start_us + length_us_, time.until_us), number};
        const auto gross_fen = gross_of(window, time);
        price.uncapped_fen += gross_fen;
        const auto cost_fen = capped(window, time, discounted(gross_fen, discount));
        price.capped_fen += cost_fen;
        if (collection_.window.reach == CapReach::across_visits)
            price.carried = {UtcTime::from_us(start_us), Money::fen(cost_fen + carried_fen_)};
        carried_fen_ = 0;
    }
}

/// Also finds out what earlier visits have used of it.
std::int64_t WindowWalk::first_window(const ReckonedTime& time,
                                      const std::optional<CarriedCap>& carried) {
    const auto& window = collection_.window;
    auto start_us = time.from_us;
    if (window.kind == WindowKind::calendar_day)
        start_us = DayStart::of(time.from_us - window.reset_minute * minute_us).us +
                   window.reset_minute * minute_us;
    if (!carried || window.reach == CapReach::one_visit) return start_us;
    const auto carried_us = carried->window_started_at_us.us();
    const bool is_running = carried_us <= time.from_us && time.from_us < carried_us + length_us_;
    if (window.kind == WindowKind::rolling && is_running) start_us = carried_us;
    if (planted("pricing.cap_begins_anew_each_visit")) return start_us;
    if (carried_us == start_us) carried_fen_ = carried->charged_fen.fen();
    return start_us;
}

/// Whether all windows that see the same days cost what this one costs.
bool WindowWalk::is_repeatable(const Window& window, const ReckonedTime& time) const {
    return length_us_ == day_us && window.number > 0 && window.from_us >= time.from_us &&
           window.until_us - window.from_us == day_us &&
           collection_.window.after_reset != AfterReset::continue_ladder;
}

std::int64_t WindowWalk::gross_of(const Window& window, const ReckonedTime& time) {
    if (!is_repeatable(window, time)) {
        last_known_ = nullptr;
        return walked_gross(window, time);
    }
    return repeated_gross(window, time);
}

std::int64_t WindowWalk::repeated_gross(const Window& window, const ReckonedTime& time) {
    const auto day = DayStart::of(window.from_us);
    const auto first = ladder_.pattern_on(calendar_, day.day);
    const auto second =
        day.us == window.from_us ? first : ladder_.pattern_on(calendar_, day.day + 1);
    const auto end = known_.begin() + static_cast<std::ptrdiff_t>(known_count_);
    const auto found = std::find_if(known_.begin(), end, [&](const Known& known) {
        return known.first_pattern == first && known.second_pattern == second;
    });
    if (found != end && (!trace_ || last_known_ == &*found)) {
        if (trace_) repeat_steps(window);
        last_known_ = &*found;
        return found->gross_fen;
    }
    last_steps_ = trace_ ? trace_->size() : 0;
    repeat_ = Repeat::first;
    const auto gross_fen = walked_gross(window, time);
    last_known_ = found != end ? &*found : nullptr;
    if (found == end && known_count_ < known_.size()) {
        known_[known_count_] = {first, second, gross_fen};
        last_known_ = &known_[known_count_++];
    }
    return gross_fen;
}

void WindowWalk::repeat_steps(const Window& window) {
    repeat_ = Repeat::again;
    for (auto place = last_steps_; place < trace_->size(); ++place) ++(*trace_)[place].occurrences;
    (*trace_)[last_steps_].until_us = window.until_us;
}

bool WindowWalk::is_free(const Window& window, const ReckonedTime& time) const {
    const auto& free = collection_.free_time;
    if (free.rule != FreeRule::threshold || free.minutes == 0) return false;
    const auto free_us = free.minutes * minute_us;
    if (window.number == 0)
        return time.free_use == FreeUse::allowed && time.until_us - time.from_us <= free_us;
    return collection_.window.after_reset == AfterReset::restart_with_free &&
           window.until_us - window.from_us <= free_us;
}

std::int64_t WindowWalk::walked_gross(const Window& window, const ReckonedTime& time) {
    repeat_ = Repeat::first;
    auto from_us = std::max(window.from_us, time.from_us);
    if (trace_ && length_us_ != forever_us)
        trace_->push_back(
            {.kind = TraceKind::window, .from_us = from_us, .until_us = window.until_us});
    const auto& free = collection_.free_time;
    if (is_free(window, time)) {
        if (trace_)
            trace_->push_back(
                {.kind = TraceKind::free, .from_us = from_us, .until_us = window.until_us});
        return 0;
    }
    const bool is_anew = window.number == 0
                             ? time.free_use == FreeUse::allowed
                             : collection_.window.after_reset == AfterReset::restart_with_free;
    if (is_anew && free.rule == FreeRule::deducted && free.minutes > 0) {
        const auto end_us = std::min(from_us + free.minutes * minute_us, window.until_us);
        if (trace_)
            trace_->push_back(
                {.kind = TraceKind::free_deducted, .from_us = from_us, .until_us = end_us});
        from_us = end_us;
    }
    if (window.number == 0) ladder_from_us_ = from_us;
    const bool goes_on = collection_.window.after_reset == AfterReset::continue_ladder;
    if (!goes_on || window.number == 0) span_walk_.restart_ladder();
    return span_walk_.gross_fen({.from_us = from_us,
                                 .until_us = window.until_us,
                                 .elapsed_us = goes_on ? from_us - ladder_from_us_ : 0});
}

void WindowWalk::add_step(TraceKind kind, std::int64_t amount_fen) {
    if (trace_ && repeat_ == Repeat::first && amount_fen != 0)
        trace_->push_back({.kind = kind, .amount_fen = amount_fen});
}

std::int64_t WindowWalk::capped(const Window& window, const ReckonedTime& time,
                                std::int64_t gross_fen) {
    const auto& most = collection_.max_value_fen;
    if (collection_.window.rule == CapRule::full_window_price && most) {
        const bool is_whole =
            window.from_us >= time.from_us && window.until_us - window.from_us == length_us_;
        if (!is_whole) return gross_fen;
        add_step(TraceKind::full_window, most->fen() - gross_fen);
        return most->fen();
    }
    const auto cap_fen = most ? std::max<std::int64_t>(most->fen() - carried_fen_, 0) : INT64_MAX;
    return bound(gross_fen, cap_fen);
}

std::int64_t WindowWalk::bound(std::int64_t amount_fen, std::int64_t cap_fen) {
    const auto& least = collection_.min_value_fen;
    if (least && amount_fen > 0 && amount_fen < least->fen()) {
        add_step(TraceKind::least, least->fen() - amount_fen);
        amount_fen = least->fen();
    }
    if (amount_fen > cap_fen) {
        add_step(TraceKind::cap, cap_fen - amount_fen);
        amount_fen = cap_fen;
    }
    return amount_fen;
}

}  // namespace dlfp::pricing
