// Samples of the caller's operator.
#include "scenarios/canteen/server/catalogue/keep_food_samples.h"

namespace dlfp::canteen {
namespace {

SampleLine line_of(const NamedSample& sample, UtcTime now) {
    return {.food_sample_id = sample.id,
            .outlet_id = sample.outlet_id,
            .dish_id = sample.dish_id,
            .dish_name = sample.dish_name,
            .period_id = sample.period_id,
            .day = sample.day,
            .grams = sample.grams,
            .keeper = sample.keeper,
            .taken_at_us = sample.taken_at_us,
            .discard_after_us = sample.discard_after_us,
            .is_due = decide_discarding(sample, now).has_value(),
            .discarded_at_us = sample.discarded_at_us,
            .discarded_by = sample.discarded_by};
}

}  // namespace

Result<ListSamplesReply> list_food_samples(const api::NoRequest&, api::ReadCall& call) {
    FoodSampleRepository samples{call.reader()};
    const auto own = identity::organisation_of(call.caller());
    ListSamplesReply reply;
    for (const auto& sample : samples.list_kept(own))
        reply.kept.push_back(line_of(sample, call.now()));
    for (const auto& sample : samples.list_discarded({own, call.now() + 1us}))
        reply.discarded.push_back(line_of(sample, call.now()));
    return reply;
}

Result<KeepSampleReply> keep_food_sample(const KeepSampleRequest& request, api::Call& call) {
    const auto own = identity::organisation_of(call.caller());
    TRY(const auto period, find_meal_period(call.reader(), own, request.period_id));
    TRY(const auto dish, find_dish(call.reader(), own, request.dish_id));
    TRY(const auto discard_after,
        plan_discard_after(request.grams, request.taken_at_us, call.now()));
    const FoodSample sample{.id = call.next_id<FoodSampleTag>(),
                            .organisation_id = own,
                            .outlet_id = period.outlet_id,
                            .dish_id = dish.id,
                            .period_id = period.id,
                            .day = request.day,
                            .grams = request.grams,
                            .keeper = request.keeper,
                            .taken_at_us = request.taken_at_us,
                            .discard_after_us = discard_after,
                            .discarded_at_us = {},
                            .discarded_by = {}};
    FoodSampleBooks{call.transaction()}.add(sample);
    call.about("canteen_food_sample", sample.id.to_text());
    call.changed("grams of " + dish.name, "", std::to_string(sample.grams));
    return KeepSampleReply{sample.id, discard_after};
}

Result<Done> discard_food_sample(const DiscardSampleRequest& request, api::Call& call) {
    FoodSampleBooks samples{call.transaction()};
    TRY(auto sample,
        or_failure(samples.lock(identity::organisation_of(call.caller()), request.food_sample_id),
                   food_sample_not_found));
    TRY_DONE(decide_discarding(sample, call.now()));
    TRY(const auto name, identity::staff_name(call.reader(), identity::staff_of(call.caller())));
    sample.discarded_at_us = call.now();
    sample.discarded_by = name;
    samples.set_discarded(sample);
    call.about("canteen_food_sample", sample.id.to_text());
    call.changed("discarded_by", "", name);
    return done;
}

}  // namespace dlfp::canteen
