// Reproducible choice of accounts; ids are as the program makes them.
#include "bench/post_transfers/workload.h"

#include "core/ledger/server/invariants.h"
#include "platform/api/migrations.h"

namespace dlfp::bench {
namespace {

constexpr Money funds = yuan(1'000'000'000);

}  // namespace

Workload::Workload(std::uint64_t seed, Spread spread)
    : Workload{seed, spread, std::vector<ledger::AccountId>(account_count)} {
    for (auto& account : accounts_) account = ids_->next_id<ledger::AccountTag>(now());
}

Workload::Workload(std::uint64_t seed, Spread spread, std::vector<ledger::AccountId> accounts)
    : clock_{runtime::make_system_clock()},
      choice_{runtime::make_seeded_random(seed)},
      ids_{runtime::make_system_random()},
      accounts_{std::move(accounts)},
      spread_{spread} {}

Workload Workload::fork(std::uint64_t seed) const { return {1000 + seed, spread_, accounts_}; }

Workload Workload::with(Spread spread) const { return {0, spread, accounts_}; }

std::vector<ledger::TransferRequest> Workload::next(std::size_t count) {
    std::vector<ledger::TransferRequest> requests(count);
    const UtcTime time = now();
    for (auto& request : requests) {
        const auto debit = choice_->below(account_count);
        const bool to_hot = spread_ == Spread::half_hot && made_++ % 2 == 0 && debit != 0;
        const auto credit =
            to_hot ? 0 : (debit + 1 + choice_->below(account_count - 1)) % account_count;
        request.id = ids_->next_id<ledger::TransferTag>(time);
        request.debit_account_id = accounts_[debit];
        request.credit_account_id = accounts_[credit];
        request.amount_fen = Money::fen(1);
        request.cause = {"bench.payment", request.id.bytes()};
    }
    return requests;
}

std::unique_ptr<sql::Database> open_ledger(const std::string& url, const Workload& workload) {
    auto database = sql::open_database({.url = url, .batch_units_max = 1});
    database->migrate(api::discovered_migrations());
    database->add_invariant(ledger::check_invariants);
    const auto ids = runtime::make_system_random();
    const auto now = workload.now();
    database->write([&](sql::Transaction& transaction) {
        const auto bank = ids->next_id<ledger::AccountTag>(now);
        ledger::open_account(transaction,
                             {.id = bank,
                              .code = ledger::AccountCode::host_clearing,
                              .holder = "",
                              .overdraft = {},
                              .overdraft_limit_fen = {}},
                             now)
            .value();
        std::vector<ledger::TransferRequest> fundings;
        for (const auto account : workload.accounts()) {
            ledger::open_account(transaction,
                                 {.id = account,
                                  .code = ledger::AccountCode::customer_eaccount,
                                  .holder = "",
                                  .overdraft = {},
                                  .overdraft_limit_fen = {}},
                                 now)
                .value();
            ledger::TransferRequest request;
            request.id = ids->next_id<ledger::TransferTag>(now);
            request.debit_account_id = bank;
            request.credit_account_id = account;
            request.amount_fen = funds;
            request.cause = {"bench.funding", request.id.bytes()};
            fundings.push_back(std::move(request));
            if (fundings.size() < 1000 && account != workload.accounts().back()) continue;
            for (const auto& result : ledger::post_batch(transaction, fundings, now))
                result.value();
            fundings.clear();
        }
        return true;
    });
    return database;
}

}  // namespace dlfp::bench
