// Table of contents of core/payment.
#include "core/payment/server/module.h"

#include "core/payment/server/cashier.h"
#include "core/payment/server/charge_card.h"
#include "core/payment/server/evidence_repository.h"
#include "core/payment/server/expire_orders.h"
#include "core/payment/server/staff_books.h"
#include "core/payment/server/tell_customer.h"

namespace dlfp::payment {
namespace {

Result<Done> open_bank_accounts(sql::Transaction& transaction, UtcTime now) {
    using enum ledger::AccountCode;
    TRY_DONE(ledger::open_account(
        transaction, {.id = fee_income_account_id, .code = fee_income, .holder = "bank"}, now));
    TRY_DONE(ledger::open_account(
        transaction, {.id = suspense_account_id, .code = suspense, .holder = "bank"}, now));
    return done;
}

void set_up(api::Platform& platform) {
    platform.ports.get<approval::Kinds>().add(refund_kind());
    platform.database
        .write([&](sql::Transaction& transaction) {
            return open_bank_accounts(transaction, platform.clock.now());
        })
        .value();
}

void add_customer_endpoints(api::Module& module) {
    module.add(list_payments_endpoint)
        .add(show_payment_endpoint)
        .add(charge_payment_endpoint)
        .add(open_charge_confirmation_endpoint)
        .add(show_receipt_endpoint)
        .add(make_code_endpoint)
        .add(show_preference_endpoint)
        .add(set_preference_endpoint);
}

void add_staff_endpoints(api::Module& module) {
    module.add(list_merchant_payments_endpoint)
        .add(show_merchant_payment_endpoint)
        .add(refund_payment_endpoint)
        .add(list_settlements_endpoint)
        .add(export_settlements_endpoint)
        .add(settle_merchant_day_endpoint)
        .add(show_reconciliation_endpoint)
        .add(export_reconciliation_endpoint)
        .add(run_reconciliation_endpoint)
        .add(list_open_differences_endpoint)
        .add(resolve_difference_endpoint);
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "payment", .title_zh = "支付"};
    module.evidence = evidence_probes();
    module.permissions = {&view_payments, &refund_payments, &approve_refunds, &view_settlements,
                          &reconcile_books};
    add_customer_endpoints(module);
    add_staff_endpoints(module);
    module.jobs = {{"payment.advance_cards", 1s, &advance_cards},
                   {"payment.expire_orders", 5s, &expire_orders},
                   {"payment.settle_days", 10min, &settle_days},
                   {"payment.reconcile_days", 10min, &reconcile_days}};
    add_notices(module);
    module.set_up = &set_up;
    return module;
}

}  // namespace dlfp::payment
