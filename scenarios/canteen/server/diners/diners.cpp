// Table of contents of the part `diners`.
#include "scenarios/canteen/server/diners/diners.h"

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/diners/diner_vault.h"
#include "scenarios/canteen/server/diners/follow_payments.h"

namespace dlfp::canteen {
namespace {

void set_up_diners(api::Platform& platform) {
    platform.ports.provide(
        std::make_shared<DinerVault>(platform.ports.get<crypto::KeyRing>(), platform.random));
}

}  // namespace

void add_diners(api::Module& module) {
    module.set_up = [before = module.set_up](api::Platform& platform) {
        if (before) before(platform);
        set_up_diners(platform);
    };
    module.subscribers.push_back(
        {"canteen.settle_arrears_after_refund", payment::refunded_topic, &settle_after_refund});
}

void load_demo_diners(api::Platform&) {}

}  // namespace dlfp::canteen
