// The comparison that lets a customer be a diner.
#include "scenarios/canteen/server/diners/link_customer.h"

namespace dlfp::canteen {
namespace {

bool is_named(const api::ReadCall& call, identity::CustomerId customer_id,
              const DinerDetails& details) {
    if (!identity::is_verified(call.reader(), customer_id)) return false;
    const auto person = identity::verified_identity(call, customer_id, "canteen.link_diner");
    return person && person->name.reveal() == details.name &&
           person->mobile.reveal() == details.mobile;
}

}  // namespace

bool is_same_person(const api::ReadCall& call, const DinerRow& row,
                    identity::CustomerId customer_id) {
    return is_named(call, customer_id, open_details(call.platform(), row));
}

std::optional<identity::CustomerId> enrol_and_match(const api::Call& call,
                                                    const DinerDetails& details) {
    const auto mobile = identity::MobileNumber::parse(details.mobile);
    if (!mobile) throw std::logic_error("a diner's mobile number was not checked");
    const auto customer_id =
        identity::find_or_enrol_customer(call.platform(), call.transaction(), {*mobile});
    if (!is_named(call, customer_id, details)) return {};
    return customer_id;
}

}  // namespace dlfp::canteen
