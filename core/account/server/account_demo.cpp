// Demo rows are made the way real ones are: the sandbox host is asked, money comes from it.
#include "core/account/server/account_demo.h"

#include "core/account/server/advance_fundings.h"
#include "core/account/server/eaccount_repository.h"
#include "core/account/server/funding_repository.h"
#include "core/account/server/open_eaccount.h"
#include "core/identity/server/demo.h"

namespace dlfp::account {
namespace {

constexpr Money demo_balance = yuan(500);

host::BindingReply bind_demo(api::Platform& platform) {
    return platform.ports.get<host::HostPort>().check_binding(
        {{std::string(identity::demo_verified_name),
          Secret<>{std::string(identity::demo_verified_id_number)},
          std::string(identity::demo_verified_mobile)},
         Secret<>{"6222020000000000011"}});
}

Result<Done> open_and_ask(const EventPlace& place, const host::BindingReply& bound, UtcTime now) {
    auto& transaction = place.transaction;
    const EAccountOpening opening{.id = demo_eaccount_id,
                                  .binding_id = BindingId::fixed(200'101),
                                  .customer_id = identity::demo_verified_customer_id,
                                  .account_class = AccountClass::class_two,
                                  .bound = bound};
    TRY_DONE(open_bound_eaccount(place, opening, now));
    EAccountBooks books{transaction};
    auto counted = books.lock_counted(demo_eaccount_id).value();
    counted.incoming_fen += demo_balance;
    books.set_usage(demo_eaccount_id, counted);
    FundingBooks{transaction}.add({.id = FundingId::fixed(200'101),
                                   .account_id = demo_eaccount_id,
                                   .customer_id = opening.customer_id,
                                   .agreement_number = bound.agreement_number,
                                   .direction = FundingDirection::top_up,
                                   .amount_fen = demo_balance,
                                   .transfer_id = ledger::TransferId::fixed(200'101),
                                   .requested_at_us = now,
                                   .requested_day = BusinessDate::of(now),
                                   .next_attempt_at_us = now});
    return done;
}

}  // namespace

Result<Done> open_bank_accounts(sql::Transaction& transaction, UtcTime now) {
    TRY_DONE(ledger::open_account(transaction,
                                  {.id = host_clearing_account_id,
                                   .code = ledger::AccountCode::host_clearing,
                                   .holder = "bank"},
                                  now));
    return done;
}

void load_demo(api::Platform& platform) {
    const auto now = platform.clock.now();
    bool is_loaded = false;
    platform.database.read([&](sql::Reader& reader) {
        is_loaded = EAccountRepository{reader}.find(demo_eaccount_id).has_value();
    });
    if (is_loaded) return;
    const auto bound = bind_demo(platform);
    platform.database
        .write([&](sql::Transaction& transaction) {
            return open_and_ask({platform, transaction}, bound, now);
        })
        .value();
    advance_fundings(platform, now);
}

}  // namespace dlfp::account
