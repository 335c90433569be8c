// Making, showing and honouring quotes.
#include "core/pricing/server/quote.h"

#include "core/identity/server/identity.h"
#include "core/pricing/server/table_text.h"
#include "platform/base/planted.h"

namespace dlfp::pricing {
namespace {

/// The steps are worked out again from the frozen version and facts; the price is the stored one.
QuoteView view_of(const api::Platform& platform, sql::Reader& reader, const QuoteRow& row) {
    QuoteView view{.quote_id = row.id,
                   .version_id = row.version_id,
                   .stay = from_json<Stay>(row.stay),
                   .price = from_json<Price>(row.price),
                   .quoted_at_us = row.quoted_at_us,
                   .expires_at_us = row.expires_at_us,
                   .honoured_at_us = row.honoured_at_us,
                   .honoured_for = row.honoured_for};
    const auto version = table_repository::find_version(reader, row.version_id);
    if (!version) return view;
    view.version_number = version->number;
    const auto tariff = platform.ports.get<TariffShelf>().tariff_of(*version);
    auto explained = explain_price(*tariff, view.stay, row.priced);
    if (!explained) return view;
    view.steps = std::move(explained->steps);
    view.steps_left_out = explained->steps_left_out;
    return view;
}

std::optional<QuoteRow> find_own(sql::Reader& reader, QuoteId id,
                                 identity::OrganisationId organisation_id) {
    auto row = quote_repository::find(reader, id);
    if (row && row->organisation_id != organisation_id && !planted("pricing.foreign_quote_shown"))
        row.reset();
    return row;
}

}  // namespace

Result<QuoteView> make_quote(const approval::Place& place, const QuoteDraft& draft) {
    TRY(const TableRow table, own_table(place.transaction, draft.table_id, draft.organisation_id));
    const auto priced_by =
        draft.priced == PricedCase::stay ? draft.stay.entered_at_us : draft.stay.left_at_us;
    TRY(const TariffInForce in_force,
        tariff_in_force(place.platform, place.transaction, table, BusinessDate::of(priced_by)));
    TRY(auto explained, explain_price(*in_force.tariff, draft.stay, draft.priced));
    const QuoteRow row{.id = place.platform.random.next_id<QuoteTag>(place.now),
                       .organisation_id = draft.organisation_id,
                       .version_id = in_force.version_id,
                       .priced = draft.priced,
                       .stay = to_json(draft.stay),
                       .price = to_json(explained.price),
                       .total_fen = explained.price.total_fen,
                       .due_fen = explained.price.due_fen,
                       .quoted_at_us = place.now,
                       .expires_at_us = place.now + draft.valid_for};
    quote_repository::add(place.transaction, row);
    return QuoteView{.quote_id = row.id,
                     .version_id = row.version_id,
                     .version_number = in_force.number,
                     .stay = draft.stay,
                     .price = std::move(explained.price),
                     .steps = std::move(explained.steps),
                     .steps_left_out = explained.steps_left_out,
                     .quoted_at_us = row.quoted_at_us,
                     .expires_at_us = row.expires_at_us};
}

Result<QuoteView> honour_quote(const approval::Place& place, QuoteId id,
                               identity::OrganisationId organisation_id,
                               const std::string& reference) {
    auto row = find_own(place.transaction, id, organisation_id);
    if (!row) return quote_not_found;
    if (row->honoured_at_us) {
        if (row->honoured_for != reference) return quote_used;
        return view_of(place.platform, place.transaction, *row);
    }
    if (place.now > row->expires_at_us && !planted("pricing.old_quote_honoured"))
        return quote_expired;
    row->honoured_at_us = place.now;
    row->honoured_for = reference;
    if (quote_repository::honour(place.transaction, *row) == quote_repository::Honoured::before)
        return quote_used;
    return view_of(place.platform, place.transaction, *row);
}

Result<QuoteView> quote_stay(const QuoteStayRequest& request, api::Call& call) {
    const auto minutes = request.valid_minutes.value_or(api::Whole<1, 1440>{quote_minutes_default});
    return make_quote({call.platform(), call.transaction(), call.now()},
                      {.organisation_id = identity::organisation_of(call.caller()),
                       .table_id = request.table_id,
                       .priced = request.priced,
                       .stay = request.stay,
                       .valid_for = std::chrono::minutes(minutes.value)});
}

Result<QuoteView> show_quote(const ShowQuoteRequest& request, api::ReadCall& call) {
    const auto row =
        find_own(call.reader(), request.quote_id, identity::organisation_of(call.caller()));
    if (!row) return quote_not_found;
    return view_of(call.platform(), call.reader(), *row);
}

Result<QuoteView> honour(const HonourQuoteRequest& request, api::Call& call) {
    call.about("pricing_quote", request.quote_id.to_text());
    return honour_quote({call.platform(), call.transaction(), call.now()}, request.quote_id,
                        identity::organisation_of(call.caller()), request.reference);
}

}  // namespace dlfp::pricing
