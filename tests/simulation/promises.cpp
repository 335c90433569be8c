// What clients hear, and which promises of the bank they hold against it.
#include <algorithm>

#include "tests/simulation/clients.h"

namespace dlfp::simulation {
namespace {

constexpr std::size_t recent_max = 24;

/// What a repeat must say again. A sale is shown as it stands by now, so only its id is compared.
std::string essence(const Errand& errand, const std::string& body) {
    if (errand.deed == Deed::upload) return OfflineCounters::essence(body);
    return errand.call.key.empty() ? member_of(body, "sale_id") : body;
}

std::string about(const Errand& errand) {
    return errand.name + " " + errand.call.method + " " + errand.call.target;
}

}  // namespace

std::vector<Errand> Clients::acknowledged() const { return {recent_.begin(), recent_.end()}; }

void Clients::hear(const Errand& errand, const Answer& answer, std::vector<std::string>& findings) {
    ++figures_.calls;
    if (Logins::is_one(errand)) {
        figures_.done += answer.was_heard && answer.reply.status == 200 ? 1 : 0;
        return logins_.hear(errand, answer, findings);
    }
    const auto status = answer.reply.status;
    // An answer may be lost on its way although the bank sent it.
    if (!answer.was_heard || dice_.one_in(25)) {
        ++figures_.lost;
        if (!errand.name.empty()) unanswered_.push_back(errand);
        if (answer.was_heard && status == 200) hear_success(errand, answer.reply.body, findings);
        return;
    }
    if (status == 200) {
        ++figures_.done;
        hear_success(errand, answer.reply.body, findings);
    } else if (status >= 500) {
        ++figures_.unavailable;
        if (!errand.name.empty()) unanswered_.push_back(errand);
    } else {
        ++figures_.refused;
        const auto code = member_of(answer.reply.body, "code");
        ++figures_.refusals[code];
        if (answered_.contains(errand.name))
            findings.push_back("done before, refused now: " + about(errand) + ": " + code);
        if (errand.deed == Deed::pay || errand.deed == Deed::cancel) forget_meal(errand.subject);
        if (errand.deed == Deed::decide) desk_.learn_refusal(errand, code);
        if (errand.deed == Deed::upload)
            findings.push_back("a batch is refused: " + about(errand) + ": " + code);
    }
}

void Clients::hear_success(const Errand& errand, const std::string& body,
                           std::vector<std::string>& findings) {
    if (errand.name.empty()) return learn(errand, body, findings);
    const auto [first, is_first] = answered_.try_emplace(errand.name, essence(errand, body));
    if (!is_first) {
        if (first->second != essence(errand, body))
            findings.push_back("another answer to the same call: " + about(errand) + ": first " +
                               first->second + ", now " + essence(errand, body));
        return;
    }
    if (errand.deed == Deed::sell_by_code && ++code_uses_[errand.subject] > 1)
        findings.push_back("a payment code was used twice: " + about(errand));
    learn(errand, body, findings);
    recent_.push_back(errand);
    if (recent_.size() > recent_max) recent_.pop_front();
}

void Clients::hear_again(const Errand& errand, const Answer& answer,
                         std::vector<std::string>& findings) const {
    if (!answer.was_heard) return;
    const auto& body = answer.reply.body;
    if (answer.reply.status != 200)
        findings.push_back("acknowledged, gone after the crash: " + about(errand) + ": " + body);
    else if (essence(errand, body) != answered_.at(errand.name))
        findings.push_back("acknowledged, done anew after the crash: " + about(errand) + ": " +
                           body);
}

std::int64_t* Clients::effect_of(Deed deed) {
    switch (deed) {
        case Deed::place_order: return &effects_.orders;
        case Deed::top_up:
        case Deed::withdraw: return &effects_.fundings;
        case Deed::sell_by_card:
        case Deed::sell_by_code: return &effects_.sales;
        default: return nullptr;
    }
}

void Clients::forget_meal(const std::string& subject) {
    for (auto* meals : {&unpaid_, &paid_})
        std::erase_if(*meals, [&](const Meal& meal) {
            return meal.order_id == subject || meal.payment_id == subject;
        });
}

void Clients::learn(const Errand& errand, const std::string& body,
                    std::vector<std::string>& findings) {
    if (auto* effect = effect_of(errand.deed)) ++*effect;
    if (errand.deed == Deed::upload) effects_.sales += counters_.learn(errand, body, findings);
    if (errand.deed == Deed::ask_grant || errand.deed == Deed::list_waiting ||
        errand.deed == Deed::decide)
        effects_.grants += desk_.learn(errand, body, findings);
    if (errand.deed == Deed::place_order)
        unpaid_.push_back(
            {errand.diner, member_of(body, "order_id"), member_of(body, "payment_id")});
    if (errand.deed == Deed::cancel) forget_meal(errand.subject);
    if (errand.deed == Deed::make_code) {
        codes_.push_back(member_of(body, "code"));
        is_code_fresh_ = true;
    }
    if (errand.deed != Deed::pay) return;
    const auto meal = std::ranges::find(unpaid_, errand.subject, &Meal::payment_id);
    if (meal == unpaid_.end()) return;
    paid_.push_back(*meal);
    unpaid_.erase(meal);
}

void Clients::compare(const Effects& rows, std::vector<std::string>& findings) const {
    Effects open;
    for (const auto& errand : unanswered_) {
        if (answered_.contains(errand.name)) continue;
        open.orders += errand.deed == Deed::place_order;
        open.fundings += errand.deed == Deed::top_up || errand.deed == Deed::withdraw;
        open.sales += errand.deed == Deed::sell_by_card || errand.deed == Deed::sell_by_code;
    }
    open.sales += counters_.count_open(unanswered_);
    open.grants = desk_.count_open(unanswered_);
    const auto check = [&](const char* what, std::int64_t found, std::int64_t told,
                           std::int64_t unanswered) {
        if (found < told || found > told + unanswered)
            findings.push_back(std::string(what) + ": clients know of " + std::to_string(told) +
                               " and wait for " + std::to_string(unanswered) + ", the bank has " +
                               std::to_string(found));
    };
    check("orders", rows.orders, effects_.orders, open.orders);
    check("fundings", rows.fundings, effects_.fundings, open.fundings);
    check("sales", rows.sales, effects_.sales, open.sales);
    check("grants", rows.grants, effects_.grants, open.grants);
}

}  // namespace dlfp::simulation
