// What people said and which samples the kitchen keeps, for a development database.
#include "core/identity/server/demo.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/catalogue/demo_dishes.h"
#include "scenarios/canteen/server/catalogue/feedback_repository.h"
#include "scenarios/canteen/server/catalogue/food_sample_repository.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;
constexpr auto answered_id = FeedbackId::fixed(630'001);
constexpr auto open_id = FeedbackId::fixed(630'002);
constexpr std::uint64_t first_sample = 640'001;
constexpr std::int64_t samples_max = 3;

Feedback said(FeedbackId id, identity::CustomerId customer_id, std::string words, UtcTime at) {
    return {.id = id,
            .organisation_id = owner,
            .outlet_id = demo_outlet_id,
            .customer_id = customer_id,
            .order_id = {},
            .stars = {},
            .words = std::move(words),
            .reply = {},
            .replied_by = {},
            .replied_at_us = {},
            .created_at_us = at};
}

void add_feedback(FeedbackBooks& books, UtcTime now) {
    auto answered =
        said(answered_id, identity::demo_verified_customer_id, "希望早餐增加杂粮粥", now - 26h);
    books.add(answered);
    answered.reply = "谢谢建议，下周一起每天早餐供应小米南瓜粥";
    answered.replied_at_us = now - 20h;
    books.set_reply(answered);
    books.add(said(open_id, identity::demo_registered_customer_id, "便利店晚上能不能多开半小时",
                   now - 3h));
}

/// Three dishes of yesterday's lunch, as a school canteen must keep them (row C10).
void add_samples(FoodSampleBooks& books, UtcTime now) {
    const auto yesterday = BusinessDate::of(now).plus_days(-1);
    const auto taken_at = yesterday.starts_at() + 10h + 40min;
    std::int64_t kept = 0;
    for (const auto& dish : demo_dishes()) {
        if (dish.area_id != demo_stir_fry_area_id) continue;
        if (++kept > samples_max) return;
        books.add({.id = FoodSampleId::fixed(first_sample + static_cast<std::uint64_t>(kept)),
                   .organisation_id = owner,
                   .outlet_id = demo_outlet_id,
                   .dish_id = dish.id(),
                   .period_id = demo_lunch_period_id,
                   .day = yesterday,
                   .grams = 130 + 5 * kept,
                   .keeper = "王师傅",
                   .taken_at_us = taken_at,
                   .discard_after_us = taken_at + sample_kept_for,
                   .discarded_at_us = {},
                   .discarded_by = {}});
    }
}

}  // namespace

void load_demo_feedback(api::Platform& platform) {
    if (!platform.is_development) throw std::logic_error("demo feedback outside development");
    const auto now = platform.clock.now();
    platform.database
        .write([&](sql::Transaction& transaction) -> Result<Done> {
            FeedbackBooks books{transaction};
            if (books.lock(owner, answered_id)) return done;
            add_feedback(books, now);
            FoodSampleBooks samples{transaction};
            add_samples(samples, now);
            return done;
        })
        .value();
}

}  // namespace dlfp::canteen
