// Which days are worked in China: holidays and adjusted working days as data, weekends otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/pricing/server/rate_table.h"

namespace dlfp::pricing {

struct Holiday {
    std::string name;
    BusinessDate from;
    BusinessDate until;  ///< the last day off
};
BOOST_DESCRIBE_STRUCT(Holiday, (), (name, from, until))

/// A calendar as published: outside of `valid_from` … `valid_until` only weekends are known.
struct CalendarTable {
    std::string source;
    BusinessDate valid_from;
    BusinessDate valid_until;
    std::vector<Holiday> holidays;
    std::vector<BusinessDate> working_days;  ///< weekend days that are worked
};
BOOST_DESCRIBE_STRUCT(CalendarTable, (), (source, valid_from, valid_until, holidays, working_days))

/// Answers for any day in constant time.
class Calendar {
public:
    explicit Calendar(CalendarTable table);

    DayKind kind_of(std::int32_t day) const {
        const auto place = static_cast<std::uint32_t>(day - first_day_);
        if (place < kinds_.size()) return kinds_[place];
        return weekday_of(day) >= 5 ? DayKind::rest_day : DayKind::working_day;
    }
    /// Days since 1970 to Monday 0 … Sunday 6.
    static int weekday_of(std::int32_t day) {
        return static_cast<int>((static_cast<std::uint32_t>(day) + 3U) % 7U);
    }
    const CalendarTable& table() const { return table_; }

private:
    CalendarTable table_;
    std::int32_t first_day_ = 0;
    std::vector<DayKind> kinds_;
};

/// The calendar of the State Council that the program carries (catalogue/china_calendar.json).
const Calendar& china_calendar();

}  // namespace dlfp::pricing
