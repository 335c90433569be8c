// What clients send.
#include "tests/simulation/clients.h"

#include "platform/api/json.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"

namespace dlfp::simulation {
namespace {

constexpr std::size_t together_max = 6;

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

std::vector<Errand> Clients::next(UtcTime now) {
    std::vector<Errand> errands;
    for (auto left = 1 + dice_.below(together_max); left > 0; --left) {
        if (!unanswered_.empty() && (is_closing_ || dice_.one_in(2))) {
            errands.push_back(unanswered_.front());
            unanswered_.pop_front();
            ++figures_.repeated;
        } else if (!is_closing_) {
            errands.push_back(fresh(now));
            if (dice_.one_in(2)) add_rival(errands, now);
        } else if (auto rest = counters_.upload_rest()) {
            errands.push_back(std::move(*rest));
            break;  // until it is answered the rest is the same again
        }
    }
    // Now and then an impatient client sends twice at once.
    if (!errands.empty() && !errands.back().call.key.empty() && dice_.one_in(8))
        errands.push_back(errands.back());
    for (auto& errand : errands)
        if (errand.call.caller.kind == api::CallerKind::device)
            for (auto& byte : errand.call.caller.session_id)
                byte = static_cast<std::uint8_t>(dice_.below(256));
    return errands;
}

void Clients::add_rival(std::vector<Errand>& errands, UtcTime now) {
    const auto last = errands.back();
    if (last.deed == Deed::sell_by_code)  // shown at two counters
        errands.push_back(sale(last.deed, "payment_code", codes_.back(), now));
    if (last.deed == Deed::decide) errands.push_back(desk_.decide_again(last, next_key()));
}

Errand Clients::fresh(UtcTime now) {
    const auto diner = static_cast<std::size_t>(dice_.below(people_.diners.size()));
    switch (dice_.below(22)) {
        case 0:
        case 1:
        case 2:
        case 3: return place_order(diner);
        case 4:
        case 5:
        case 6:
        case 7: return pay_or_cancel(diner);
        case 8:
        case 9: return fund(diner);
        case 10:
        case 11: return sale(Deed::sell_by_card, "card", people_.diners[diner].card_number, now);
        case 12:
        case 13:
            if (!is_code_fresh_) return make_code(diner);
            is_code_fresh_ = false;
            return sale(Deed::sell_by_code, "payment_code", codes_.back(), now);
        case 14:
        case 15: return refund();
        case 16:
        case 17: return counters_.upload(now);
        case 18:
        case 19:
        case 20: return desk_.next(now, next_key());
        default: return look(diner);
    }
}

Errand Clients::of_diner(Deed deed, std::size_t diner, std::string target, std::string body) {
    const auto key = next_key();
    return {.deed = deed,
            .call = {.caller = people_.diners[diner].caller,
                     .method = "POST",
                     .target = std::move(target),
                     .body = std::move(body),
                     .key = key},
            .diner = diner,
            .subject = {},
            .name = key};
}

Errand Clients::place_order(std::size_t diner) {
    if (menu_.empty()) return look(diner);
    const auto& dish = dice_.pick(menu_);
    const auto quantity = dice_.between(1, 3);
    return of_diner(Deed::place_order, diner, "/canteen/orders",
                    R"({"lines":[{"menu_item_id":)" + in_quotes(dish.menu_item_id) +
                        R"(,"quantity":)" + std::to_string(quantity) +
                        R"(}],"expected_total_fen":)" + std::to_string(quantity * dish.price_fen) +
                        R"(,"note":""})");
}

Errand Clients::pay_or_cancel(std::size_t diner) {
    if (unpaid_.empty()) return place_order(diner);
    // Mostly the newest: an unpaid order waits a quarter of an hour.
    const auto meal = dice_.one_in(4) ? dice_.pick(unpaid_) : unpaid_.back();
    if (dice_.one_in(8)) {
        auto errand =
            of_diner(Deed::cancel, meal.diner, "/canteen/orders/" + meal.order_id + "/cancellation",
                     R"({"lines":[]})");
        errand.subject = meal.order_id;
        return errand;
    }
    auto errand = of_diner(Deed::pay, meal.diner, "/payments/" + meal.payment_id + "/charge", "{}");
    errand.subject = meal.payment_id;
    return errand;
}

Errand Clients::fund(std::size_t diner) {
    const auto deed = dice_.one_in(4) ? Deed::withdraw : Deed::top_up;
    return of_diner(deed, diner,
                    "/accounts/" + people_.diners[diner].account_id +
                        (deed == Deed::top_up ? "/top-ups" : "/withdrawals"),
                    R"({"amount_fen":)" + std::to_string(dice_.between(100, 20'000)) + "}");
}

Errand Clients::sale(Deed deed, std::string payer_kind, std::string payer, UtcTime now) {
    const auto terminal = static_cast<std::size_t>(dice_.below(people_.terminals.size()));
    const auto seq = next_seq_[terminal]++;
    return {.deed = deed,
            .call = {.caller = people_.terminals[terminal],
                     .method = "POST",
                     .target = "/device/canteen/sales",
                     .body = R"({"seq":)" + std::to_string(seq) + R"(,"device_time_us":)" +
                             std::to_string(now.us()) + R"(,"payer":{"kind":)" +
                             in_quotes(payer_kind) + R"(,"value":)" + in_quotes(payer) +
                             R"(},"lines":[{"kind":"free_amount","dish_name":"矿泉水",)" +
                             R"("quantity":1,"unit_price_fen":)" +
                             std::to_string(dice_.between(100, 3'000)) + "}]}",
                     .key = {}},
            .diner = 0,
            .subject = deed == Deed::sell_by_code ? payer : std::string{},
            .name = "terminal-" + std::to_string(terminal) + "-" + std::to_string(seq)};
}

Errand Clients::refund() {
    if (paid_.empty()) return look(0);
    const auto& meal = dice_.pick(paid_);
    auto errand =
        of_diner(Deed::refund, meal.diner, "/staff/canteen/orders/" + meal.order_id + "/refunds",
                 R"({"lines":[{"line":1,"quantity":1}],"reason":"菜凉了"})");
    errand.call.caller = people_.steward;
    errand.subject = meal.order_id;
    return errand;
}

/// Each code is another one, so a repeat is no repeat.
Errand Clients::make_code(std::size_t diner) {
    auto errand = of_diner(Deed::make_code, diner, "/payment-codes", "{}");
    errand.call.key.clear();
    errand.name.clear();
    return errand;
}

Errand Clients::look(std::size_t diner) {
    auto errand = of_diner(Deed::look, diner,
                           "/accounts/" + people_.diners[diner].account_id + "/balance", "");
    errand.call.method = "GET";
    errand.call.key.clear();
    errand.name.clear();
    return errand;
}

Call Clients::menu_call(UtcTime now) const {
    const auto day = BusinessDate::of(now + 12h);  // towards evening: for tomorrow
    return {.caller = people_.diners[0].caller,
            .method = "GET",
            .target = "/canteen/order-menu?period_id=" + canteen::demo_lunch_period_id.to_text() +
                      "&day=" + day.to_text(),
            .body = {},
            .key = {}};
}

void Clients::learn_menu(const Answer& answer) {
    if (answer.reply.status != 200) return;
    menu_.clear();
    const auto document = api::JsonDocument::parse(answer.reply.body);
    const auto items = document->root().find("items");
    for (std::size_t index = 0; index < items->size(); ++index) {
        const auto item = items->element(index);
        menu_.push_back(
            {std::string(item.find("menu_item_id")->string()), item.find("price_fen")->integer()});
    }
}

}  // namespace dlfp::simulation
