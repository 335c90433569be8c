// SQL of canteen_price_class, canteen_class_price and canteen_area_price.
#include "scenarios/canteen/server/catalogue/price_repository.h"

namespace dlfp::canteen {

std::vector<CategoryPrice> PriceRepository::list_of_class(PriceClassId id) {
    static constexpr sql::Query query{
        "canteen.list_prices_of_class",
        "SELECT p.category_id, p.price_fen FROM canteen_class_price p "
        "JOIN canteen_price_class c ON c.id = p.price_class_id AND c.state = 'active' "
        "WHERE p.price_class_id = $1 LIMIT 100"};
    return reader_.list<CategoryPrice>(query, id);
}

std::vector<CategoryPrice> PriceRepository::list_of_area(ServingAreaId id) {
    static constexpr sql::Query query{"canteen.list_prices_of_area",
                                      "SELECT category_id, price_fen FROM canteen_area_price "
                                      "WHERE area_id = $1 LIMIT 100"};
    return reader_.list<CategoryPrice>(query, id);
}

std::optional<PriceClass> PriceRepository::find_class(identity::OrganisationId organisation_id,
                                                      PriceClassId id) {
    static constexpr sql::Query query{"canteen.find_price_class",
                                      "SELECT id, organisation_id, name, state "
                                      "FROM canteen_price_class "
                                      "WHERE id = $1 AND organisation_id = $2"};
    return reader_.find<PriceClass>(query, id, organisation_id);
}

std::vector<PriceClass> PriceRepository::list_classes(identity::OrganisationId organisation_id) {
    static constexpr sql::Query query{"canteen.list_price_classes",
                                      "SELECT id, organisation_id, name, state "
                                      "FROM canteen_price_class "
                                      "WHERE organisation_id = $1 ORDER BY state, id LIMIT 100"};
    return reader_.list<PriceClass>(query, organisation_id);
}

std::vector<ClassPrice> PriceRepository::list_class_prices(
    identity::OrganisationId organisation_id) {
    static constexpr sql::Query query{
        "canteen.list_class_prices",
        "SELECT price_class_id, category_id, organisation_id, price_fen FROM canteen_class_price "
        "WHERE organisation_id = $1 ORDER BY price_class_id, category_id LIMIT 5000"};
    return reader_.list<ClassPrice>(query, organisation_id);
}

std::vector<AreaPrice> PriceRepository::list_area_prices(identity::OrganisationId organisation_id) {
    static constexpr sql::Query query{
        "canteen.list_area_prices",
        "SELECT area_id, category_id, organisation_id, price_fen FROM canteen_area_price "
        "WHERE organisation_id = $1 ORDER BY area_id, category_id LIMIT 5000"};
    return reader_.list<AreaPrice>(query, organisation_id);
}

void PriceBooks::add_class(const PriceClass& price_class) {
    transaction_.insert("canteen_price_class", price_class);
}

void PriceBooks::replace_class(const PriceClass& price_class) {
    static constexpr sql::Query query{"canteen.replace_price_class",
                                      "UPDATE canteen_price_class SET name = $3, state = $4 "
                                      "WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, price_class.id, price_class.organisation_id, price_class.name,
                         price_class.state);
}

void PriceBooks::set_class_price(const ClassPrice& price) {
    static constexpr sql::Query query{
        "canteen.set_class_price",
        "INSERT INTO canteen_class_price (price_class_id, category_id, organisation_id, price_fen) "
        "VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (price_class_id, category_id) DO UPDATE SET price_fen = excluded.price_fen"};
    transaction_.execute(query, price.price_class_id, price.category_id, price.organisation_id,
                         price.price_fen);
}

void PriceBooks::set_area_price(const AreaPrice& price) {
    static constexpr sql::Query query{
        "canteen.set_area_price",
        "INSERT INTO canteen_area_price (area_id, category_id, organisation_id, price_fen) "
        "VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (area_id, category_id) DO UPDATE SET price_fen = excluded.price_fen"};
    transaction_.execute(query, price.area_id, price.category_id, price.organisation_id,
                         price.price_fen);
}

void PriceBooks::remove_class_price(const ClassPrice& price) {
    static constexpr sql::Query query{"canteen.remove_class_price",
                                      "DELETE FROM canteen_class_price WHERE price_class_id = $1 "
                                      "AND category_id = $2 AND organisation_id = $3"};
    transaction_.execute(query, price.price_class_id, price.category_id, price.organisation_id);
}

void PriceBooks::remove_area_price(const AreaPrice& price) {
    static constexpr sql::Query query{"canteen.remove_area_price",
                                      "DELETE FROM canteen_area_price WHERE area_id = $1 "
                                      "AND category_id = $2 AND organisation_id = $3"};
    transaction_.execute(query, price.area_id, price.category_id, price.organisation_id);
}

}  // namespace dlfp::canteen
