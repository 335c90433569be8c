// The façade: finding a diner and whether he or she may buy.
#include "scenarios/canteen/server/diners/diner.h"

#include "core/account/server/account.h"
#include "core/identity/server/identity.h"
#include "scenarios/canteen/server/diners/diner_repository.h"

namespace dlfp::canteen {

Result<Diner> find_diner(sql::Reader& reader, identity::OrganisationId organisation_id,
                         DinerId id) {
    return or_failure(DinerRepository{reader}.find(organisation_id, id), diner_not_found);
}

Result<Diner> lock_diner(sql::Transaction& transaction, identity::OrganisationId organisation_id,
                         DinerId id) {
    return or_failure(DinerBooks{transaction}.lock(organisation_id, id), diner_not_found);
}

Result<Diner> find_diner_by_card(sql::Reader& reader, identity::OrganisationId organisation_id,
                                 std::string_view card_number) {
    return or_failure(DinerRepository{reader}.find_by_card(organisation_id, card_number),
                      diner_not_found);
}

Result<Diner> find_diner_of_customer(sql::Reader& reader, identity::OrganisationId organisation_id,
                                     identity::CustomerId customer_id) {
    return or_failure(DinerRepository{reader}.find_of_customer(organisation_id, customer_id),
                      not_a_diner);
}

Result<Done> check_may_dine(sql::Reader& reader, const Diner& diner) {
    if (diner.state == DinerState::disabled) return diner_disabled;
    if (!diner.customer_id || !identity::is_verified(reader, *diner.customer_id) ||
        !account::has_dining_account(reader, *diner.customer_id))
        return dining_account_missing;
    TRY(const auto arrears, ledger::find_account(reader, diner.arrears_account_id));
    if (arrears.balance_fen().is_negative())
        return Error{diner_in_arrears}.with("owed_fen", -arrears.balance_fen().fen());
    return done;
}

}  // namespace dlfp::canteen
