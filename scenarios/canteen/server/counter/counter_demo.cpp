// Terminals and sales of the last days for a development database, booked the way a terminal's
// facts are. Nobody holds the keys of these terminals: to sell, register a browser.
#include <algorithm>

#include "core/identity/server/demo.h"
#include "platform/runtime/crypto/signature.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/counter/accept_fact.h"
#include "scenarios/canteen/server/counter/counter.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"
#include "scenarios/canteen/server/diners/diner_repository.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;
constexpr auto set_meal_terminal_id = TerminalId::fixed(620'001);
constexpr auto stir_fry_terminal_id = TerminalId::fixed(620'002);
constexpr auto weighing_terminal_id = TerminalId::fixed(620'003);
constexpr auto shop_terminal_id = TerminalId::fixed(620'004);
constexpr std::int64_t diners_max = 8;

void add_terminals(sql::Transaction& transaction, UtcTime now) {
    TerminalBooks books{transaction};
    const auto add = [&](TerminalId id, ServingAreaId area_id, std::string name,
                         TerminalMode mode) {
        const auto key = crypto::PrivateKey::generate(crypto::KeyKind::p256).public_key();
        books.add({.id = id,
                   .organisation_id = owner,
                   .area_id = area_id,
                   .name = std::move(name),
                   .mode = mode,
                   .public_key = key.to_spki(),
                   .state = TerminalState::active,
                   .last_seen_at_us = now});
    };
    add(set_meal_terminal_id, demo_set_meal_area_id, "套餐 1 号机", TerminalMode::set_meal);
    add(stir_fry_terminal_id, demo_stir_fry_area_id, "小炒 1 号机", TerminalMode::per_item);
    add(weighing_terminal_id, demo_weighing_area_id, "称重 1 号机", TerminalMode::weigh);
    add(shop_terminal_id, demo_shop_area_id, "便利店 1 号机", TerminalMode::free_amount);
    books.add_clock_check(weighing_terminal_id, {now, now - 90s, Duration{-90s}.count()});
}

/// A day's lunches at the weighing counter, one plate a diner.
SoldLine plate_of(std::int64_t number) {
    return {.kind = TerminalMode::weigh,
            .menu_item_id = {},
            .dish_id = {},
            .dish_name = std::string("自选菜"),
            .quantity = {1},
            .weight_g = api::Whole<1, 50'000>{180 + 37 * (number % 7)},
            .unit_price_fen = Money::fen(25'80)};
}

SoldLine set_meal() {
    return {.kind = TerminalMode::set_meal,
            .menu_item_id = {},
            .dish_id = {},
            .dish_name = std::string("两荤两素套餐"),
            .quantity = {1},
            .weight_g = {},
            .unit_price_fen = yuan(10)};
}

/// Sells to those who can pay: the demonstration leaves nobody in debt.
bool can_pay(sql::Reader& reader, const FactSale& sale, UtcTime now) {
    auto lines = price_lines(reader, {sale.scene, sale.moment, sale.diner}, sale.fact.lines);
    if (!lines) return false;
    const DecidedSale decided{sale.scene, sale.fact, sale.moment, sale.diner, std::move(*lines)};
    return find_tenders(reader, decided, Shortage::refuse, now).has_value();
}

/// One terminal that hands in facts one after the other.
class DemoTerminal {
public:
    DemoTerminal(const payment::Scope& scope, CounterScene scene)
        : scope_{scope}, scene_{std::move(scene)} {}

    /// Whether it was sold.
    bool sell(const DinerRow& row, UtcTime device_time, SoldLine line) {
        const auto diner = lock_diner(scope_.transaction, owner, row.id);
        if (!diner) return false;
        const SaleFact fact{.seq = {last_seq_ + 1},
                            .device_time_us = device_time,
                            .payer = {PayerKind::diner_number, row.diner_number},
                            .lines = {std::move(line)}};
        const FactSale sale{scene_, fact, plan_moment(scene_, device_time), *diner};
        if (!can_pay(scope_.transaction, sale, scope_.now)) return false;
        accept(fact, *diner);
        return true;
    }
    void accept(const SaleFact& fact, const std::optional<Diner>& diner) {
        accept_fact(scope_, scene_, fact, diner);
        last_seq_ = fact.seq.value;
    }
    void note_numbers() const {
        TerminalBooks{scope_.transaction}.set_numbers(scene_.terminal.id, {}, {last_seq_, {}});
    }
    std::int64_t next_seq() const { return last_seq_ + 1; }

    /// What is sold from now on arrives at that time.
    void set_time(UtcTime now) { scope_.now = now; }

private:
    payment::Scope scope_;
    CounterScene scene_;
    std::int64_t last_seq_ = 0;
};

std::optional<DemoTerminal> terminal_of(const payment::Scope& scope, TerminalId id) {
    const auto terminal = find_terminal(scope.transaction, id);
    if (!terminal) return {};
    auto scene = load_counter_scene(scope.transaction, *terminal);
    // Staff may have retired the area of an older database: then nothing was sold there.
    if (!scene) return {};
    return DemoTerminal{scope, std::move(*scene)};
}

/// Weighed lunches, one plate a diner.
void sell_lunches(DemoTerminal& counter, const std::vector<DinerRow>& diners, BusinessDate day,
                  std::int64_t turn) {
    const auto noon = day.starts_at() + 11h + 40min;
    for (const auto& diner : diners) {
        const auto time = noon + 3min * turn;
        counter.sell(diner, time, plate_of(++turn));
    }
}

/// Set meals in the evening, for every second diner in turn.
void sell_dinners(DemoTerminal& counter, const std::vector<DinerRow>& diners, BusinessDate day,
                  std::int64_t turn) {
    const auto evening = day.starts_at() + 17h + 20min;
    for (const auto& diner : diners)
        if (++turn % 2 == 0) counter.sell(diner, evening + 4min * turn, set_meal());
}

/// For the pages of review: a plate sold twice and an unknown card.
void sell_for_review(DemoTerminal& counter, const std::vector<DinerRow>& diners, BusinessDate day) {
    const auto lunch = day.starts_at() + 12h + 45min;
    const auto sell_twice = [&](const DinerRow& diner) {
        return counter.sell(diner, lunch, plate_of(1)) &&
               counter.sell(diner, lunch + 4s, plate_of(1));
    };
    (void)std::ranges::any_of(diners, sell_twice);
    counter.accept({.seq = {counter.next_seq()},
                    .device_time_us = lunch + 5min,
                    .payer = {PayerKind::card, std::string("C990017")},
                    .lines = {plate_of(3)}},
                   std::nullopt);
}

/// Day by day in order, each handed in on its own evening: its money belongs to its own books.
void sell_last_days(const payment::Scope& scope, const std::vector<DinerRow>& diners) {
    auto weighing = terminal_of(scope, weighing_terminal_id);
    auto set_meals = terminal_of(scope, set_meal_terminal_id);
    if (!weighing || !set_meals) return;
    for (std::int32_t back = demo_days_back; back > 0; --back) {
        const auto day = BusinessDate::of(scope.now).plus_days(-back);
        const auto evening = day.starts_at() + 21h;
        weighing->set_time(evening);
        set_meals->set_time(evening);
        sell_lunches(*weighing, diners, day, back);
        if (back == 1) sell_for_review(*weighing, diners, day);
        sell_dinners(*set_meals, diners, day, back);
    }
    weighing->note_numbers();
    set_meals->note_numbers();
}

/// Diners of the demonstration whom no customer belongs to: the purses of the others are there to
/// be tried by hand.
std::vector<DinerRow> list_unlinked(sql::Reader& reader) {
    auto diners = DinerRepository{reader}.list({.organisation_id = owner, .limit = diners_max});
    std::erase_if(diners, [](const DinerRow& row) { return row.customer_id.has_value(); });
    return diners;
}

}  // namespace

void load_demo_counter(api::Platform& platform) {
    if (!platform.is_development) throw std::logic_error("demo counters outside development");
    const auto now = platform.clock.now();
    platform.database
        .write([&](sql::Transaction& transaction) -> Result<Done> {
            if (TerminalRepository{transaction}.find(set_meal_terminal_id)) return done;
            add_terminals(transaction, now);
            const payment::Scope scope{transaction, platform, now};
            const auto diners = list_unlinked(transaction);
            sell_last_days(scope, diners);
            return done;
        })
        .value();
}

}  // namespace dlfp::canteen
