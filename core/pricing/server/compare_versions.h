// Two versions side by side: what differs in the text, and what that does to typical stays.
#pragma once

#include "core/pricing/server/permissions.h"
#include "core/pricing/server/tariff_in_force.h"
#include "platform/api/endpoint.h"

namespace dlfp::pricing {

/// `place` is a pointer in which lines and collections are named by their codes.
struct Difference {
    std::string place;
    std::optional<std::string> before;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (place, before, after))

/// A typical stay under both versions; nothing where a version cannot price it.
struct SamplePrice {
    UtcTime entered_at_us;
    std::int64_t minutes = 0;
    Energy energy{};
    std::optional<Money> before_fen;
    std::optional<Money> after_fen;
};
BOOST_DESCRIBE_STRUCT(SamplePrice, (), (entered_at_us, minutes, energy, before_fen, after_fen))

struct CompareVersionsRequest {
    VersionId from_version_id;
    VersionId to_version_id;
};
BOOST_DESCRIBE_STRUCT(CompareVersionsRequest, (), (from_version_id, to_version_id))
struct CompareVersionsReply {
    std::int64_t from_number = 0;
    std::int64_t to_number = 0;
    std::vector<Difference> differences;
    std::vector<SamplePrice> samples;
};
BOOST_DESCRIBE_STRUCT(CompareVersionsReply, (), (from_number, to_number, differences, samples))

/// Every value that is not the same in both, in the order of the first table, then of the second.
std::vector<Difference> differences_of(const RateTable& before, const RateTable& after);

Result<CompareVersionsReply> compare_versions(const CompareVersionsRequest& request,
                                              api::ReadCall& call);

inline constexpr auto compare_versions_endpoint =
    api::get<&compare_versions>("/staff/pricing/comparison")
        .doc("Compares two versions: what differs, and what typical stays cost under each.")
        .for_staff(view_prices)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(version_not_found);

}  // namespace dlfp::pricing
