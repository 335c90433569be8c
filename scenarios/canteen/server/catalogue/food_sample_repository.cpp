// SQL of canteen_food_sample.
#include "scenarios/canteen/server/catalogue/food_sample_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::string_view named_samples =
    "SELECT s.id, s.organisation_id, s.outlet_id, s.dish_id, s.period_id, s.day, s.grams, "
    "s.keeper, s.taken_at_us, s.discard_after_us, s.discarded_at_us, s.discarded_by, d.name "
    "FROM canteen_food_sample s JOIN canteen_dish d ON d.id = s.dish_id ";

}  // namespace

std::vector<NamedSample> FoodSampleRepository::list_kept(identity::OrganisationId organisation_id) {
    static const std::string text = std::string(named_samples) +
                                    "WHERE s.organisation_id = $1 AND s.discarded_at_us IS NULL "
                                    "ORDER BY s.discard_after_us, s.id LIMIT 1000";
    return reader_.list<NamedSample>({"canteen.list_kept_samples", text}, organisation_id);
}

std::vector<NamedSample> FoodSampleRepository::list_discarded(const SamplePage& page) {
    static const std::string text =
        std::string(named_samples) +
        "WHERE s.organisation_id = $1 AND s.taken_at_us < $2 AND s.discarded_at_us IS NOT NULL "
        "ORDER BY s.taken_at_us DESC, s.id DESC LIMIT $3";
    return reader_.list<NamedSample>({"canteen.list_discarded_samples", text}, page.organisation_id,
                                     page.before, page.limit);
}

void FoodSampleBooks::add(const FoodSample& sample) {
    transaction_.insert("canteen_food_sample", sample);
}

std::optional<FoodSample> FoodSampleBooks::lock(identity::OrganisationId organisation_id,
                                                FoodSampleId id) {
    static const std::string text =
        "SELECT " + sql::column_list<FoodSample>() +
        " FROM canteen_food_sample WHERE id = $1 AND organisation_id = $2 FOR UPDATE";
    return transaction_.find<FoodSample>({"canteen.lock_food_sample", text}, id, organisation_id);
}

void FoodSampleBooks::set_discarded(const FoodSample& sample) {
    static constexpr sql::Query query{"canteen.discard_food_sample",
                                      "UPDATE canteen_food_sample SET discarded_at_us = $3, "
                                      "discarded_by = $4 "
                                      "WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, sample.id, sample.organisation_id, sample.discarded_at_us,
                         sample.discarded_by);
}

}  // namespace dlfp::canteen
