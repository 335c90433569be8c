// Queries about diners.
#include "scenarios/canteen/server/diners/diner_repository.h"

#include "platform/base/planted.h"

namespace dlfp::canteen {
namespace {

const std::string diner_columns = sql::column_list<Diner>();
const std::string row_columns = sql::column_list<DinerRow>();

const std::string find_text =
    "SELECT " + diner_columns + " FROM canteen_diner WHERE organisation_id = $1 AND id = $2";
const std::string lock_text = find_text + " FOR UPDATE";
const std::string find_by_card_text =
    "SELECT " + diner_columns +
    " FROM canteen_diner WHERE organisation_id = $1 AND card_number = $2";
const std::string find_of_customer_text =
    "SELECT " + diner_columns +
    " FROM canteen_diner WHERE customer_id = $2 AND organisation_id = $1";
const std::string list_of_customer_text =
    "SELECT " + diner_columns + " FROM canteen_diner WHERE customer_id = $1 ORDER BY id LIMIT 100";
const std::string find_row_text =
    "SELECT " + row_columns + " FROM canteen_diner WHERE (organisation_id = $1" +
    (planted("canteen.tenant_filter_missing") ? " OR 1 = 1" : "") + ") AND id = $2";
const std::string lock_row_text = find_row_text + " FOR UPDATE";
const std::string find_by_number_text =
    "SELECT " + row_columns +
    " FROM canteen_diner WHERE organisation_id = $1 AND diner_number = $2";
const std::string list_by_mobile_text =
    "SELECT " + row_columns + " FROM canteen_diner WHERE mobile_index = $1 ORDER BY id LIMIT 100";
const std::string list_versions_text =
    "SELECT " + sql::column_list<DinerVersionRow>() +
    " FROM canteen_diner_version WHERE diner_id = $1 ORDER BY version DESC LIMIT 200";
constexpr std::string_view list_classes_text =
    "SELECT id, name FROM canteen_price_class WHERE organisation_id = $1 AND state = 'active' "
    "ORDER BY name LIMIT 200";
constexpr std::string_view list_categories_text =
    "SELECT id, name FROM canteen_meal_category WHERE organisation_id = $1 AND state = 'active' "
    "ORDER BY position, id LIMIT 200";
constexpr std::string_view replace_text =
    "UPDATE canteen_diner SET diner_number = $2, name_sealed = $3, name_index = $4, "
    "masked_name = $5, mobile_sealed = $6, mobile_index = $7, masked_mobile = $8, "
    "department = $9, price_class_id = $10, avoided_allergens = $11, card_number = $12, "
    "customer_id = $13, state = $14, version = $15, merged_into = $16 WHERE id = $1";

constexpr DinerId last_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return DinerId{bytes};
}();

/// Only the conditions that are asked for: an unused parameter has no type on PostgreSQL.
struct Conditions {
    std::string text = " WHERE organisation_id = $1 AND id < $2";
    std::vector<sql::Param> params;

    template <class T>
    void add(std::string_view column, const std::optional<T>& value) {
        if (!value) return;
        params.push_back(sql::to_param(*value));
        text += " AND " + std::string(column) + " = $" + std::to_string(params.size());
    }
};

}  // namespace

std::optional<Diner> DinerRepository::find(identity::OrganisationId organisation_id, DinerId id) {
    return reader_.find<Diner>({"canteen.find_diner", find_text}, organisation_id, id);
}

std::optional<Diner> DinerRepository::find_by_card(identity::OrganisationId organisation_id,
                                                   std::string_view card_number) {
    return reader_.find<Diner>({"canteen.find_diner_by_card", find_by_card_text}, organisation_id,
                               card_number);
}

std::optional<Diner> DinerRepository::find_of_customer(identity::OrganisationId organisation_id,
                                                       identity::CustomerId customer_id) {
    return reader_.find<Diner>({"canteen.find_diner_of_customer", find_of_customer_text},
                               organisation_id, customer_id);
}

std::optional<DinerRow> DinerRepository::find_row(identity::OrganisationId organisation_id,
                                                  DinerId id) {
    return reader_.find<DinerRow>({"canteen.find_diner_row", find_row_text}, organisation_id, id);
}

std::optional<DinerRow> DinerRepository::find_by_number(identity::OrganisationId organisation_id,
                                                        std::string_view diner_number) {
    return reader_.find<DinerRow>({"canteen.find_diner_by_number", find_by_number_text},
                                  organisation_id, diner_number);
}

std::vector<DinerRow> DinerRepository::list(const DinerFilter& filter) {
    const auto before = filter.after.value_or(last_possible);
    Conditions conditions;
    conditions.params = {sql::to_param(filter.organisation_id), sql::to_param(before)};
    conditions.add("diner_number", filter.diner_number);
    conditions.add("department", filter.department);
    conditions.add("card_number", filter.card_number);
    conditions.add("name_index", filter.name_index);
    conditions.add("mobile_index", filter.mobile_index);
    conditions.add("price_class_id", filter.price_class_id);
    conditions.add("state", filter.state);
    conditions.params.push_back(filter.limit);
    const auto text = "SELECT " + row_columns + " FROM canteen_diner" + conditions.text +
                      " ORDER BY id DESC LIMIT $" + std::to_string(conditions.params.size());
    std::vector<DinerRow> rows;
    reader_.run({"canteen.list_diners", text}, conditions.params,
                [&](const sql::Row& row) { rows.push_back(sql::read_row<DinerRow>(row)); });
    return rows;
}

std::vector<DinerRow> DinerRepository::list_by_mobile(const sql::Bytes& mobile_index) {
    return reader_.list<DinerRow>({"canteen.list_diners_by_mobile", list_by_mobile_text},
                                  mobile_index);
}

std::vector<Diner> DinerRepository::list_of_customer(identity::CustomerId customer_id) {
    return reader_.list<Diner>({"canteen.list_diners_of_customer", list_of_customer_text},
                               customer_id);
}

std::vector<DinerVersionRow> DinerRepository::list_versions(DinerId id) {
    return reader_.list<DinerVersionRow>({"canteen.list_diner_versions", list_versions_text}, id);
}

std::vector<NamedClass> DinerRepository::list_classes(identity::OrganisationId organisation_id) {
    return reader_.list<NamedClass>({"canteen.list_diner_classes", list_classes_text},
                                    organisation_id);
}

std::vector<NamedCategory> DinerRepository::list_categories(
    identity::OrganisationId organisation_id) {
    return reader_.list<NamedCategory>({"canteen.list_diner_categories", list_categories_text},
                                       organisation_id);
}

std::vector<DinerId> DinerRepository::list_group(identity::OrganisationId organisation_id,
                                                 const std::optional<std::string>& department,
                                                 std::optional<PriceClassId> price_class_id) {
    Conditions conditions;
    conditions.params = {sql::to_param(organisation_id), sql::to_param(last_possible)};
    conditions.add("department", department);
    conditions.add("price_class_id", price_class_id);
    const auto text = "SELECT id FROM canteen_diner" + conditions.text +
                      " AND state = 'active' ORDER BY id LIMIT 5000";
    std::vector<DinerId> ids;
    reader_.run({"canteen.list_diner_group", text}, conditions.params,
                [&](const sql::Row& row) { ids.push_back(sql::read_row<DinerId>(row)); });
    return ids;
}

std::optional<Diner> DinerBooks::lock(identity::OrganisationId organisation_id, DinerId id) {
    return transaction_.find<Diner>({"canteen.lock_diner", lock_text}, organisation_id, id);
}

std::optional<DinerRow> DinerBooks::lock_row(identity::OrganisationId organisation_id, DinerId id) {
    return transaction_.find<DinerRow>({"canteen.lock_diner_row", lock_row_text}, organisation_id,
                                       id);
}

std::int64_t DinerBooks::add(const DinerRow& row) {
    return transaction_.insert_if_absent("canteen_diner", row);
}

void DinerBooks::replace(const DinerRow& row) {
    transaction_.execute({"canteen.replace_diner", replace_text}, row.id, row.diner_number,
                         row.name_sealed, row.name_index, row.masked_name, row.mobile_sealed,
                         row.mobile_index, row.masked_mobile, row.department, row.price_class_id,
                         row.avoided_allergens, row.card_number, row.customer_id, row.state,
                         row.version, row.merged_into);
}

void DinerBooks::add_version(const DinerVersionRow& row) {
    transaction_.insert("canteen_diner_version", row);
}

}  // namespace dlfp::canteen
