// What is wrong with a rate table, with the place named: nothing that prices wrongly gets further.
#pragma once

#include "core/pricing/server/rate_table.h"

namespace dlfp::pricing {

enum class FindingKind {
    no_collection,
    no_line,
    gap,                     ///< minutes for which no line speaks
    overlap,                 ///< minutes for which two lines speak: `place` and `other_place`
    unreachable_line,        ///< no stay ever gets there
    unreachable_collection,  ///< `other_place` takes every vehicle that this one is for
    ambiguous_priority,      ///< `other_place` has the same priority and takes the same vehicles
    vehicles_left_out,       ///< nobody prices some vehicle
    negative_price,
    price_too_high,
    least_above_most,
    bad_number,  ///< a minute, a length or a count outside of its range
    increment_missing,
    repeated_code,
    increment_unused,  ///< a flat line with an increment
    ladder_ends,       ///< the last tier of the ladder ends
};
BOOST_DESCRIBE_ENUM(FindingKind, no_collection, no_line, gap, overlap, unreachable_line,
                    unreachable_collection, ambiguous_priority, vehicles_left_out, negative_price,
                    price_too_high, least_above_most, bad_number, increment_missing, repeated_code,
                    increment_unused, ladder_ends)

/// One finding. `place` and `other_place` are JSON pointers into the table; minutes, part of the
/// ladder and day say where in the collection a gap or overlap lies.
struct Finding {
    FindingKind kind{};
    std::string place;
    std::string other_place;
    std::optional<std::int64_t> duration_start;
    std::optional<std::int64_t> duration_end;
    std::optional<std::int64_t> from_minute;
    std::optional<std::int64_t> until_minute;
    std::vector<DayKind> day_kinds;
    std::vector<Weekday> weekdays;
};
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (kind, place, other_place, duration_start, duration_end, from_minute,
                       until_minute, day_kinds, weekdays))

/// No line may cost more than 10,000,000 yuan a unit: sums of ten years stay representable.
inline constexpr Money price_max = yuan(10'000'000);

/// All findings, in the order of the table, at most 200. Numbers come first: while one is out of
/// its range, coverage is not judged.
std::vector<Finding> validate_table(const RateTable& table);

}  // namespace dlfp::pricing
