// The customer's own way into a canteen.
#include "scenarios/canteen/server/diners/own_dining.h"

#include "scenarios/canteen/server/diners/diner_vault.h"
#include "scenarios/canteen/server/diners/link_customer.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

std::string name_of(sql::Reader& reader, identity::OrganisationId id) {
    const auto organisation = identity::find_organisation(reader, id);
    return organisation ? organisation->short_name : id.to_text();
}

OwnDining own_dining(sql::Reader& reader, const Diner& diner) {
    OwnDining own{.organisation_id = diner.organisation_id,
                  .organisation_name = name_of(reader, diner.organisation_id),
                  .diner_id = diner.id,
                  .diner_number = diner.diner_number,
                  .price_class_name = price_class_name(reader, diner)};
    const auto may_dine = check_may_dine(reader, diner);
    own.may_dine = may_dine.has_value();
    if (!may_dine) own.reason = may_dine.error().code();
    return own;
}

ShowDiningReply dining_of(sql::Reader& reader, identity::CustomerId customer_id) {
    DinerRepository repository{reader};
    ShowDiningReply reply;
    for (const auto& diner : repository.list_of_customer(customer_id))
        reply.canteens.push_back(own_dining(reader, diner));
    for (const auto organisation_id : SubsidyRepository{reader}.list_taking_guests())
        if (!repository.find_of_customer(organisation_id, customer_id))
            reply.guests_welcome.push_back({organisation_id, name_of(reader, organisation_id)});
    reply.obstacle =
        plan_dining_step({.is_verified = identity::is_verified(reader, customer_id),
                          .has_account = account::has_dining_account(reader, customer_id),
                          .is_known = !reply.canteens.empty()});
    return reply;
}

/// A number of its own for somebody the operator did not number: from the time-ordered id.
std::string guest_number(DinerId id) { return "G" + id.to_text().substr(4, 16); }

}  // namespace

DiningObstacle plan_dining_step(const DiningFacts& facts) {
    if (!facts.is_verified) return DiningObstacle::not_verified;
    if (!facts.has_account) return DiningObstacle::account_missing;
    return facts.is_known ? DiningObstacle::none : DiningObstacle::unknown_to_canteen;
}

Result<ShowDiningReply> show_dining(const api::NoRequest&, api::ReadCall& call) {
    return dining_of(call.reader(), identity::customer_of(call.caller()));
}

Result<ShowDiningReply> link_dining(const api::NoRequest&, api::Call& call) {
    const auto customer_id = identity::customer_of(call.caller());
    TRY(const auto person, identity::verified_identity(call, customer_id, "canteen.link_diner"));
    const auto mobile = identity::MobileNumber::parse(person.mobile.reveal());
    if (!mobile) throw std::logic_error("a customer without a mobile number");
    DinerBooks diners{call.transaction()};
    for (const auto& found : diners.list_by_mobile(call.port<DinerVault>().mobile_index(*mobile))) {
        if (found.customer_id || found.merged_into) continue;
        if (open_details(call.platform(), found).name != person.name.reveal()) continue;
        if (diners.find_of_customer(found.organisation_id, customer_id)) continue;
        auto linked = found;
        linked.customer_id = customer_id;
        TRY_DONE(change_diner(payment::scope_of(call), linked, {customer_id.to_text(), "linked"}));
    }
    return dining_of(call.reader(), customer_id);
}

Result<ShowDiningReply> join_as_guest(const JoinAsGuestRequest& request, api::Call& call) {
    const auto customer_id = identity::customer_of(call.caller());
    const auto rule = SubsidyRepository{call.reader()}.rule_of(request.organisation_id);
    if (!rule.allows_guests) return guests_not_allowed;
    if (!account::has_dining_account(call.reader(), customer_id)) return dining_account_missing;
    TRY(const auto person, identity::verified_identity(call, customer_id, "canteen.join_as_guest"));
    const auto id = call.next_id<DinerTag>();
    TRY_DONE(enrol_diner(payment::scope_of(call),
                         {.id = id,
                          .organisation_id = request.organisation_id,
                          .details = {.diner_number = guest_number(id),
                                      .name = person.name.reveal(),
                                      .mobile = person.mobile.reveal(),
                                      .department = "",
                                      .price_class_id = rule.guest_price_class_id,
                                      .avoided_allergens = "",
                                      .card_number = {}},
                          .customer_id = customer_id}));
    return dining_of(call.reader(), customer_id);
}

}  // namespace dlfp::canteen
