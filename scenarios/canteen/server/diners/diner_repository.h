// All SQL about diners and the earlier versions of their records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/canteen/server/diners/diner.h"

namespace dlfp::canteen {

/// A diner as stored: what is personal is sealed, its masked form stands beside it.
struct DinerRow {
    DinerId id;
    identity::OrganisationId organisation_id;
    std::string diner_number;
    sql::Bytes wrapped_key;
    sql::Bytes name_sealed;
    sql::Bytes name_index;
    std::string masked_name;
    sql::Bytes mobile_sealed;
    sql::Bytes mobile_index;
    std::string masked_mobile;
    std::string department;
    std::optional<PriceClassId> price_class_id;
    std::string avoided_allergens;
    std::optional<std::string> card_number;
    std::optional<identity::CustomerId> customer_id;
    ledger::AccountId cash_account_id;
    ledger::AccountId arrears_account_id;
    DinerState state{};
    std::int64_t version = 1;
    std::optional<DinerId> merged_into;
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(DinerRow, (),
                      (id, organisation_id, diner_number, wrapped_key, name_sealed, name_index,
                       masked_name, mobile_sealed, mobile_index, masked_mobile, department,
                       price_class_id, avoided_allergens, card_number, customer_id, cash_account_id,
                       arrears_account_id, state, version, merged_into, created_at_us))

/// A former version; `record_sealed` opens with the diner's key.
struct DinerVersionRow {
    DinerId diner_id;
    std::int64_t version = 0;
    UtcTime changed_at_us;
    std::string changed_by;  ///< staff or customer id as text
    std::string change;      ///< what was done: "edited", "merged", …
    sql::Bytes record_sealed;
};
BOOST_DESCRIBE_STRUCT(DinerVersionRow, (),
                      (diner_id, version, changed_at_us, changed_by, change, record_sealed))

/// Which diners a list shows; newest first. Unset members do not filter.
struct DinerFilter {
    identity::OrganisationId organisation_id;
    std::optional<std::string> diner_number;
    std::optional<std::string> department;
    std::optional<std::string> card_number;
    std::optional<sql::Bytes> name_index;
    std::optional<sql::Bytes> mobile_index;
    std::optional<PriceClassId> price_class_id;
    std::optional<DinerState> state;
    std::optional<DinerId> after;
    std::int64_t limit = 50;
};

/// A price class by its name.
struct NamedClass {
    PriceClassId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedClass, (), (id, name))

/// A meal category by its name.
struct NamedCategory {
    MealCategoryId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedCategory, (), (id, name))

class DinerRepository {
public:
    explicit DinerRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<Diner> find(identity::OrganisationId organisation_id, DinerId id);
    std::optional<Diner> find_by_card(identity::OrganisationId organisation_id,
                                      std::string_view card_number);
    std::optional<Diner> find_of_customer(identity::OrganisationId organisation_id,
                                          identity::CustomerId customer_id);
    std::optional<DinerRow> find_row(identity::OrganisationId organisation_id, DinerId id);
    std::optional<DinerRow> find_by_number(identity::OrganisationId organisation_id,
                                           std::string_view diner_number);
    std::vector<DinerRow> list(const DinerFilter& filter);
    /// Of any operator, at most 100.
    std::vector<DinerRow> list_by_mobile(const sql::Bytes& mobile_index);
    std::vector<Diner> list_of_customer(identity::CustomerId customer_id);
    std::vector<DinerVersionRow> list_versions(DinerId id);
    /// Active classes of an operator.
    std::vector<NamedClass> list_classes(identity::OrganisationId organisation_id);
    /// Active categories of an operator, in their order.
    std::vector<NamedCategory> list_categories(identity::OrganisationId organisation_id);
    /// Active diners of a department or a price class or both, by id, at most 5,000.
    std::vector<DinerId> list_group(identity::OrganisationId organisation_id,
                                    const std::optional<std::string>& department,
                                    std::optional<PriceClassId> price_class_id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class DinerBooks : public DinerRepository {
public:
    explicit DinerBooks(sql::Transaction& transaction)
        : DinerRepository{transaction}, transaction_{transaction} {}

    std::optional<Diner> lock(identity::OrganisationId organisation_id, DinerId id);
    std::optional<DinerRow> lock_row(identity::OrganisationId organisation_id, DinerId id);
    /// Rows added: 0 when number, card or customer belong to another record of the operator.
    std::int64_t add(const DinerRow& row);
    /// Replaces everything but key, accounts and creation.
    void replace(const DinerRow& row);
    void add_version(const DinerVersionRow& row);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
