// Table of contents of the part `diners`.
#include "scenarios/canteen/server/diners/diners.h"

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/diners/adjust_purse.h"
#include "scenarios/canteen/server/diners/diner_vault.h"
#include "scenarios/canteen/server/diners/dining_rules.h"
#include "scenarios/canteen/server/diners/expire_subsidies.h"
#include "scenarios/canteen/server/diners/follow_payments.h"
#include "scenarios/canteen/server/diners/grant_subsidies.h"
#include "scenarios/canteen/server/diners/import_diners.h"
#include "scenarios/canteen/server/diners/merge_diners.h"
#include "scenarios/canteen/server/diners/own_dining.h"
#include "scenarios/canteen/server/diners/own_purses.h"
#include "scenarios/canteen/server/diners/own_switches.h"
#include "scenarios/canteen/server/diners/staff_diners.h"

namespace dlfp::canteen {
namespace {

void set_up_diners(api::Platform& platform) {
    platform.ports.provide(
        std::make_shared<DinerVault>(platform.ports.get<crypto::KeyRing>(), platform.random));
    auto& kinds = platform.ports.get<approval::Kinds>();
    add_grant_kind(kinds);
    add_adjustment_kind(kinds);
}

void add_staff_endpoints(api::Module& module) {
    module.add(list_diners_endpoint)
        .add(show_diner_endpoint)
        .add(list_diner_versions_endpoint)
        .add(create_diner_endpoint)
        .add(edit_diner_endpoint)
        .add(set_diner_state_endpoint)
        .add(merge_diners_endpoint)
        .add(show_dining_rule_endpoint)
        .add(set_dining_rule_endpoint)
        .add(prepare_adjustment_endpoint)
        .add(preview_import_endpoint)
        .add(confirm_import_endpoint);
}

void add_subsidy_endpoints(api::Module& module) {
    module.add(list_subsidy_types_endpoint)
        .add(create_subsidy_type_endpoint)
        .add(edit_subsidy_type_endpoint)
        .add(show_funding_endpoint)
        .add(add_funding_endpoint)
        .add(prepare_grants_endpoint)
        .add(list_grants_endpoint);
}

void add_customer_endpoints(api::Module& module) {
    module.add(show_dining_endpoint)
        .add(link_dining_endpoint)
        .add(join_as_guest_endpoint)
        .add(list_own_purses_endpoint)
        .add(list_purse_entries_endpoint)
        .add(top_up_purse_endpoint)
        .add(return_purse_endpoint)
        .add(show_switches_endpoint)
        .add(set_switches_endpoint);
}

}  // namespace

void add_diners(api::Module& module) {
    add_staff_endpoints(module);
    add_subsidy_endpoints(module);
    add_customer_endpoints(module);
    module.jobs.push_back({"canteen.expire_subsidies", 10min, &expire_subsidies});
    module.set_up = [before = module.set_up](api::Platform& platform) {
        if (before) before(platform);
        set_up_diners(platform);
    };
    module.subscribers.push_back(
        {"canteen.settle_arrears_after_refund", payment::refunded_topic, &settle_after_refund});
    module.subscribers.push_back({"canteen.tell_of_meal", payment::charged_topic, &tell_of_meal});
}

}  // namespace dlfp::canteen
