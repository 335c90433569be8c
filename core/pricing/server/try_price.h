// The what-if calculator: any table, one that is only being written, too, any stay; keeps nothing.
#pragma once

#include "core/pricing/server/explained_price.h"
#include "core/pricing/server/permissions.h"
#include "core/pricing/server/validate_table.h"
#include "platform/api/endpoint.h"

namespace dlfp::pricing {

struct TryPriceRequest {
    RateTable table;
    PricedCase priced{};
    Stay stay;
};
BOOST_DESCRIBE_STRUCT(TryPriceRequest, (), (table, priced, stay))
/// Either findings or a price.
struct TryPriceReply {
    std::vector<Finding> findings;
    std::optional<ExplainedPrice> explained;
};
BOOST_DESCRIBE_STRUCT(TryPriceReply, (), (findings, explained))

Result<TryPriceReply> try_price(const TryPriceRequest& request, api::Call& call);

inline constexpr auto try_price_endpoint =
    api::post<&try_price>("/staff/pricing/trials")
        .doc("Checks a rate table and prices a stay by it, with every step; keeps nothing.")
        .for_staff(view_prices)
        .naturally_idempotent()
        .limits({.body_bytes_max = 262'144, .calls_per_minute_max = 120, .deadline = 5s})
        .may_fail(stay_malformed, left_before_entered, stay_too_long, entry_unknown);

}  // namespace dlfp::pricing
