// The published calendar, laid out day by day.
#include "core/pricing/server/calendar.h"

#include <stdexcept>

#include "core/pricing/server/catalogue.h"
#include "platform/api/field.h"

namespace dlfp::pricing {

Calendar::Calendar(CalendarTable table)
    : table_{std::move(table)}, first_day_{table_.valid_from.days()} {
    for (auto day = first_day_; day <= table_.valid_until.days(); ++day)
        kinds_.push_back(weekday_of(day) >= 5 ? DayKind::rest_day : DayKind::working_day);
    const auto set = [&](std::int32_t day, DayKind kind) {
        const auto place = static_cast<std::uint32_t>(day - first_day_);
        if (place < kinds_.size()) kinds_[place] = kind;
    };
    for (const auto& holiday : table_.holidays)
        for (auto day = holiday.from.days(); day <= holiday.until.days(); ++day)
            set(day, DayKind::holiday);
    for (const auto day : table_.working_days) set(day.days(), DayKind::working_day);
}

const Calendar& china_calendar() {
    static const Calendar calendar{[] {
        CalendarTable table;
        api::FieldProblem problem;
        const auto document = api::JsonDocument::parse(catalogue_file("china_calendar.json"));
        if (!document || !api::read_field(document->root(), table, problem))
            throw std::logic_error("the calendar is unreadable at " + problem.pointer);
        return table;
    }()};
    return calendar;
}

}  // namespace dlfp::pricing
