// A bank with customers who hold electronic accounts, for tests of this module and of payments.
#pragma once

#include <algorithm>

#include "core/account/server/advance_fundings.h"
#include "core/account/server/eaccount_repository.h"
#include "core/account/server/module.h"
#include "core/account/server/open_eaccount.h"
#include "core/host/server/module.h"
#include "core/host/server/sandbox_demo.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/module.h"
#include "core/ledger/server/module.h"
#include "core/notice/server/module.h"
#include "core/notice/server/read_notices.h"
#include "core/outbox/server/module.h"
#include "tests/support/test_bank.h"

namespace dlfp::account {

/// Everything an electronic account needs, plus the modules of the test; one of them that is
/// here already is taken once.
class AccountBank {
public:
    explicit AccountBank(std::vector<api::Module> more = {},
                         const std::function<void(api::Platform&)>& prepare = {})
        : bank{with_lower_modules(std::move(more)), prepare} {
        host::load_sandbox_demo(platform());
    }

    api::Platform& platform() { return bank.platform(); }

    template <class F>
    auto write(F&& work) {
        auto outcome = bank.database().write(std::forward<F>(work));
        bank.deliver_events_unless_held();
        return outcome;
    }
    template <class F>
    auto read(F&& work) {
        std::optional<std::invoke_result_t<F&, sql::Reader&>> outcome;
        bank.database().read([&](sql::Reader& reader) { outcome.emplace(work(reader)); });
        return std::move(*outcome);
    }

    /// A verified customer's session.
    test::Client customer(identity::CustomerId id) {
        return bank.as(bank.caller(api::CallerKind::customer, id.bytes(),
                                   {"identity.registered", "identity.verified"}));
    }
    test::Client staff(const api::Permission& permission,
                       identity::OrganisationId organisation = identity::bank_organisation_id,
                       std::uint8_t number = 1) {
        return bank.as(bank.caller(api::CallerKind::staff, {number}, {std::string(permission.code)},
                                   organisation.bytes()));
    }

    /// Titles in the customer's message centre, newest first.
    std::vector<std::string> notices_of(identity::CustomerId id) {
        std::vector<std::string> titles;
        for (const auto& line : customer(id).call(notice::list_notices_endpoint, {})->items)
            titles.push_back(line.title);
        return titles;
    }

    /// The host's agreement for one of the sandbox's demo accounts, by its line in the README.
    host::BindingReply bound(std::size_t line = 0) {
        const auto account = host::sandbox_demo_accounts().at(line);
        return platform().ports.get<host::HostPort>().check_binding(
            {{account.holder_name, Secret<>{account.id_number}, account.mobile},
             Secret<>{account.account_number}});
    }

    EAccountId open(identity::CustomerId customer_id,
                    AccountClass account_class = AccountClass::class_two, std::size_t line = 0) {
        const auto agreement = bound(line);
        return write([&](sql::Transaction& transaction) {
                   return open_bound_eaccount({platform(), transaction},
                                              {.id = bank.next_id<ledger::AccountTag>(),
                                               .binding_id = bank.next_id<BindingTag>(),
                                               .customer_id = customer_id,
                                               .account_class = account_class,
                                               .bound = agreement},
                                              bank.now());
               })
            .value()
            .id;
    }

    /// Puts money into an account as a settled top-up would.
    void fill(ledger::AccountId id, Money amount) {
        write([&](sql::Transaction& transaction) {
            return ledger::post(transaction,
                                {.id = bank.next_id<ledger::TransferTag>(),
                                 .debit_account_id = host_clearing_account_id,
                                 .credit_account_id = id,
                                 .amount_fen = amount,
                                 .cause = {"test.fill", id.bytes()}},
                                bank.now());
        }).value();
    }

    Money balance(ledger::AccountId id) {
        return read([&](sql::Reader& reader) {
            return ledger::find_account(reader, id).value().balance_fen();
        });
    }

    /// The job's next round.
    void advance_host() { advance_fundings(platform(), bank.now()); }

    test::TestBank bank;

private:
    static std::vector<api::Module> with_lower_modules(std::vector<api::Module> more) {
        std::vector<api::Module> modules;
        modules.push_back(outbox::make_module());
        modules.push_back(host::make_module());
        modules.push_back(ledger::make_module());
        modules.push_back(identity::make_module());
        modules.push_back(notice::make_module());
        modules.push_back(account::make_module());
        for (auto& module : more)
            if (std::ranges::find(modules, module.name, &api::Module::name) == modules.end())
                modules.push_back(std::move(module));
        return modules;
    }
};

inline constexpr auto zhang = identity::CustomerId::fixed(9001);
inline constexpr auto li = identity::CustomerId::fixed(9002);

}  // namespace dlfp::account
