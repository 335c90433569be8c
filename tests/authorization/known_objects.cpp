// One query per kind of object; rows that the demo bank lacks are written as they are stored.
#include "tests/authorization/known_objects.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/identity/server/demo.h"
#include "core/identity/server/identity.h"

namespace dlfp::authorization {
namespace {

enum class Owner { customer, operating_organisation, nobody };

struct Kind {
    std::string_view prefix;
    std::string_view path_part;  ///< only for paths that hold it; empty: for all others
    Owner owner;
    std::string_view text;
};

constexpr std::array kinds{
    Kind{"lac", "/purses", Owner::customer,
         "SELECT cash_account_id FROM canteen_diner WHERE customer_id = $1"},
    Kind{"lac", "", Owner::customer, "SELECT id FROM account_eaccount WHERE customer_id = $1"},
    Kind{"fnd", "", Owner::customer, "SELECT id FROM account_funding WHERE customer_id = $1"},
    Kind{"bnd", "", Owner::customer,
         "SELECT id FROM account_binding WHERE customer_id = $1 AND account_id IS NULL"},
    Kind{"ses", "", Owner::customer, "SELECT id FROM identity_session WHERE subject_id = $1"},
    Kind{"pky", "", Owner::customer, "SELECT id FROM identity_passkey WHERE customer_id = $1"},
    Kind{"pkc", "", Owner::nobody, "SELECT id FROM identity_passkey_ceremony"},
    Kind{"ntc", "", Owner::customer, "SELECT id FROM notice_message WHERE customer_id = $1"},
    Kind{"pay", "", Owner::customer, "SELECT id FROM payment_order WHERE payer_customer_id = $1"},
    Kind{"ord", "", Owner::customer, "SELECT id FROM canteen_meal_order WHERE customer_id = $1"},
    Kind{"fbk", "", Owner::customer, "SELECT id FROM canteen_feedback WHERE customer_id = $1"},
    Kind{"org", "", Owner::operating_organisation,
         "SELECT id FROM identity_organisation WHERE id = $1"},
    Kind{"stf", "", Owner::operating_organisation,
         "SELECT id FROM identity_staff WHERE organisation_id = $1 ORDER BY id DESC"},
    Kind{"apv", "", Owner::operating_organisation,
         "SELECT id FROM approval_request WHERE organisation_id = $1"},
    Kind{"out", "", Owner::operating_organisation,
         "SELECT id FROM canteen_outlet WHERE organisation_id = $1"},
    Kind{"are", "", Owner::operating_organisation,
         "SELECT id FROM canteen_serving_area WHERE organisation_id = $1"},
    Kind{"mca", "", Owner::operating_organisation,
         "SELECT id FROM canteen_meal_category WHERE organisation_id = $1"},
    Kind{"mpe", "", Owner::operating_organisation,
         "SELECT id FROM canteen_meal_period WHERE organisation_id = $1 ORDER BY id"},
    Kind{"dsh", "", Owner::operating_organisation,
         "SELECT id FROM canteen_dish WHERE organisation_id = $1"},
    Kind{"mit", "", Owner::operating_organisation,
         "SELECT id FROM canteen_menu_item WHERE organisation_id = $1 ORDER BY day DESC"},
    Kind{"pcl", "", Owner::operating_organisation,
         "SELECT id FROM canteen_price_class WHERE organisation_id = $1"},
    Kind{"din", "", Owner::operating_organisation,
         "SELECT id FROM canteen_diner WHERE organisation_id = $1"},
    Kind{"sbt", "", Owner::operating_organisation,
         "SELECT id FROM canteen_subsidy_type WHERE organisation_id = $1"},
    Kind{"trm", "", Owner::operating_organisation,
         "SELECT id FROM canteen_terminal WHERE organisation_id = $1 ORDER BY id"},
    Kind{"sal", "", Owner::operating_organisation,
         "SELECT id FROM canteen_sale WHERE organisation_id = $1"},
    Kind{"smp", "", Owner::operating_organisation,
         "SELECT id FROM canteen_food_sample WHERE organisation_id = $1"},
    Kind{"sus", "", Owner::operating_organisation,
         "SELECT id FROM canteen_suspense_sale WHERE organisation_id = $1"},
    Kind{"prt", "", Owner::operating_organisation,
         "SELECT id FROM pricing_table WHERE organisation_id = $1"},
    Kind{"prv", "", Owner::operating_organisation,
         "SELECT id FROM pricing_version WHERE organisation_id = $1 ORDER BY number"},
    Kind{"prq", "", Owner::operating_organisation,
         "SELECT id FROM pricing_quote WHERE organisation_id = $1"},
    Kind{"cfa", "", Owner::nobody, "SELECT id FROM conformance_attestation"},
    Kind{"dif", "", Owner::nobody, "SELECT id FROM payment_difference"},
    Kind{"trf", "", Owner::nobody, "SELECT id FROM ledger_transfer"},
    Kind{"evt", "", Owner::nobody, "SELECT id FROM outbox_event"}};

const auto customer = identity::demo_verified_customer_id;
const auto operating = identity::demo_operator_id;

std::vector<sql::Bytes> list_ids(sql::Reader& reader, const Kind& kind) {
    const std::string text = std::string(kind.text) + " LIMIT 2";
    const sql::Query query{"test.find_objects", text};
    switch (kind.owner) {
        case Owner::customer: return reader.list<sql::Bytes>(query, customer);
        case Owner::operating_organisation: return reader.list<sql::Bytes>(query, operating);
        case Owner::nobody: break;
    }
    return reader.list<sql::Bytes>(query);
}

std::optional<IdBytes> find_id(test::TestBank& bank, const Wanted& wanted) {
    const auto kind = std::ranges::find_if(kinds, [&](const Kind& one) {
        return one.prefix == wanted.prefix && wanted.path.contains(one.path_part);
    });
    if (kind == kinds.end()) return std::nullopt;
    std::vector<sql::Bytes> found;
    bank.database().read([&](sql::Reader& reader) { found = list_ids(reader, *kind); });
    if (found.empty()) return std::nullopt;
    const auto place = std::min(static_cast<std::size_t>(wanted.place), found.size() - 1);
    IdBytes id{};
    std::memcpy(id.data(), found[place].data(), id.size());
    return id;
}

IdBytes numbered(std::uint8_t number) {
    IdBytes id{};
    id.front() = 0x01;
    id.back() = number;
    return id;
}

sql::Bytes bytes_of(const IdBytes& id) {
    const auto view = std::as_bytes(std::span{id});
    return {view.begin(), view.end()};
}

void add_of_core(sql::Transaction& transaction, UtcTime now) {
    transaction.execute(
        {"test.add_session",
         "INSERT INTO identity_session (id, token_digest, subject_kind, subject_id, channel, "
         "device_title, peer_address, started_at_us, last_seen_at_us, expires_at_us) "
         "VALUES ($1, $2, 'customer', $3, '', '', '', $4, $4, $5)"},
        bytes_of(numbered(1)), sql::Bytes(32), customer, now, now + 24h);
    transaction.execute(
        {"test.add_passkey",
         "INSERT INTO identity_passkey (id, customer_id, credential_id, public_key, algorithm, "
         "model, attestation, sign_count, is_backup_eligible, is_backed_up, title, created_at_us) "
         "VALUES ($1, $2, $1, $1, -7, $1, 'none', 0, 0, 0, 'a', $3)"},
        bytes_of(numbered(20)), customer, now);
    transaction.execute({"test.add_passkey_ceremony",
                         "INSERT INTO identity_passkey_ceremony (id, purpose, customer_id, "
                         "challenge, expires_at_us) VALUES ($1, 'log_in', NULL, $1, $2)"},
                        bytes_of(numbered(21)), now + 24h);
    transaction.execute(
        {"test.add_approval",
         "INSERT INTO approval_request (id, organisation_id, kind, subject_kind, subject_id, "
         "summary, payload, changes, maker_id, state, created_at_us, expires_at_us, remark) "
         "VALUES ($1, $2, 'no_such_kind', 'a', 'b', 'c', '', '[]', $1, 'waiting', $3, $4, '')"},
        bytes_of(numbered(2)), operating, now, now + 24h);
    transaction.execute(
        {"test.add_card",
         "INSERT INTO account_binding (id, customer_id, agreement_number, number_masked, "
         "bank_code, bank_name, bound_class, bound_at_us) "
         "VALUES ($1, $2, 'a', '6222****0000', 'b', 'c', 'class_one', $3)"},
        bytes_of(numbered(3)), customer, now);
    transaction.execute(
        {"test.add_difference",
         "INSERT INTO payment_difference (id, business_day, kind, subject, state, found_at_us, "
         "remark, resolved_by) VALUES ($1, $2, 'own_missing', 'a', 'open', $3, '', '')"},
        bytes_of(numbered(4)), BusinessDate::of(now), now);
}

/// What somebody stated of a clause, with its proof.
void add_attestation(sql::Transaction& transaction, UtcTime now) {
    transaction.execute({"test.add_attachment",
                         "INSERT INTO conformance_attachment (id, file_name, content, byte_count, "
                         "digest) VALUES ($1, 'a', $1, 16, $1)"},
                        bytes_of(numbered(10)));
    transaction.execute({"test.add_attestation",
                         "INSERT INTO conformance_attestation (id, clause_id, statement, "
                         "attachment_id, approval_id, state, maker_id, made_at_us, checker_id, "
                         "agreed_at_us, withdrawal_reason) VALUES ($1, '3.1.3-14', 'a', $2, $1, "
                         "'agreed', $1, $3, $1, $3, '')"},
                        bytes_of(numbered(9)), bytes_of(numbered(10)), now);
}

/// A meal of the customer with its payment and slip.
void add_meal(sql::Transaction& transaction, UtcTime now) {
    transaction.execute(
        {"test.add_payment",
         "INSERT INTO payment_order (id, organisation_id, payer_customer_id, clearing_account_id, "
         "amount_fen, subject, scene, scene_ref, state, refunded_fen, refund_waiting_fen, "
         "created_at_us, created_day, expires_at_us) SELECT $1, organisation_id, $2, "
         "clearing_account_id, 1250, 'a', 'test', 'b', 'created', 0, 0, $3, $4, $5 "
         "FROM payment_merchant WHERE organisation_id = $6"},
        bytes_of(numbered(5)), customer, now, BusinessDate::of(now), now + 24h, operating);
    transaction.execute(
        {"test.add_order",
         "INSERT INTO canteen_meal_order (id, organisation_id, outlet_id, period_id, category_id, "
         "day, diner_id, customer_id, state, total_fen, refunded_fen, payment_id, pick_up_number, "
         "note, created_at_us) SELECT $1, p.organisation_id, p.outlet_id, p.id, p.category_id, "
         "$2, d.id, d.customer_id, 'paid', 1250, 0, $3, 1, '', $4 FROM canteen_meal_period p "
         "JOIN canteen_diner d ON d.organisation_id = p.organisation_id "
         "WHERE d.customer_id = $5 ORDER BY p.id LIMIT 1"},
        bytes_of(numbered(6)), BusinessDate::of(now), bytes_of(numbered(5)), now, customer);
    transaction.execute(
        {"test.add_ticket",
         "INSERT INTO canteen_kitchen_ticket (order_id, ticket, line, organisation_id, outlet_id, "
         "day, period_id, dish_id, dish_name, delta_quantity, state, created_at_us) SELECT id, 1, "
         "1, organisation_id, outlet_id, day, period_id, id, 'a', 1, 'waiting', $2 "
         "FROM canteen_meal_order WHERE id = $1"},
        bytes_of(numbered(6)), now);
}

/// A customer's word about the canteen, and a kept sample of food.
void add_words_and_sample(sql::Transaction& transaction, UtcTime now) {
    transaction.execute(
        {"test.add_feedback",
         "INSERT INTO canteen_feedback (id, organisation_id, outlet_id, customer_id, words, "
         "created_at_us) SELECT $1, organisation_id, id, $2, 'a', $3 FROM canteen_outlet "
         "WHERE organisation_id = $4 LIMIT 1"},
        bytes_of(numbered(7)), customer, now, operating);
    transaction.execute(
        {"test.add_sample",
         "INSERT INTO canteen_food_sample (id, organisation_id, outlet_id, dish_id, period_id, "
         "day, grams, keeper, taken_at_us, discard_after_us) SELECT $1, organisation_id, $1, $1, "
         "$1, $2, 125, 'a', $3, $3 FROM canteen_outlet WHERE organisation_id = $4 LIMIT 1"},
        bytes_of(numbered(8)), BusinessDate::of(now), now - 72h, operating);
}

}  // namespace

void add_missing_objects(test::TestBank& bank) {
    bank.database().write([&](sql::Transaction& transaction) {
        add_of_core(transaction, bank.now());
        add_attestation(transaction, bank.now());
        add_meal(transaction, bank.now());
        add_words_and_sample(transaction, bank.now());
        return true;
    });
}

std::string find_object(test::TestBank& bank, const Wanted& wanted) {
    const auto id = find_id(bank, wanted);
    return id ? id_text(wanted.prefix, *id) : "";
}

IdBytes calling_terminal(test::TestBank& bank) { return find_id(bank, {"trm", ""}).value(); }

}  // namespace dlfp::authorization
