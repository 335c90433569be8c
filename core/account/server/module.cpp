// Table of contents of core/account.
#include "core/account/server/module.h"

#include "core/account/server/account_demo.h"
#include "core/account/server/advance_fundings.h"
#include "core/account/server/fund_eaccount.h"
#include "core/account/server/open_eaccount.h"
#include "core/account/server/own_accounts.h"
#include "core/account/server/read_balance.h"
#include "core/account/server/real_name_by_host.h"
#include "core/account/server/staff_accounts.h"
#include "core/account/server/tell_customer.h"

namespace dlfp::account {
namespace {

void set_up(api::Platform& platform) {
    platform.ports.provide(std::make_shared<OwnerView>(platform.database));
    platform.ports.provide<identity::RealNameCheckPort>(
        std::make_shared<RealNameByHost>(platform.ports.get<host::HostPort>()));
    platform.database
        .write([&](sql::Transaction& transaction) {
            return open_bank_accounts(transaction, platform.clock.now());
        })
        .value();
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "account", .title_zh = "电子账户"};
    module.permissions = {&view_accounts, &freeze_accounts, &edit_limit_rules};
    module.add(show_accounts_endpoint)
        .add(open_eaccount_endpoint)
        .add(link_card_endpoint)
        .add(unlink_card_endpoint)
        .add(read_balance_endpoint)
        .add(read_statement_endpoint)
        .add(top_up_endpoint)
        .add(withdraw_endpoint)
        .add(show_funding_endpoint)
        .add(list_fundings_endpoint)
        .add(set_own_limits_endpoint)
        .add(close_eaccount_endpoint)
        .add(find_accounts_endpoint)
        .add(freeze_eaccount_endpoint)
        .add(list_limit_rules_endpoint)
        .add(add_limit_rule_endpoint);
    module.jobs = {{"account.advance_fundings", 1s, &advance_fundings}};
    add_notices(module);
    module.set_up = &set_up;
    module.load_demo = &load_demo;
    return module;
}

}  // namespace dlfp::account
