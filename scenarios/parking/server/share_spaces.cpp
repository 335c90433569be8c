// Between two moments at which anybody comes or goes, the same vehicles are covered.
#include "scenarios/parking/server/share_spaces.h"

#include <algorithm>
#include <tuple>

namespace dlfp::parking {
namespace {

/// All moments at which who is covered may change, from the start of the lease to its end.
std::vector<UtcTime> moments_of(const std::vector<Visit>& visits, const SpaceLease& lease) {
    std::vector<UtcTime> moments{lease.from_us, lease.until_us};
    for (const auto& visit : visits) {
        moments.push_back(visit.entered_at_us);
        if (visit.left_at_us) moments.push_back(*visit.left_at_us);
    }
    std::erase_if(
        moments, [&](UtcTime moment) { return moment < lease.from_us || moment > lease.until_us; });
    std::ranges::sort(moments);
    const auto repeated = std::ranges::unique(moments);
    moments.erase(repeated.begin(), repeated.end());
    return moments;
}

bool is_inside(const Visit& visit, UtcTime moment) {
    return visit.entered_at_us <= moment && (!visit.left_at_us || *visit.left_at_us > moment);
}

void cover(CoveredVisit& visit, const SpaceLease& lease, UtcTime from, UtcTime until) {
    if (!visit.rights.empty() && visit.rights.back().until_us == from)
        visit.rights.back().until_us = until;
    else
        visit.rights.push_back({pricing::RightKind::leased_space, lease.reference, from, until});
}

}  // namespace

std::vector<CoveredVisit> share_spaces(std::vector<Visit> visits, const SpaceLease& lease) {
    std::ranges::sort(visits, {}, [](const Visit& visit) {
        return std::tuple{visit.entered_at_us, visit.number};
    });
    std::vector<CoveredVisit> covered;
    for (const auto& visit : visits) covered.push_back({visit.number, {}});
    const auto moments = moments_of(visits, lease);
    for (std::size_t place = 0; place + 1 < moments.size(); ++place) {
        auto free = lease.spaces;
        for (std::size_t one = 0; one < visits.size() && free > 0; ++one) {
            if (!is_inside(visits[one], moments[place])) continue;
            cover(covered[one], lease, moments[place], moments[place + 1]);
            --free;
        }
    }
    std::ranges::sort(covered, {}, &CoveredVisit::number);
    return covered;
}

}  // namespace dlfp::parking
