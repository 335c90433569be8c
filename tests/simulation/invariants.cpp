// Each rule is one query that finds what breaks it.
#include "tests/simulation/invariants.h"

#include <span>

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
    // A code has no name in the sale, so the two meet in who and when; codes are forgotten after
    // the next day. `$1` is two hours ago.
    {"a payment code has at most one charge",
     "SELECT COUNT(*) FROM (SELECT customer_id, received_at_us, COUNT(*) AS sales FROM canteen_sale"
     " WHERE payer_kind = 'payment_code' AND received_at_us >= $1"
     " GROUP BY customer_id, received_at_us) AS sold WHERE sales >"
     " (SELECT COUNT(*) FROM payment_code WHERE payment_code.customer_id = sold.customer_id"
     " AND payment_code.used_at_us = sold.received_at_us)"},
    {"an entry of a batch is one sale at most",
     "SELECT COUNT(*) FROM (SELECT terminal_id, content_hash FROM canteen_sale"
     " GROUP BY terminal_id, content_hash HAVING COUNT(*) > 1) AS twice"},
    {"an entry of a batch is a sale or waits, not both",
     "SELECT COUNT(*) FROM canteen_suspense_sale JOIN canteen_sale"
     " ON canteen_sale.terminal_id = canteen_suspense_sale.terminal_id"
     " AND canteen_sale.content_hash = canteen_suspense_sale.content_hash"
     " WHERE canteen_suspense_sale.state = 'waiting'"},
    {"a grant is what its purse was given",
     "SELECT COUNT(*) FROM canteen_subsidy_grant LEFT JOIN"
     " (SELECT cause_id, credit_account_id, SUM(amount_fen) AS paid_fen FROM ledger_transfer"
     " WHERE cause_kind = 'canteen.subsidy' GROUP BY cause_id, credit_account_id) AS given"
     " ON given.cause_id = canteen_subsidy_grant.id"
     " AND given.credit_account_id = canteen_subsidy_grant.account_id"
     " WHERE COALESCE(given.paid_fen, 0) <> canteen_subsidy_grant.granted_fen"},
    {"the sum of grants is the sum of what purses were given",
     "SELECT COUNT(*) FROM (SELECT 1) AS one WHERE"
     " (SELECT COALESCE(SUM(granted_fen), 0) FROM canteen_subsidy_grant) <>"
     " (SELECT COALESCE(SUM(ledger_entry.amount_fen), 0) FROM ledger_entry JOIN ledger_transfer"
     " ON ledger_transfer.id = ledger_entry.transfer_id WHERE ledger_entry.side = 'credit'"
     " AND ledger_transfer.cause_kind = 'canteen.subsidy' AND ledger_transfer.debit_account_id"
     " NOT IN (SELECT account_id FROM canteen_subsidy_grant))"},
    {"a payment's refunds are those it says",
     "SELECT COUNT(*) FROM payment_order WHERE refunded_fen + refund_waiting_fen > amount_fen"
     " OR refunded_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM payment_refund"
     " WHERE payment_id = payment_order.id AND state = 'refunded')"
     " OR refund_waiting_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM payment_refund"
     " WHERE payment_id = payment_order.id AND state = 'waiting_approval')"},
    {"a refund is what its parts gave back",
     "SELECT COUNT(*) FROM payment_refund WHERE"
     " (CASE WHEN state = 'refunded' THEN amount_fen ELSE 0 END) <>"
     " (SELECT COALESCE(SUM(payment_refund_part.amount_fen), 0) FROM payment_refund_part"
     " JOIN ledger_transfer ON ledger_transfer.id = payment_refund_part.transfer_id"
     " WHERE refund_id = payment_refund.id)"},
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
    {"no approval waits past its time",
     "SELECT COUNT(*) FROM approval_request WHERE state = 'waiting' AND expires_at_us < $1"},
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

/// What is broken of the rules; `moment` is their `$1`.
std::vector<std::string> broken_of(sql::Database& database, std::span<const Rule> all,
                                   UtcTime moment) {
    std::vector<std::string> broken;
    database.read([&](sql::Reader& reader) {
        for (const auto& rule : all) {
            const std::string query = rule.finds;
            const sql::Query named{"simulation.rule", query};
            const auto found = query.find("$1") == query.npos
                                   ? reader.value<std::int64_t>(named)
                                   : reader.value<std::int64_t>(named, moment);
            if (found != 0)
                broken.push_back(std::string(rule.says) + ": broken " + std::to_string(found) +
                                 " times");
        }
    });
    return broken;
}

}  // namespace

Effects count_effects(sql::Database& database) {
    Effects effects;
    database.read([&](sql::Reader& reader) {
        effects.orders = count(reader, "SELECT COUNT(*) FROM canteen_meal_order");
        effects.fundings = count(reader, "SELECT COUNT(*) FROM account_funding");
        effects.sales = count(reader, "SELECT COUNT(*) FROM canteen_sale");
        effects.grants = count(reader, "SELECT COUNT(*) FROM canteen_subsidy_grant");
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

std::vector<std::string> find_broken_rules(sql::Database& database, UtcTime now) {
    return broken_of(database, rules, now - 2h);
}

std::vector<std::string> find_unsettled(sql::Database& database, UtcTime now) {
    return broken_of(database, settled_rules, now);
}

}  // namespace dlfp::simulation
