// What the ledger moved on one day for charges, refunds and fundings, under their causes' ids.
#pragma once

#include "core/ledger/server/account.h"
#include "core/payment/server/reconciliation.h"

namespace dlfp::payment {

struct LedgerDay {
    std::vector<SideAmount> charges;
    std::vector<SideAmount> refunds;
    std::vector<SideAmount> fundings;
};

/// Adds what the account's entries recorded on `day` say; an unknown account adds nothing.
void read_ledger_day(sql::Reader& reader, ledger::AccountId id, BusinessDate day, LedgerDay& found);

}  // namespace dlfp::payment
