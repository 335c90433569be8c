// Tries every kind of vehicle on every visit at which something changes.
#include "core/pricing/server/check_eligibility.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/pricing/server/coverage.h"

namespace dlfp::pricing {
namespace {

struct Candidate {
    Vehicle vehicle;
    std::int64_t visit_number = 1;
};

std::vector<Candidate> candidates_of(const RateTable& table) {
    std::set<std::int64_t> visits{1};
    for (const auto& collection : table.collections) {
        visits.insert(collection.eligibility.visit_from);
        if (collection.eligibility.visit_until)
            visits.insert(*collection.eligibility.visit_until + 1);
    }
    std::vector<Candidate> candidates;
    for (const auto vehicle_class : {VehicleClass::small, VehicleClass::large,
                                     VehicleClass::motorcycle, VehicleClass::special})
        for (const auto energy : {Energy::fuel, Energy::new_energy})
            for (const auto membership : {Membership::visitor, Membership::resident,
                                          Membership::staff, Membership::reserved})
                for (const auto visit : visits)
                    candidates.push_back({{vehicle_class, energy, membership}, visit});
    return candidates;
}

std::string place_of(std::size_t place) { return "/collections/" + std::to_string(place); }

/// Who gets the candidate: the places of all that take it with the lowest priority number.
std::vector<std::size_t> first_of(const RateTable& table, const Candidate& candidate) {
    std::vector<std::size_t> first;
    for (std::size_t place = 0; place < table.collections.size(); ++place) {
        const auto& who = table.collections[place].eligibility;
        if (!takes(who, candidate.vehicle, candidate.visit_number)) continue;
        const auto best =
            first.empty() ? INT64_MAX : table.collections[first[0]].eligibility.priority;
        if (who.priority < best) first.clear();
        if (who.priority <= best) first.push_back(place);
    }
    return first;
}

}  // namespace

bool takes(const RateEligibility& who, const Vehicle& vehicle, std::int64_t visit_number) {
    return is_taken(who.vehicle_classes, vehicle.vehicle_class) &&
           is_taken(who.energies, vehicle.energy) &&
           is_taken(who.memberships, vehicle.membership) && visit_number >= who.visit_from &&
           visit_number <= who.visit_until.value_or(visit_number);
}

void check_eligibility(const RateTable& table, std::vector<Finding>& findings) {
    std::set<std::size_t> used;
    std::set<std::pair<std::size_t, std::size_t>> ambiguous;
    bool is_complete = true;
    for (const auto& candidate : candidates_of(table)) {
        const auto first = first_of(table, candidate);
        is_complete &= !first.empty();
        used.insert(first.begin(), first.end());
        if (first.size() > 1) ambiguous.emplace(first[0], first[1]);
    }
    if (!is_complete)
        findings.push_back({.kind = FindingKind::vehicles_left_out, .place = "/collections"});
    for (const auto& [one, other] : ambiguous)
        findings.push_back({.kind = FindingKind::ambiguous_priority,
                            .place = place_of(other) + "/eligibility/priority",
                            .other_place = place_of(one)});
    for (std::size_t place = 0; place < table.collections.size(); ++place)
        if (!used.contains(place))
            findings.push_back({.kind = FindingKind::unreachable_collection,
                                .place = place_of(place) + "/eligibility"});
}

}  // namespace dlfp::pricing
