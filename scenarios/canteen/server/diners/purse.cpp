// What stands in the purses: balances of the ledger, and debts that cash pays.
#include "scenarios/canteen/server/diners/purse.h"

#include <algorithm>

#include "core/ledger/server/transfer.h"
#include "platform/api/platform.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"
#include "scenarios/canteen/server/diners/switches.h"

namespace dlfp::canteen {
namespace {

/// Accounts of stored diners and grants exist; without one the database is damaged.
ledger::Account account_of(sql::Reader& reader, ledger::AccountId id) {
    return ledger::find_account(reader, id).value();
}

Purse cash_of(sql::Reader& reader, const Diner& diner) {
    const auto owed = account_of(reader, diner.arrears_account_id).balance_fen();
    return {.kind = PurseKind::cash,
            .account_id = diner.cash_account_id,
            .available_fen =
                account_of(reader, diner.cash_account_id).available_fen() + std::min(Money{}, owed),
            .arrears_account_id = diner.arrears_account_id};
}

std::optional<Purse> eaccount_of(sql::Reader& reader, const Diner& diner, UtcTime now) {
    if (!diner.customer_id || !find_switches(reader, *diner.customer_id).uses_eaccount) return {};
    const auto eaccount = account::find_eaccount(reader, *diner.customer_id);
    if (!eaccount) return {};
    const auto spendable = account::spendable(reader, eaccount->id, now);
    if (!spendable) return {};
    return Purse{.kind = PurseKind::eaccount,
                 .account_id = eaccount->id,
                 .available_fen = spendable->spendable_fen};
}

Result<Done> move(sql::Transaction& transaction, const api::Platform& platform,
                  const ledger::TransferRequest& request) {
    const auto now = platform.clock.now();
    auto complete = request;
    complete.id = platform.random.next_id<ledger::TransferTag>(now);
    TRY_DONE(ledger::post(transaction, std::move(complete), now));
    return done;
}

}  // namespace

std::vector<Purse> list_purses(sql::Reader& reader, const Diner& diner, UtcTime now) {
    std::vector<Purse> purses;
    for (const auto& grant : SubsidyRepository{reader}.list_of_diner(diner.id))
        purses.push_back({.kind = PurseKind::subsidy,
                          .account_id = grant.account_id,
                          .available_fen = account_of(reader, grant.account_id).available_fen(),
                          .grant_id = grant.id,
                          .name = grant.name,
                          .priority = grant.priority,
                          .categories = parse_categories(grant.categories),
                          .valid_from = grant.valid_from,
                          .valid_until = grant.valid_until});
    purses.push_back(cash_of(reader, diner));
    if (auto eaccount = eaccount_of(reader, diner, now)) purses.push_back(std::move(*eaccount));
    return purses;
}

std::optional<account::LinkedCard> find_paying_card(sql::Reader& reader, const Diner& diner) {
    if (!diner.customer_id || !find_switches(reader, *diner.customer_id).uses_eaccount) return {};
    auto cards = account::list_linked_cards(reader, *diner.customer_id);
    if (cards.empty()) return {};
    return std::move(cards.front());
}

Result<Done> settle_arrears(sql::Transaction& transaction, const api::Platform& platform,
                            const Diner& diner) {
    const auto owed = account_of(transaction, diner.arrears_account_id).balance_fen();
    const ledger::Cause cause{"canteen.arrears", diner.id.bytes()};
    if (owed.is_positive())
        return move(transaction, platform,
                    {.debit_account_id = diner.arrears_account_id,
                     .credit_account_id = diner.cash_account_id,
                     .amount_fen = owed,
                     .cause = cause,
                     .memo = "欠款结清"});
    const auto cash = account_of(transaction, diner.cash_account_id).available_fen();
    const auto payable = std::min(cash, -owed);
    if (!payable.is_positive()) return done;
    return move(transaction, platform,
                {.debit_account_id = diner.cash_account_id,
                 .credit_account_id = diner.arrears_account_id,
                 .amount_fen = payable,
                 .cause = cause,
                 .memo = "偿还欠款"});
}

}  // namespace dlfp::canteen
