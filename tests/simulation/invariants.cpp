// Each rule is one query that finds what breaks it.
#include "tests/simulation/invariants.h"

#include "core/account/server/account.h"

namespace dlfp::simulation {
namespace {

struct Rule {
    const char* says;
    const char* finds;  ///< counts what breaks the rule
};

constexpr Rule rules[] = {
    {"the ledger sums to zero per unit",
     "SELECT COUNT(*) FROM (SELECT ledger_unit FROM ledger_account GROUP BY ledger_unit"
     " HAVING SUM(debits_posted_fen) <> SUM(credits_posted_fen)) AS broken"},
    {"no customer's account is overdrawn",
     "SELECT COUNT(*) FROM ledger_account WHERE code = 'customer_eaccount'"
     " AND debits_posted_fen + debits_pending_fen > credits_posted_fen"},
    {"every charge has one order or sale",
     "SELECT COUNT(*) FROM payment_order WHERE charged_at_us IS NOT NULL AND"
     " (SELECT COUNT(*) FROM canteen_meal_order WHERE payment_id = payment_order.id) +"
     " (SELECT COUNT(*) FROM canteen_sale WHERE payment_id = payment_order.id) <> 1"},
    {"every sale is charged",
     "SELECT COUNT(*) FROM canteen_sale WHERE NOT EXISTS (SELECT 1 FROM payment_order"
     " WHERE id = canteen_sale.payment_id AND charged_at_us IS NOT NULL)"},
    {"a funding that succeeded is in the ledger",
     "SELECT COUNT(*) FROM account_funding WHERE state = 'succeeded' AND NOT EXISTS"
     " (SELECT 1 FROM ledger_transfer WHERE id = account_funding.transfer_id)"},
    {"a top-up that did not succeed is not in the ledger",
     "SELECT COUNT(*) FROM account_funding WHERE direction = 'top_up' AND state <> 'succeeded'"
     " AND EXISTS (SELECT 1 FROM ledger_transfer WHERE id = account_funding.transfer_id)"},
};

/// After the faults; `$1` is now.
constexpr Rule settled_rules[] = {
    {"no funding is under way",
     "SELECT COUNT(*) FROM account_funding WHERE state NOT IN ('succeeded', 'refused')"},
    {"no payment is unknown", "SELECT COUNT(*) FROM payment_order WHERE state = 'unknown'"},
    {"no unpaid payment is past its time",
     "SELECT COUNT(*) FROM payment_order WHERE state = 'created' AND expires_at_us < $1"},
    {"no meal is unpaid whose payment has ended",
     "SELECT COUNT(*) FROM canteen_meal_order JOIN payment_order"
     " ON payment_order.id = canteen_meal_order.payment_id"
     " WHERE canteen_meal_order.state = 'unpaid' AND payment_order.state <> 'created'"},
    {"every event is delivered", "SELECT COUNT(*) FROM outbox_event WHERE is_open = 1"},
    {"every delivery is settled",
     "SELECT COUNT(*) FROM outbox_delivery WHERE state <> 'delivered'"},
    {"no message is queued", "SELECT COUNT(*) FROM outbox_sms WHERE state = 'queued'"},
    {"no reservation is past its time",
     "SELECT COUNT(*) FROM ledger_reservation WHERE state = 'open' AND expires_at_us < $1"},
    // What was unknown when a day was compared is written down then, and staff look at it.
    {"bank and host agree on every day",
     "SELECT COUNT(*) FROM payment_difference WHERE state = 'open'"
     " AND kind NOT IN ('still_unknown', 'host_unconfirmed')"},
};

std::int64_t count(sql::Reader& reader, const char* query) {
    return reader.value<std::int64_t>({"simulation.count", query});
}

}  // namespace

Effects count_effects(sql::Database& database) {
    Effects effects;
    database.read([&](sql::Reader& reader) {
        effects.orders = count(reader, "SELECT COUNT(*) FROM canteen_meal_order");
        effects.fundings = count(reader, "SELECT COUNT(*) FROM account_funding");
        effects.sales = count(reader, "SELECT COUNT(*) FROM canteen_sale");
    });
    return effects;
}

Money host_position(sql::Database& database) {
    Money position;
    database.read([&](sql::Reader& reader) {
        position =
            ledger::find_account(reader, account::host_clearing_account_id).value().balance_fen();
    });
    return position;
}

std::vector<std::string> find_broken_rules(sql::Database& database) {
    std::vector<std::string> broken;
    database.read([&](sql::Reader& reader) {
        for (const auto& rule : rules)
            if (const auto found = count(reader, rule.finds); found != 0)
                broken.push_back(std::string(rule.says) + ": broken " + std::to_string(found) +
                                 " times");
    });
    return broken;
}

std::vector<std::string> find_unsettled(sql::Database& database, UtcTime now) {
    std::vector<std::string> unsettled;
    database.read([&](sql::Reader& reader) {
        for (const auto& rule : settled_rules) {
            const std::string query = rule.finds;
            const sql::Query named{"simulation.unsettled", query};
            const auto found = query.find("$1") == query.npos
                                   ? reader.value<std::int64_t>(named)
                                   : reader.value<std::int64_t>(named, now);
            if (found != 0)
                unsettled.push_back(std::string(rule.says) + ": broken " + std::to_string(found) +
                                    " times");
        }
    });
    return unsettled;
}

}  // namespace dlfp::simulation
