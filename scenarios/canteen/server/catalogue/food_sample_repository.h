// All SQL about kept food samples.
#pragma once

#include <vector>

#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/catalogue/food_sample.h"

namespace dlfp::canteen {

/// A sample with the name of its dish.
struct NamedSample : FoodSample {
    std::string dish_name;
};
BOOST_DESCRIBE_STRUCT(NamedSample, (FoodSample), (dish_name))

/// Samples taken before `before`, newest first.
struct SamplePage {
    identity::OrganisationId organisation_id;
    UtcTime before;
    std::int64_t limit = 100;
};

class FoodSampleRepository {
public:
    explicit FoodSampleRepository(sql::Reader& reader) : reader_{reader} {}

    /// Still kept, the one that may go first at the head; at most 1,000.
    std::vector<NamedSample> list_kept(identity::OrganisationId organisation_id);
    std::vector<NamedSample> list_discarded(const SamplePage& page);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class FoodSampleBooks : public FoodSampleRepository {
public:
    explicit FoodSampleBooks(sql::Transaction& transaction)
        : FoodSampleRepository{transaction}, transaction_{transaction} {}

    void add(const FoodSample& sample);
    /// Locked until the unit ends; other operators' are not found.
    std::optional<FoodSample> lock(identity::OrganisationId organisation_id, FoodSampleId id);
    void set_discarded(const FoodSample& sample);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
