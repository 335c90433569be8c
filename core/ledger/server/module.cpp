// The ledger's table of contents.
#include "core/ledger/server/module.h"

#include "core/ledger/server/balance_view.h"
#include "core/ledger/server/browse_ledger.h"
#include "core/ledger/server/evidence_repository.h"
#include "core/ledger/server/invariants.h"
#include "core/ledger/server/permissions.h"
#include "core/ledger/server/verify.h"

namespace dlfp::ledger {
namespace {

constexpr std::int64_t expired_at_once_max = 500;

void give_back_overdue_reservations(api::Platform& platform, UtcTime now) {
    std::int64_t expired = 0;
    do {
        platform.database.write([&](sql::Transaction& transaction) {
            expired = expire_reservations(transaction, now, expired_at_once_max);
            return true;
        });
    } while (expired == expired_at_once_max);
}

/// For `dlfpctl ledger verify`: what does not add up, one sentence each.
std::vector<std::string> find_disagreements(api::Platform& platform) {
    Verification verification;
    platform.database.read([&](sql::Reader& reader) { verification = verify(reader); });
    std::vector<std::string> sentences;
    for (const auto& finding : verification.findings)
        sentences.push_back(finding.rule + " fails for " + finding.subject + ": expected " +
                            std::to_string(finding.expected_fen) + ", found " +
                            std::to_string(finding.found_fen));
    return sentences;
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "ledger", .title_zh = "账务"};
    module.add(list_accounts_endpoint)
        .add(show_account_endpoint)
        .add(show_statement_endpoint)
        .add(show_past_balance_endpoint)
        .add(show_transfer_endpoint)
        .add(verify_ledger_endpoint);
    module.permissions = {&read_ledger};
    module.invariants = {check_invariants};
    module.jobs = {{"ledger.give_back_overdue_reservations", 5s, give_back_overdue_reservations}};
    module.evidence = evidence_probes();
    module.verify = &find_disagreements;
    module.set_up = [](api::Platform& platform) {
        platform.ports.provide(std::make_shared<BalanceView>(platform.database, platform.clock));
    };
    return module;
}

}  // namespace dlfp::ledger
