// The operator's rule for guests.
#include "scenarios/canteen/server/diners/dining_rules.h"

#include <algorithm>

namespace dlfp::canteen {

Result<ShowDiningRuleReply> show_dining_rule(const api::NoRequest&, api::ReadCall& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto rule = SubsidyRepository{call.reader()}.rule_of(organisation_id);
    ShowDiningRuleReply reply{rule.allows_guests, rule.guest_price_class_id, {}};
    for (const auto& known : DinerRepository{call.reader()}.list_classes(organisation_id))
        reply.classes.push_back({known.id, known.name});
    return reply;
}

Result<DiningRuleView> set_dining_rule(const DiningRuleView& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    SubsidyBooks books{call.transaction()};
    auto rule = books.lock_rule(organisation_id);
    if (request.guest_price_class_id) {
        const auto classes = DinerRepository{call.reader()}.list_classes(organisation_id);
        if (std::ranges::find(classes, *request.guest_price_class_id, &NamedClass::id) ==
            classes.end())
            return price_class_unknown;
    }
    call.changed("allows_guests", rule.allows_guests ? "yes" : "no",
                 request.allows_guests ? "yes" : "no");
    rule.allows_guests = request.allows_guests;
    rule.guest_price_class_id = request.guest_price_class_id;
    books.set_rule(rule);
    return request;
}

}  // namespace dlfp::canteen
