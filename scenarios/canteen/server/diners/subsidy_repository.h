// All SQL about subsidies, their grants, and what an operator allows diners.
#pragma once

#include "scenarios/canteen/server/diners/subsidy.h"

namespace dlfp::canteen {

/// A grant with the rules of its type.
struct GrantOfType {
    SubsidyGrantId id;
    ledger::AccountId account_id;
    std::string name;
    std::int64_t priority = 0;
    std::string categories;
    BusinessDate valid_from;
    BusinessDate valid_until;
    Money granted_fen;
};
BOOST_DESCRIBE_STRUCT(GrantOfType, (),
                      (id, account_id, name, priority, categories, valid_from, valid_until,
                       granted_fen))

/// What an operator allows, and where its subsidies come from.
struct DiningRule {
    identity::OrganisationId organisation_id;
    bool allows_guests = false;
    std::optional<PriceClassId> guest_price_class_id;
    std::optional<ledger::AccountId> funding_account_id;
};
BOOST_DESCRIBE_STRUCT(DiningRule, (),
                      (organisation_id, allows_guests, guest_price_class_id, funding_account_id))

class SubsidyRepository {
public:
    explicit SubsidyRepository(sql::Reader& reader) : reader_{reader} {}

    /// Active grants of a diner, the earliest expiry first, at most 200.
    std::vector<GrantOfType> list_of_diner(DinerId diner_id);
    std::optional<SubsidyGrant> find_grant(SubsidyGrantId id);
    /// Whether the account is that of any grant of the diner, expired ones included.
    bool is_grant_account(DinerId diner_id, ledger::AccountId account_id);
    /// Grants of an operator, newest first.
    std::vector<SubsidyGrant> list_grants(identity::OrganisationId organisation_id,
                                          std::optional<SubsidyGrantId> after, std::int64_t limit);
    /// Active grants whose last day lies before `day`, by id from `after` on.
    std::vector<SubsidyGrant> list_expired(BusinessDate day, SubsidyGrantId after,
                                           std::int64_t limit);
    /// Active grants of one type, at most 200.
    std::vector<SubsidyGrant> list_active_of_type(DinerId diner_id, SubsidyTypeId type_id);
    std::optional<SubsidyType> find_type(identity::OrganisationId organisation_id,
                                         SubsidyTypeId id);
    std::vector<SubsidyType> list_types(identity::OrganisationId organisation_id);
    DiningRule rule_of(identity::OrganisationId organisation_id);
    /// Operators whose canteens take guests, at most 200.
    std::vector<identity::OrganisationId> list_taking_guests();

protected:
    sql::Reader& reader_;
};

/// The writing half.
class SubsidyBooks : public SubsidyRepository {
public:
    explicit SubsidyBooks(sql::Transaction& transaction)
        : SubsidyRepository{transaction}, transaction_{transaction} {}

    void add_type(const SubsidyType& type);
    void replace_type(const SubsidyType& type);
    void add_grant(const SubsidyGrant& grant);
    std::optional<SubsidyGrant> lock_grant(SubsidyGrantId id);
    void set_state(SubsidyGrantId id, GrantState state);
    /// Grants of one diner become another's (a merge of records).
    void move_grants(DinerId from, DinerId to);
    void set_rule(const DiningRule& rule);
    /// Makes changes of one operator's rule wait for each other.
    DiningRule lock_rule(identity::OrganisationId organisation_id);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
