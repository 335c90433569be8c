// Only diners with offline sales can owe anything: their accounts are asked.
#include "scenarios/canteen/server/books/arrears.h"

#include <algorithm>

#include "core/ledger/server/statement.h"

namespace dlfp::canteen {

std::vector<Arrears> list_arrears(sql::Reader& reader, identity::OrganisationId organisation_id) {
    std::vector<Arrears> found;
    for (const auto& diner : ReportRepository{reader}.list_offline_diners(organisation_id)) {
        const auto balance = ledger::balance(reader, diner.arrears_account_id);
        if (balance && balance->balance_fen.is_negative())
            found.push_back({diner, -balance->balance_fen});
    }
    std::ranges::sort(found, std::ranges::greater{}, &Arrears::owed_fen);
    return found;
}

}  // namespace dlfp::canteen
