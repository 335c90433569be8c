// Random tables without findings, and the price of a stay by the plainest means: minute by minute,
// nothing remembered. Slow, short, and independent of the engine's walk.
#pragma once

#include <rapidcheck.h>

#include <map>

#include "core/pricing/server/coverage.h"
#include "core/pricing/server/testing/tables.h"

namespace dlfp::pricing::testing {

inline std::int64_t any_of(std::int64_t least, std::int64_t most) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(least, most + 1));
}

/// Two or three tiers; the last one has a line for each band of the day and kind of day.
inline RateTable any_table() {
    RateTable table{.name = "随机表"};
    table.collections.push_back({.code = "all", .name = "全部车辆"});
    auto& all = table.collections.front();
    const auto first = any_of(0, 3) * 30;
    if (first > 0) all.lines.push_back(tier("first", 0, first, any_of(0, 500)));
    std::vector<std::int64_t> edges{any_of(0, 5) * 60};
    for (auto count = any_of(1, 4); count > 0; --count)
        edges.push_back(edges.back() + any_of(1, 5) * 45);
    for (std::size_t band = 0; band < edges.size(); ++band) {
        auto line =
            increment("band" + std::to_string(band), first, any_of(1, 4) * 20, any_of(0, 6) * 50);
        line.usage.from_minute = edges[band] % 1440;
        line.usage.until_minute = edges[(band + 1) % edges.size()] % 1440;
        if (any_of(0, 3) == 0) line.max_value_fen = Money::fen(any_of(100, 900));
        if (any_of(0, 3) == 0) {
            auto holiday = line;
            holiday.code += "off";
            holiday.value_fen += Money::fen(75);
            holiday.usage.day_kinds = {DayKind::holiday, DayKind::rest_day};
            line.usage.day_kinds = {DayKind::working_day};
            all.lines.push_back(holiday);
        }
        all.lines.push_back(line);
    }
    all.window.kind = static_cast<WindowKind>(any_of(0, 2));
    all.window.after_reset = static_cast<AfterReset>(any_of(0, 2));
    all.window.reset_minute = any_of(0, 3) * 120;
    if (any_of(0, 1) == 1) all.max_value_fen = Money::fen(any_of(500, 4000));
    if (any_of(0, 3) == 0) all.visit_max_value_fen = Money::fen(any_of(2000, 9000));
    all.free_time.minutes = any_of(0, 2) * 15;
    all.free_time.rule = static_cast<FreeRule>(any_of(0, 1));
    table.policy.rounding = static_cast<IncrementRounding>(any_of(0, 1));
    table.policy.rounding_scope = static_cast<RoundingScope>(any_of(0, 1));
    return table;
}

/// The line for a minute, found by asking each of them.
inline std::size_t line_at(const RateLineCollection& collection, std::int64_t ladder_minute,
                           UtcTime moment) {
    const auto date = BusinessDate::of(moment);
    const DayClass day{china_calendar().kind_of(date.days()),
                       static_cast<Weekday>(date.weekday() - 1)};
    for (std::size_t place = 0; place < collection.lines.size(); ++place) {
        const auto& line = collection.lines[place];
        if (is_in_tier(line, ladder_minute) && is_on_day(line.usage, day) &&
            is_at_minute(line.usage, minute_of_day(moment)))
            return place;
    }
    throw std::logic_error("a gap");
}

/// The plain price of tables that `any_table` makes.
class PlainPrice {
public:
    PlainPrice(const RateTable& table, const Stay& stay)
        : policy_{table.policy}, all_{table.collections.front()}, stay_{stay} {}

    std::int64_t total_fen() {
        std::int64_t total = 0;
        auto at = stay_.entered_at_us;
        for (bool is_first = true; at < stay_.left_at_us; is_first = false) {
            const auto end = std::min(window_end(at), stay_.left_at_us);
            auto cost = window_fen(at, end, is_first);
            if (all_.max_value_fen) cost = std::min(cost, all_.max_value_fen->fen());
            total += cost;
            at = end;
        }
        const auto& most = all_.visit_max_value_fen;
        return most ? std::min(total, most->fen()) : total;
    }

private:
    UtcTime window_end(UtcTime at) const {
        switch (all_.window.kind) {
            case WindowKind::visit: return stay_.left_at_us;
            case WindowKind::rolling: {
                const auto passed = (at - stay_.entered_at_us) / 24h;
                return stay_.entered_at_us + (passed + 1) * 24h;
            }
            case WindowKind::calendar_day: break;
        }
        const auto reset = std::chrono::minutes(all_.window.reset_minute);
        return BusinessDate::of(at - reset).ends_at() + reset;
    }
    std::int64_t window_fen(UtcTime from, UtcTime until, bool is_first) {
        const bool is_anew = is_first || all_.window.after_reset == AfterReset::restart_with_free;
        const auto free = std::chrono::minutes(all_.free_time.minutes);
        const auto judged = is_first ? stay_.left_at_us - from : until - from;
        if (is_anew && all_.free_time.rule == FreeRule::threshold && judged <= free) return 0;
        if (is_anew && all_.free_time.rule == FreeRule::deducted)
            from = std::min(from + free, until);
        if (is_first) ladder_from_ = from;
        const bool goes_on = all_.window.after_reset == AfterReset::continue_ladder;
        if (!goes_on) ladder_from_ = from, reached_.clear();
        std::vector<std::pair<std::size_t, std::int64_t>> stretches;
        for (auto at = from; at < until; at = at + 1min) {
            const auto line = line_at(all_, (at - ladder_from_) / 1min, at);
            if (stretches.empty() || stretches.back().first != line)
                stretches.emplace_back(line, 0);
            ++stretches.back().second;
        }
        return sum_fen(stretches);
    }
    std::int64_t units(const RateLine& line, std::int64_t minutes) const {
        const auto increment = *line.increment_minutes;
        return policy_.rounding == IncrementRounding::up ? (minutes + increment - 1) / increment
                                                         : minutes / increment;
    }
    std::int64_t sum_fen(const std::vector<std::pair<std::size_t, std::int64_t>>& stretches) {
        std::map<std::size_t, std::int64_t> by_line;
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> minutes_of_rate;
        std::map<std::size_t, std::int64_t> minutes_of_line;
        for (const auto& [place, minutes] : stretches) {
            const auto& line = all_.lines[place];
            if (line.type == RateLineType::flat_rate_tier)
                by_line[place] += reached_[place]++ == 0 ? line.value_fen.fen() : 0;
            else if (policy_.rounding_scope == RoundingScope::each_stretch)
                by_line[place] += units(line, minutes) * line.value_fen.fen();
            else if (line.max_value_fen)
                minutes_of_line[place] += minutes;
            else
                minutes_of_rate[{*line.increment_minutes, line.value_fen.fen()}] += minutes;
        }
        for (const auto& [place, minutes] : minutes_of_line)
            by_line[place] = units(all_.lines[place], minutes) * all_.lines[place].value_fen.fen();
        std::int64_t sum = 0;
        for (const auto& [place, amount] : by_line)
            sum += std::min(amount,
                            all_.lines[place].max_value_fen.value_or(Money::fen(INT64_MAX)).fen());
        for (const auto& [rate, minutes] : minutes_of_rate) {
            RateLine line;
            line.increment_minutes = rate.first;
            sum += units(line, minutes) * rate.second;
        }
        return sum;
    }

    const TariffPolicy& policy_;
    const RateLineCollection& all_;
    const Stay& stay_;
    UtcTime ladder_from_;
    std::map<std::size_t, int> reached_;
};

}  // namespace dlfp::pricing::testing
