// Ids that really exist and belong to another operator or customer, in every place of every
// operation of the canteen that takes an id: answered to the byte like ids that nobody has, and
// nothing changes. The owner's answer differs, so that the rows were reached at all.
#include <algorithm>
#include <array>

#include "core/identity/server/demo.h"
#include "core/ledger/server/account.h"
#include "scenarios/canteen/server/counter/suspense_repository.h"
#include "scenarios/canteen/server/ids.h"
#include "tests/hostile_input/hostile_bank.h"

namespace dlfp::hostile {
namespace {

namespace json = boost::json;

/// Another operator and its people. None of the demonstration's rows is theirs.
const auto other_operator = identity::OrganisationId::fixed(1099);
Party other_party() {
    return {.organisation_id = other_operator.bytes(),
            .staff_id = identity::StaffId::fixed(3199).bytes(),
            .customer_id = identity::CustomerId::fixed(2099).bytes(),
            .device_id = canteen::TerminalId::fixed(620'099).bytes()};
}

/// Shown to everybody: outlets, their menus, and which operator takes guests are no secret, and
/// whoever is no diner there is told so.
const std::set<std::string> open_to_everybody{"POST /canteen/dining/guest organisation_id",
                                              "POST /canteen/feedback outlet_id",
                                              "GET /canteen/order-menu period_id",
                                              "POST /canteen/order-quotes lines[]/menu_item_id",
                                              "POST /canteen/orders lines[]/menu_item_id",
                                              "GET /canteen/outlets/{outlet_id}/menu outlet_id"};

/// Where the owner is not told apart either, since the well-formed request ends earlier or the
/// list behind it is empty; the tests beside those operations hold the tenant filter.
const std::set<std::string> ends_earlier{
    // Nothing was sold or ordered today, and lunch comes tomorrow.
    "GET /staff/canteen/kitchen period_id", "GET /staff/canteen/orders period_id",
    "GET /staff/canteen/reports/{kind} category_id",
    "GET /staff/canteen/reports/{kind}/export category_id",
    "POST /staff/canteen/pick-ups outlet_id", "POST /staff/canteen/pick-ups period_id",
    // The batch carries no valid signature, the payment code is nobody's.
    "POST /device/canteen/batches sales[]/lines[]/dish_id",
    "POST /device/canteen/batches sales[]/lines[]/menu_item_id",
    "POST /device/canteen/sales lines[]/dish_id", "POST /device/canteen/sales lines[]/menu_item_id",
    // The demonstration's order is paid; the sample's number is another diner's.
    "PUT /canteen/orders/{order_id}/lines lines[]/menu_item_id",
    "PUT /staff/canteen/diners/{diner_id} price_class_id"};

/// The first ids of a table.
template <class Some>
std::vector<std::string> first_ids(sql::Reader& reader, std::string_view table) {
    const auto query = "SELECT id FROM " + std::string(table) + " ORDER BY id LIMIT 2";
    std::vector<std::string> texts;
    for (const auto& id : reader.list<Some>({"test.first_ids", query}))
        texts.push_back(id.to_text());
    return texts;
}

/// Gives the last row of a table to the other operator, where one is left; answers its id.
template <class Some>
std::string give_last_away(sql::Transaction& transaction, std::string_view table) {
    const std::string name{table};
    const auto rows = transaction.list<Some>(
        {"test.last_ids", "SELECT id FROM " + name + " ORDER BY id DESC LIMIT 2"});
    if (rows.size() < 2) return "";
    transaction.execute(
        {"test.give_away", "UPDATE " + name + " SET organisation_id = $2 WHERE id = $1"},
        rows.front(), other_operator);
    return rows.front().to_text();
}

/// Where ids of a kind are stored.
struct Kind {
    std::string_view prefix;
    std::string_view table;
    std::vector<std::string> (*first)(sql::Reader& reader, std::string_view table);
    std::string (*give_away)(sql::Transaction& transaction, std::string_view table);
};
template <class Some>
Kind kind(std::string_view prefix, std::string_view table) {
    return {prefix, table, &first_ids<Some>, &give_last_away<Some>};
}
const std::array kinds{kind<canteen::OutletId>("out", "canteen_outlet"),
                       kind<canteen::ServingAreaId>("are", "canteen_serving_area"),
                       kind<canteen::MealCategoryId>("mca", "canteen_meal_category"),
                       kind<canteen::MealPeriodId>("mpe", "canteen_meal_period"),
                       kind<canteen::DishId>("dsh", "canteen_dish"),
                       kind<canteen::MenuItemId>("mit", "canteen_menu_item"),
                       kind<canteen::PriceClassId>("pcl", "canteen_price_class"),
                       kind<canteen::DinerId>("din", "canteen_diner"),
                       kind<canteen::SubsidyTypeId>("sbt", "canteen_subsidy_type"),
                       kind<canteen::SubsidyGrantId>("sbg", "canteen_subsidy_grant"),
                       kind<canteen::TerminalId>("trm", "canteen_terminal"),
                       kind<canteen::FeedbackId>("fbk", "canteen_feedback"),
                       kind<canteen::FoodSampleId>("smp", "canteen_food_sample"),
                       kind<canteen::MealOrderId>("ord", "canteen_meal_order"),
                       kind<canteen::SaleId>("sal", "canteen_sale"),
                       kind<canteen::SuspenseId>("sus", "canteen_suspense_sale")};

std::string unknown_id(std::string_view prefix) {
    return std::string(prefix) + "_01jdabcdefghjkmnpqrstvwxyz";
}

using Ids = std::map<std::string, std::string, std::less<>>;

std::string prefix_of(std::string_view id) { return std::string(id.substr(0, 3)); }

/// The request with its required members, and one more for each member that may be left out.
std::vector<Request> variants_of(const Operation& operation) {
    std::vector<Request> variants{Request{operation}};
    for (const auto& member : operation.query_members)
        if (!member.is_required)
            variants.push_back(Request{operation}.in_query(member.name, sample(member.schema)));
    for (const auto& member : operation.body_members)
        if (!member.is_required)
            variants.push_back(Request{operation}.in_body(member.name, sample(member.schema)));
    return variants;
}

Request with_id(Request request, const std::string& place, std::string_view id) {
    request.each_id([&](const std::string& name, json::string& text) {
        if (name == place) text = id;
    });
    return request;
}

/// An operation, one place in it that takes an id, and a request whose ids are all the owner's.
struct Place {
    const Operation* operation;
    std::string name;
    Request request;

    std::string words() const { return operation->name() + " " + name; }
    std::string prefix() const {
        std::string found;
        auto copy = request;
        copy.each_id([&](const std::string& place, json::string& id) {
            if (place == name) found = prefix_of(id);
        });
        return found;
    }
};

class ForeignIds : public HostileBank {
protected:
    Ids owned;   ///< an id of each kind that is the demonstration's
    Ids second;  ///< another one, where two are named that must differ

    ForeignIds() {
        bank.database().read([&](sql::Reader& reader) {
            for (const auto& kind : kinds) {
                const auto ids = kind.first(reader, kind.table);
                owned[std::string(kind.prefix)] = ids.empty() ? "" : ids.front();
                second[std::string(kind.prefix)] = ids.empty() ? "" : ids.back();
            }
            owned["org"] = identity::demo_operator_id.to_text();
            owned["lac"] = purse_of(reader, "=");
        });
    }
    /// The cash purse of 张三, or of somebody else.
    static std::string purse_of(sql::Reader& reader, std::string_view sign) {
        const auto query = "SELECT cash_account_id FROM canteen_diner WHERE diner_number " +
                           std::string(sign) + " '1001' ORDER BY id LIMIT 1";
        return reader.value<ledger::AccountId>({"test.purse", query}).to_text();
    }
    const std::string& owned_for(std::string_view name, const std::string& prefix) {
        return (name == "into_diner_id" ? second : owned)[prefix];
    }
    const std::string& owned_for(const Place& place) {
        return owned_for(place.name, place.prefix());
    }
    /// Without `after`: there an id is a position in the caller's own list, no row is looked up.
    std::vector<Place> list_places() {
        std::vector<Place> places;
        for (const auto& operation : operations) {
            if (operation.tag != "canteen") continue;
            std::set<std::string> seen;
            for (auto& variant : variants_of(operation)) {
                variant.each_id([&](const std::string& name, json::string& id) {
                    id = owned_for(name, prefix_of(id));
                });
                variant.each_id([&](const std::string& name, json::string&) {
                    if (name != "after" && seen.insert(name).second)
                        places.push_back({&operation, name, variant});
                });
            }
        }
        return places;
    }
    /// Status and body but for the request's own number.
    std::string answer(const Place& place, std::string_view id, const Party& party) {
        const auto shot = with_id(place.request, place.name, id).shot(place.name);
        const auto reply = send(*place.operation, shot, party);
        expect_no_fault(*place.operation, shot);
        boost::system::error_code problem;
        auto document = json::parse(reply.body, problem);
        if (problem || !document.is_object()) return std::to_string(reply.status) + reply.body;
        document.as_object().erase("request_id");
        return std::to_string(reply.status) + " " + json::serialize(document);
    }
    /// The foreign id is answered like one that nobody has; nothing changes.
    void expect_refused_as_missing(const Place& place, std::string_view id, const Party& party) {
        const auto before = read_all_rows();
        const auto foreign = answer(place, id, party);
        for (const auto& [table, rows] : read_all_rows())
            // That a sealed name was compared is recorded even where the request is refused.
            if (table != "identity_disclosure")
                EXPECT_TRUE(rows == before.at(table)) << place.words() << " changed " << table;
        EXPECT_EQ(foreign, answer(place, unknown_id(place.prefix()), party)) << place.words();
    }
};

TEST_F(ForeignIds, every_kind_of_id_exists_in_the_demonstration) {
    for (const auto& [prefix, id] : owned) EXPECT_FALSE(id.empty()) << prefix;
    const auto places = list_places();
    for (const auto& place : places) EXPECT_TRUE(owned.contains(place.prefix())) << place.words();
    EXPECT_GT(places.size(), 80U);
}

TEST_F(ForeignIds, another_operator_or_customer_learns_nothing_and_changes_nothing) {
    for (const auto& place : list_places())
        if (!open_to_everybody.contains(place.words()))
            expect_refused_as_missing(place, owned_for(place), other_party());
}

TEST_F(ForeignIds, the_owner_is_answered_otherwise) {
    std::set<std::string> alike;
    for (const auto& place : list_places()) {
        const auto& id = owned_for(place);
        const auto missing = answer(place, unknown_id(place.prefix()), operator_party());
        if (answer(place, id, operator_party()) == missing) alike.insert(place.words());
    }
    EXPECT_EQ(alike, ends_earlier);
}

TEST_F(ForeignIds, no_own_row_can_be_tied_to_one_of_another_operator) {
    Ids foreign;
    bank.database().write([&](sql::Transaction& transaction) {
        for (const auto& kind : kinds)
            foreign[std::string(kind.prefix)] = kind.give_away(transaction, kind.table);
        foreign["lac"] = purse_of(transaction, "<>");
        return true;
    });
    int tried = 0;
    for (const auto& place : list_places()) {
        const auto& id = foreign[place.prefix()];
        if (id.empty() || open_to_everybody.contains(place.words())) continue;
        expect_refused_as_missing(place, id, operator_party());
        ++tried;
    }
    EXPECT_GT(tried, 50);
}

}  // namespace
}  // namespace dlfp::hostile
