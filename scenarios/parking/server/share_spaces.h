// Which visits a leased space covers, and for how long: what becomes the rights that core/pricing
// leaves out of the price. Pure.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/pricing/server/stay.h"

namespace dlfp::parking {

/// One visit of a vehicle that belongs to the lease; without an end it is still inside.
struct Visit {
    std::int64_t number{};
    UtcTime entered_at_us;
    std::optional<UtcTime> left_at_us;
};

/// Spaces that several vehicles share: never more of them are covered at once than there are
/// spaces. `until_us` no longer belongs to the lease.
struct SpaceLease {
    std::string reference;
    UtcTime from_us;
    UtcTime until_us;
    std::size_t spaces = 1;
};

struct CoveredVisit {
    std::int64_t number{};
    std::vector<pricing::AssignedRight> rights;  ///< in order, apart from each other
};

/// The rights of each visit, in the order of the numbers. Who came first is covered first; when a
/// covered vehicle leaves, the one that has waited longest is covered from that moment (P8). A
/// visit that goes on is covered at most to the end of the lease (P7).
std::vector<CoveredVisit> share_spaces(std::vector<Visit> visits, const SpaceLease& lease);

}  // namespace dlfp::parking
