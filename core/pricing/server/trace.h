// Why a price is what it is, step by step: lines of plain values that a client puts into words.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <vector>

namespace dlfp::pricing {

enum class TraceKind {
    collection,         ///< this collection applies to the vehicle
    measured,           ///< the stay counts as lasting from … until
    right,              ///< covered by an assigned right
    free,               ///< within the free time
    free_deducted,      ///< this part is free, the rest is billed
    window,             ///< a cap window; lines up to the next one belong to it
    stretch,            ///< time in one band, priced by itself
    counted,            ///< time in one band, priced together with others of its rate
    together,           ///< the price of what was counted
    line_bound,         ///< a line's own least or greatest amount
    least,              ///< the least amount of a window
    cap,                ///< the cap of a window
    full_window,        ///< the price of a whole window
    visit_cap,          ///< the cap of the visit
    coupon,             ///< `place` counts the coupons of the stay
    restart,            ///< a new ladder after payment
    grace,              ///< left within the time to leave after payment
    paid,               ///< paid before
    missing_entry_fee,  ///< the flat fee where no entry is known
};
BOOST_DESCRIBE_ENUM(TraceKind, collection, measured, right, free, free_deducted, window, stretch,
                    counted, together, line_bound, least, cap, full_window, visit_cap, coupon,
                    restart, grace, paid, missing_entry_fee)

/// One step. The amounts of all steps, each times its count, add up to what is due, before
/// `overpaid_fen`.
struct TraceStep {
    TraceKind kind{};
    std::int64_t from_us = 0;
    std::int64_t until_us = 0;
    std::int64_t place = -1;       ///< of the line, collection, coupon or right in its list
    std::int64_t units = 0;        ///< increments billed
    std::int64_t amount_fen = 0;   ///< of one occurrence; negative for deductions
    std::int64_t occurrences = 1;  ///< of a window that repeats itself, with all its lines
};
BOOST_DESCRIBE_STRUCT(TraceStep, (),
                      (kind, from_us, until_us, place, units, amount_fen, occurrences))
using Trace = std::vector<TraceStep>;

}  // namespace dlfp::pricing
