// Diners with money for tests of every part: works with any bank that has the modules of the
// canteen (CanteenBank, PaymentBank).
#pragma once

#include "core/account/server/testing/account_bank.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"
#include "scenarios/canteen/server/diners/purse.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {

/// A diner as a test wants one.
struct TestDiner {
    identity::OrganisationId organisation_id;
    std::string diner_number = "1001";
    std::string name = "张三";
    std::string mobile = "13800138000";
    std::optional<identity::CustomerId> customer_id{};
    std::optional<PriceClassId> price_class_id{};
    std::optional<std::string> card_number{};
    Money cash_fen{};  ///< in the purse
};

/// A grant in a diner's purse; each gets a type of its own.
struct TestSubsidy {
    std::string name = "午餐补贴";
    Money amount_fen;
    std::vector<MealCategoryId> categories;
    BusinessDate valid_from;
    BusinessDate valid_until;
    std::int64_t priority = 1;
    bool carries_over = false;
};

inline Diner add_diner(account::AccountBank& bank, const TestDiner& wanted) {
    const auto diner =
        bank.write([&](sql::Transaction& transaction) {
                return enrol_diner({transaction, bank.platform(), bank.bank.now()},
                                   {.id = bank.bank.next_id<DinerTag>(),
                                    .organisation_id = wanted.organisation_id,
                                    .details = {.diner_number = wanted.diner_number,
                                                .name = wanted.name,
                                                .mobile = wanted.mobile,
                                                .department = "技术部",
                                                .price_class_id = wanted.price_class_id,
                                                .avoided_allergens = "",
                                                .card_number = wanted.card_number},
                                    .customer_id = wanted.customer_id});
            })
            .value();
    if (wanted.cash_fen.is_positive()) bank.fill(diner.cash_account_id, wanted.cash_fen);
    return diner;
}

inline SubsidyGrant add_subsidy(account::AccountBank& bank, const Diner& diner,
                                const TestSubsidy& wanted) {
    const SubsidyGrant grant{.id = bank.bank.next_id<SubsidyGrantTag>(),
                             .organisation_id = diner.organisation_id,
                             .diner_id = diner.id,
                             .type_id = bank.bank.next_id<SubsidyTypeTag>(),
                             .account_id = bank.bank.next_id<ledger::AccountTag>(),
                             .granted_fen = wanted.amount_fen,
                             .valid_from = wanted.valid_from,
                             .valid_until = wanted.valid_until,
                             .state = GrantState::active,
                             .created_at_us = bank.bank.now()};
    bank.write([&](sql::Transaction& transaction) -> Result<Done> {
            SubsidyBooks books{transaction};
            books.add_type({grant.type_id, diner.organisation_id, wanted.name,
                            categories_text(wanted.categories), wanted.priority,
                            wanted.carries_over, EntryState::active});
            TRY_DONE(ledger::open_account(transaction,
                                          {.id = grant.account_id,
                                           .code = ledger::AccountCode::subsidy_purse,
                                           .holder = grant.id.to_text()},
                                          bank.bank.now()));
            books.add_grant(grant);
            return done;
        })
        .value();
    bank.fill(grant.account_id, wanted.amount_fen);
    return grant;
}

inline std::vector<Purse> purses_of(account::AccountBank& bank, const Diner& diner) {
    return bank.read(
        [&](sql::Reader& reader) { return list_purses(reader, diner, bank.bank.now()); });
}

}  // namespace dlfp::canteen
