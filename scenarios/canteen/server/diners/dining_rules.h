// What an operator decides about diners in general.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"
#include "scenarios/canteen/server/diners/staff_diners.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {

struct DiningRuleView {
    bool allows_guests = false;
    std::optional<PriceClassId> guest_price_class_id;
};
BOOST_DESCRIBE_STRUCT(DiningRuleView, (), (allows_guests, guest_price_class_id))

struct PriceClassName {
    PriceClassId price_class_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PriceClassName, (), (price_class_id, name))
/// The rule with the price classes that diners and guests may have.
struct ShowDiningRuleReply {
    bool allows_guests = false;
    std::optional<PriceClassId> guest_price_class_id;
    std::vector<PriceClassName> classes;
};
BOOST_DESCRIBE_STRUCT(ShowDiningRuleReply, (), (allows_guests, guest_price_class_id, classes))

Result<ShowDiningRuleReply> show_dining_rule(const api::NoRequest& request, api::ReadCall& call);
Result<DiningRuleView> set_dining_rule(const DiningRuleView& request, api::Call& call);

inline constexpr auto show_dining_rule_endpoint =
    api::get<&show_dining_rule>("/staff/canteen/dining-rule")
        .doc("Whether guests may join by themselves, and at which price class.")
        .for_staff(view_canteen)
        .limits(diner_read_limits)
        .may_fail();
inline constexpr auto set_dining_rule_endpoint =
    api::put<&set_dining_rule>("/staff/canteen/dining-rule")
        .doc("Decides whether guests may join by themselves.")
        .for_staff(manage_diners)
        .naturally_idempotent()
        .limits(diner_write_limits)
        .may_fail(price_class_unknown);

}  // namespace dlfp::canteen
