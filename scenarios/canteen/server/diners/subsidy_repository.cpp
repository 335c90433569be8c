// Queries about subsidies.
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

const std::string grant_columns = sql::column_list<SubsidyGrant>();
const std::string type_columns = sql::column_list<SubsidyType>();
const std::string rule_columns = sql::column_list<DiningRule>();

constexpr std::string_view list_of_diner_text =
    "SELECT g.id, g.account_id, t.name, t.priority, t.categories, g.valid_from, g.valid_until, "
    "g.granted_fen FROM canteen_subsidy_grant g JOIN canteen_subsidy_type t ON t.id = g.type_id "
    "WHERE g.diner_id = $1 AND g.state = 'active' ORDER BY g.valid_until, g.id LIMIT 200";
const std::string find_grant_text =
    "SELECT " + grant_columns + " FROM canteen_subsidy_grant WHERE id = $1";
const std::string lock_grant_text = find_grant_text + " FOR UPDATE";
const std::string list_grants_text =
    "SELECT " + grant_columns +
    " FROM canteen_subsidy_grant WHERE organisation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
const std::string list_expired_text =
    "SELECT " + grant_columns +
    " FROM canteen_subsidy_grant WHERE state = 'active' AND valid_until < $1 AND id > $2 "
    "ORDER BY id LIMIT $3";
const std::string list_active_of_type_text =
    "SELECT " + grant_columns +
    " FROM canteen_subsidy_grant WHERE diner_id = $1 AND type_id = $2 AND state = 'active' "
    "ORDER BY valid_until, id LIMIT 200";
const std::string find_type_text =
    "SELECT " + type_columns + " FROM canteen_subsidy_type WHERE organisation_id = $1 AND id = $2";
const std::string list_types_text =
    "SELECT " + type_columns +
    " FROM canteen_subsidy_type WHERE organisation_id = $1 ORDER BY state, priority, id LIMIT 200";
const std::string rule_text =
    "SELECT " + rule_columns + " FROM canteen_dining_rule WHERE organisation_id = $1";
const std::string lock_rule_text = rule_text + " FOR UPDATE";
constexpr std::string_view list_taking_guests_text =
    "SELECT organisation_id FROM canteen_dining_rule WHERE allows_guests = 1 "
    "ORDER BY organisation_id LIMIT 200";
constexpr std::string_view is_grant_account_text =
    "SELECT COUNT(*) FROM canteen_subsidy_grant WHERE diner_id = $1 AND account_id = $2";
constexpr std::string_view replace_type_text =
    "UPDATE canteen_subsidy_type SET name = $2, categories = $3, priority = $4, "
    "carries_over = $5, state = $6 WHERE id = $1";
constexpr std::string_view set_state_text =
    "UPDATE canteen_subsidy_grant SET state = $2 WHERE id = $1";
constexpr std::string_view move_grants_text =
    "UPDATE canteen_subsidy_grant SET diner_id = $2 WHERE diner_id = $1";
constexpr std::string_view set_rule_text =
    "UPDATE canteen_dining_rule SET allows_guests = $2, guest_price_class_id = $3, "
    "funding_account_id = $4 WHERE organisation_id = $1";

constexpr SubsidyGrantId last_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return SubsidyGrantId{bytes};
}();

}  // namespace

std::vector<GrantOfType> SubsidyRepository::list_of_diner(DinerId diner_id) {
    return reader_.list<GrantOfType>({"canteen.list_grants_of_diner", list_of_diner_text},
                                     diner_id);
}

std::optional<SubsidyGrant> SubsidyRepository::find_grant(SubsidyGrantId id) {
    return reader_.find<SubsidyGrant>({"canteen.find_grant", find_grant_text}, id);
}

bool SubsidyRepository::is_grant_account(DinerId diner_id, ledger::AccountId account_id) {
    return reader_.value<std::int64_t>({"canteen.is_grant_account", is_grant_account_text},
                                       diner_id, account_id) > 0;
}

std::vector<SubsidyGrant> SubsidyRepository::list_grants(identity::OrganisationId organisation_id,
                                                         std::optional<SubsidyGrantId> after,
                                                         std::int64_t limit) {
    return reader_.list<SubsidyGrant>({"canteen.list_grants", list_grants_text}, organisation_id,
                                      after.value_or(last_possible), limit);
}

std::vector<SubsidyGrant> SubsidyRepository::list_expired(BusinessDate day, SubsidyGrantId after,
                                                          std::int64_t limit) {
    return reader_.list<SubsidyGrant>({"canteen.list_expired_grants", list_expired_text}, day,
                                      after, limit);
}

std::vector<SubsidyGrant> SubsidyRepository::list_active_of_type(DinerId diner_id,
                                                                 SubsidyTypeId type_id) {
    return reader_.list<SubsidyGrant>({"canteen.list_active_grants", list_active_of_type_text},
                                      diner_id, type_id);
}

std::optional<SubsidyType> SubsidyRepository::find_type(identity::OrganisationId organisation_id,
                                                        SubsidyTypeId id) {
    return reader_.find<SubsidyType>({"canteen.find_subsidy_type", find_type_text}, organisation_id,
                                     id);
}

std::vector<SubsidyType> SubsidyRepository::list_types(identity::OrganisationId organisation_id) {
    return reader_.list<SubsidyType>({"canteen.list_subsidy_types", list_types_text},
                                     organisation_id);
}

DiningRule SubsidyRepository::rule_of(identity::OrganisationId organisation_id) {
    return reader_.find<DiningRule>({"canteen.find_dining_rule", rule_text}, organisation_id)
        .value_or(DiningRule{.organisation_id = organisation_id});
}

std::vector<identity::OrganisationId> SubsidyRepository::list_taking_guests() {
    return reader_.list<identity::OrganisationId>(
        {"canteen.list_taking_guests", list_taking_guests_text});
}

void SubsidyBooks::add_type(const SubsidyType& type) {
    transaction_.insert("canteen_subsidy_type", type);
}

void SubsidyBooks::replace_type(const SubsidyType& type) {
    transaction_.execute({"canteen.replace_subsidy_type", replace_type_text}, type.id, type.name,
                         type.categories, type.priority, type.carries_over, type.state);
}

void SubsidyBooks::add_grant(const SubsidyGrant& grant) {
    transaction_.insert("canteen_subsidy_grant", grant);
}

std::optional<SubsidyGrant> SubsidyBooks::lock_grant(SubsidyGrantId id) {
    return transaction_.find<SubsidyGrant>({"canteen.lock_grant", lock_grant_text}, id);
}

void SubsidyBooks::set_state(SubsidyGrantId id, GrantState state) {
    transaction_.execute({"canteen.set_grant_state", set_state_text}, id, state);
}

void SubsidyBooks::move_grants(DinerId from, DinerId to) {
    transaction_.execute({"canteen.move_grants", move_grants_text}, from, to);
}

void SubsidyBooks::set_rule(const DiningRule& rule) {
    transaction_.insert_if_absent("canteen_dining_rule", rule);
    transaction_.execute({"canteen.set_dining_rule", set_rule_text}, rule.organisation_id,
                         rule.allows_guests, rule.guest_price_class_id, rule.funding_account_id);
}

DiningRule SubsidyBooks::lock_rule(identity::OrganisationId organisation_id) {
    transaction_.insert_if_absent("canteen_dining_rule",
                                  DiningRule{.organisation_id = organisation_id});
    return transaction_.value<DiningRule>({"canteen.lock_dining_rule", lock_rule_text},
                                          organisation_id);
}

}  // namespace dlfp::canteen
