// Staff keep outlets and their serving areas: added, changed, retired, never deleted.
#pragma once

#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

struct ListOutletsReply {
    std::vector<Outlet> outlets;
    std::vector<ServingArea> areas;
};
BOOST_DESCRIBE_STRUCT(ListOutletsReply, (), (outlets, areas))
Result<ListOutletsReply> list_own_outlets(const api::NoRequest& request, api::ReadCall& call);

struct OutletFields {
    api::Text<40> name;
    api::Text<120, 0> address;
    api::Text<120, 0> pick_up_note;  ///< told with the pick-up number
    bool is_open_to_public = false;  ///< its menu is seen without login
    std::optional<EntryState> state;
};
BOOST_DESCRIBE_STRUCT(OutletFields, (), (name, address, pick_up_note, is_open_to_public, state))
Result<Outlet> add_outlet(const OutletFields& request, api::Call& call);

struct ReplaceOutletRequest : OutletFields {
    OutletId outlet_id;
};
BOOST_DESCRIBE_STRUCT(ReplaceOutletRequest, (OutletFields), (outlet_id))
Result<Outlet> replace_outlet(const ReplaceOutletRequest& request, api::Call& call);

struct AreaFields {
    api::Text<40> name;
    ManageMode manage_mode{};
    std::optional<EntryState> state;
};
BOOST_DESCRIBE_STRUCT(AreaFields, (), (name, manage_mode, state))
struct AddAreaRequest : AreaFields {
    OutletId outlet_id;
};
BOOST_DESCRIBE_STRUCT(AddAreaRequest, (AreaFields), (outlet_id))
Result<ServingArea> add_area(const AddAreaRequest& request, api::Call& call);

struct ReplaceAreaRequest : AreaFields {
    ServingAreaId area_id;
};
BOOST_DESCRIBE_STRUCT(ReplaceAreaRequest, (AreaFields), (area_id))
Result<ServingArea> replace_area(const ReplaceAreaRequest& request, api::Call& call);

inline constexpr auto list_own_outlets_endpoint =
    api::get<&list_own_outlets>("/staff/canteen/outlets")
        .doc("Outlets and serving areas of the own operator, retired ones at the end.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto add_outlet_endpoint = api::post<&add_outlet>("/staff/canteen/outlets")
                                                .doc("Adds an outlet.")
                                                .for_staff(manage_catalogue)
                                                .idempotent()
                                                .limits(catalogue_write_limits)
                                                .may_fail();
inline constexpr auto replace_outlet_endpoint =
    api::put<&replace_outlet>("/staff/canteen/outlets/{outlet_id}")
        .doc("Replaces everything about an outlet; `retired` takes it out of use.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(outlet_not_found);
inline constexpr auto add_area_endpoint =
    api::post<&add_area>("/staff/canteen/outlets/{outlet_id}/areas")
        .doc("Adds a serving area to an outlet.")
        .for_staff(manage_catalogue)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail(outlet_not_found);
inline constexpr auto replace_area_endpoint =
    api::put<&replace_area>("/staff/canteen/areas/{area_id}")
        .doc("Replaces everything about a serving area; `retired` takes it out of use.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(serving_area_not_found);

}  // namespace dlfp::canteen
