// Quotes: a price frozen with its version, its facts and an expiry. It is honoured as it stands or
// refused; nothing about it ever changes. For scenarios and for counters.
#pragma once

#include "core/approval/server/approval.h"
#include "core/pricing/server/explained_price.h"
#include "core/pricing/server/permissions.h"
#include "core/pricing/server/pricing_failures.h"
#include "core/pricing/server/quote_repository.h"
#include "core/pricing/server/tariff_in_force.h"
#include "platform/api/endpoint.h"

namespace dlfp::pricing {

inline constexpr std::int64_t quote_minutes_default = 15;

struct QuoteView {
    QuoteId quote_id;
    VersionId version_id;
    std::int64_t version_number = 0;
    Stay stay;
    Price price;
    std::vector<TraceStep> steps;
    std::int64_t steps_left_out = 0;
    UtcTime quoted_at_us;
    UtcTime expires_at_us;
    std::optional<UtcTime> honoured_at_us;
    std::string honoured_for;
};
BOOST_DESCRIBE_STRUCT(QuoteView, (),
                      (quote_id, version_id, version_number, stay, price, steps, steps_left_out,
                       quoted_at_us, expires_at_us, honoured_at_us, honoured_for))

/// What is to be quoted, and for whom.
struct QuoteDraft {
    identity::OrganisationId organisation_id;
    TableId table_id;
    PricedCase priced{};
    Stay stay;
    Duration valid_for = std::chrono::minutes(quote_minutes_default);
};

/// Prices and stores: by the version in force on the day of entry (of leaving, where no entry is
/// known). In this order: table_not_found, no_price_in_force, what price_stay refuses.
Result<QuoteView> make_quote(const approval::Place& place, const QuoteDraft& draft);
/// Honours a quote for one thing, named by `reference`: once and again for the same thing, with the
/// price as it was quoted. quote_not_found, quote_expired (the last moment is within), quote_used.
Result<QuoteView> honour_quote(const approval::Place& place, QuoteId id,
                               identity::OrganisationId organisation_id,
                               const std::string& reference);

struct QuoteStayRequest {
    TableId table_id;
    PricedCase priced{};
    Stay stay;
    std::optional<api::Whole<1, 1440>> valid_minutes;
};
BOOST_DESCRIBE_STRUCT(QuoteStayRequest, (), (table_id, priced, stay, valid_minutes))
struct ShowQuoteRequest {
    QuoteId quote_id;
};
BOOST_DESCRIBE_STRUCT(ShowQuoteRequest, (), (quote_id))
struct HonourQuoteRequest {
    QuoteId quote_id;
    api::Text<64> reference;
};
BOOST_DESCRIBE_STRUCT(HonourQuoteRequest, (), (quote_id, reference))

Result<QuoteView> quote_stay(const QuoteStayRequest& request, api::Call& call);
Result<QuoteView> show_quote(const ShowQuoteRequest& request, api::ReadCall& call);
Result<QuoteView> honour(const HonourQuoteRequest& request, api::Call& call);

inline constexpr auto quote_stay_endpoint =
    api::post<&quote_stay>("/staff/pricing/quotes")
        .doc("Quotes a stay: the price stays as it is until the quote expires.")
        .for_staff(quote_prices)
        .idempotent()
        .limits({.body_bytes_max = 32'768, .calls_per_minute_max = 120, .deadline = 5s})
        .may_fail(table_not_found, no_price_in_force, stay_malformed, left_before_entered,
                  stay_too_long, entry_unknown);
inline constexpr auto show_quote_endpoint =
    api::get<&show_quote>("/staff/pricing/quotes/{quote_id}")
        .doc("Shows a quote with the steps that lead to its price.")
        .for_staff(quote_prices)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 5s})
        .may_fail(quote_not_found);
inline constexpr auto honour_quote_endpoint =
    api::post<&honour>("/staff/pricing/quotes/{quote_id}/honouring")
        .doc("Honours a quote once, for what the reference names, at the price that was quoted.")
        .for_staff(quote_prices)
        .idempotent()
        .limits({.body_bytes_max = 1'024, .calls_per_minute_max = 120, .deadline = 5s})
        .may_fail(quote_not_found, quote_expired, quote_used);

}  // namespace dlfp::pricing
