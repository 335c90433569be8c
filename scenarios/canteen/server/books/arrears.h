// Who owes the canteen money for sales that happened without connection (row C2).
#pragma once

#include <vector>

#include "scenarios/canteen/server/books/report_repository.h"

namespace dlfp::canteen {

struct Arrears {
    DinerAccount diner;
    Money owed_fen;
};

/// As the ledger says now, the largest debt first.
std::vector<Arrears> list_arrears(sql::Reader& reader, identity::OrganisationId organisation_id);

}  // namespace dlfp::canteen
