// Outlets and serving areas of the caller's operator.
#include "scenarios/canteen/server/catalogue/maintain_outlets.h"

#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {
namespace {

Outlet filled(Outlet outlet, const OutletFields& fields) {
    outlet.name = fields.name;
    outlet.address = fields.address;
    outlet.pick_up_note = fields.pick_up_note;
    outlet.is_open_to_public = fields.is_open_to_public;
    outlet.state = fields.state.value_or(EntryState::active);
    return outlet;
}

ServingArea filled(ServingArea area, const AreaFields& fields) {
    area.name = fields.name;
    area.manage_mode = fields.manage_mode;
    area.state = fields.state.value_or(EntryState::active);
    return area;
}

}  // namespace

Result<ListOutletsReply> list_own_outlets(const api::NoRequest&, api::ReadCall& call) {
    OfferRepository offer{call.reader()};
    const auto own = identity::organisation_of(call.caller());
    return ListOutletsReply{offer.list_outlets(own), offer.list_areas(own)};
}

Result<Outlet> add_outlet(const OutletFields& request, api::Call& call) {
    Outlet empty;
    empty.id = call.next_id<OutletTag>();
    empty.organisation_id = identity::organisation_of(call.caller());
    const auto outlet = filled(empty, request);
    OfferBooks{call.transaction()}.add_outlet(outlet);
    call.about("canteen_outlet", outlet.id.to_text());
    record_changes(call, empty, outlet);
    return outlet;
}

Result<Outlet> replace_outlet(const ReplaceOutletRequest& request, api::Call& call) {
    OfferBooks offer{call.transaction()};
    TRY(const auto before, own_or(offer.find_outlet(request.outlet_id), call, outlet_not_found));
    const auto after = filled(before, request);
    offer.replace_outlet(after);
    call.about("canteen_outlet", after.id.to_text());
    record_changes(call, before, after);
    return after;
}

Result<ServingArea> add_area(const AddAreaRequest& request, api::Call& call) {
    OfferBooks offer{call.transaction()};
    TRY(const auto outlet, own_or(offer.find_outlet(request.outlet_id), call, outlet_not_found));
    ServingArea empty;
    empty.id = call.next_id<ServingAreaTag>();
    empty.organisation_id = outlet.organisation_id;
    empty.outlet_id = outlet.id;
    const auto area = filled(empty, request);
    offer.add_area(area);
    call.about("canteen_serving_area", area.id.to_text());
    record_changes(call, empty, area);
    return area;
}

Result<ServingArea> replace_area(const ReplaceAreaRequest& request, api::Call& call) {
    OfferBooks offer{call.transaction()};
    TRY(const auto before, own_or(offer.find_area(request.area_id), call, serving_area_not_found));
    const auto after = filled(before, request);
    offer.replace_area(after);
    call.about("canteen_serving_area", after.id.to_text());
    record_changes(call, before, after);
    return after;
}

}  // namespace dlfp::canteen
