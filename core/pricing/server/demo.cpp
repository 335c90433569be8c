// Prices of the car park beside the demonstration's canteen.
#include "core/pricing/server/demo.h"

#include "core/identity/server/demo.h"
#include "core/pricing/server/edit_tables.h"
#include "core/pricing/server/quote.h"
#include "core/pricing/server/table_text.h"

namespace dlfp::pricing {
namespace {

constexpr auto demo_maker = identity::StaffId::fixed(3101);
constexpr auto demo_checker = identity::StaffId::fixed(3104);
constexpr std::string_view demo_name = "食堂门前停车场";

/// Day and night, dearer on days off; electric cars have a longer free time.
RateTable demo_table() {
    auto table = starter_table(std::string(demo_name));
    auto& fuel = table.collections.front();
    fuel.code = "fuel", fuel.name = "燃油车", fuel.eligibility.priority = 2;
    auto& further = fuel.lines[1];
    further.code = "day", further.name = "日间每半小时";
    further.usage = {.from_minute = 420, .until_minute = 1260, .day_kinds = {}, .weekdays = {}};
    auto night = further;
    night.code = "night", night.name = "夜间每小时";
    night.usage.from_minute = 1260, night.usage.until_minute = 420;
    night.increment_minutes = 60, night.value_fen = yuan(1);
    fuel.lines.push_back(night);
    auto electric = fuel;
    electric.code = "new_energy", electric.name = "新能源车", electric.eligibility.priority = 1;
    electric.eligibility.energies = {Energy::new_energy};
    electric.free_time.minutes = 60;
    electric.max_value_fen = yuan(20);
    table.collections.push_back(electric);
    return table;
}

VersionRow version_row(const RateTable& table, UtcTime now) {
    VersionRow row{.table_id = demo_table_id,
                   .organisation_id = identity::demo_operator_id,
                   .content = to_json(table),
                   .maker_id = demo_maker,
                   .changed_at_us = now};
    row.digest = digest_of(row.content);
    return row;
}

void add_demo(api::Platform& platform, sql::Transaction& transaction) {
    const auto now = platform.clock.now();
    table_repository::add(transaction, {.id = demo_table_id,
                                        .organisation_id = identity::demo_operator_id,
                                        .code = "canteen_car_park",
                                        .name = std::string(demo_name),
                                        .created_at_us = now,
                                        .created_by_id = demo_maker});
    auto approved = version_row(demo_table(), now);
    approved.id = demo_version_id;
    approved.state = VersionState::approved;
    approved.note = "首版";
    approved.valid_from = BusinessDate::of(now).plus_days(-30);
    approved.checker_id = demo_checker, approved.decided_at_us = now;
    table_repository::add_version(transaction, approved);
    auto next = demo_table();
    next.collections.front().max_value_fen = yuan(35);
    next.collections.front().lines[1].value_fen = Money::fen(250);
    auto draft = version_row(next, now);
    draft.id = demo_draft_id, draft.number = 2, draft.note = "日间调价";
    table_repository::add_version(transaction, draft);
    const auto quote = make_quote({platform, transaction, now},
                                  {.organisation_id = identity::demo_operator_id,
                                   .table_id = demo_table_id,
                                   .stay = {.entered_at_us = now - 3h, .left_at_us = now}});
    if (!quote) throw std::logic_error("the demonstration has no price");
}

}  // namespace

void load_demo(api::Platform& platform) {
    platform.database.write([&](sql::Transaction& transaction) {
        if (!table_repository::find(transaction, demo_table_id)) add_demo(platform, transaction);
        return true;
    });
}

}  // namespace dlfp::pricing
