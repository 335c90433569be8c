// Maker and checker at work.
#include "tests/simulation/staff_desk.h"

#include <set>

#include "core/identity/server/ids.h"
#include "platform/api/json.h"

namespace dlfp::simulation {
namespace {

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

bool approves(const Errand& errand) {
    return errand.deed == Deed::decide && errand.call.target.ends_with("/approval");
}

}  // namespace

Errand StaffDesk::of_staff(Deed deed, const api::Caller& caller, std::string target,
                           std::string body) const {
    return {.deed = deed,
            .call = {.caller = caller,
                     .method = "POST",
                     .target = std::move(target),
                     .body = std::move(body),
                     .key = {}},
            .diner = 0,
            .subject = {},
            .name = {}};
}

Errand StaffDesk::next(UtcTime now, const std::string& key) {
    const auto kind = dice_.below(4);
    auto errand = kind == 0 ? ask_grant(now) : decide();
    if (errand.deed == Deed::list_waiting) return errand;
    errand.call.key = key;
    errand.name = key;
    return errand;
}

Errand StaffDesk::decide_again(const Errand& decision, const std::string& key) const {
    auto again = decision;
    again.call.key = key;
    again.name = key;
    return again;
}

Errand StaffDesk::ask_grant(UtcTime now) {
    const auto first = BusinessDate::of(now);
    const auto count = dice_.between(1, 3);
    const auto begin = dice_.below(people_.diners.size() - static_cast<std::size_t>(count));
    std::string ids;
    for (std::uint64_t index = begin; index < begin + static_cast<std::uint64_t>(count); ++index)
        ids += (ids.empty() ? "" : ",") + in_quotes(people_.diners[index].diner_id);
    auto errand = of_staff(
        Deed::ask_grant, people_.steward, "/staff/canteen/subsidy-grants",
        R"({"type_id":)" + in_quotes(people_.subsidy_type_id) + R"(,"amount_fen":)" +
            std::to_string(dice_.between(100, 2'000)) + R"(,"valid_from":)" +
            in_quotes(first.to_text()) + R"(,"valid_until":)" +
            in_quotes(first.plus_days(static_cast<std::int32_t>(dice_.below(3))).to_text()) +
            R"(,"diner_ids":[)" + ids + "]}");
    errand.subject = std::to_string(count);
    return errand;
}

Errand StaffDesk::decide() {
    std::vector<std::string> open;
    for (const auto& [id, request] : requests_)
        if (!request.is_decided) open.push_back(id);
    if (open.empty() || dice_.one_in(3)) {
        auto look = of_staff(Deed::list_waiting, people_.approver, "/staff/approvals", "");
        look.call.method = "GET";
        return look;
    }
    const auto& id = dice_.pick(open);
    const auto& who = dice_.one_in(6) ? people_.steward : people_.approver;
    auto errand =
        of_staff(Deed::decide, who,
                 "/staff/approvals/" + id + (dice_.one_in(5) ? "/rejection" : "/approval"), "{}");
    errand.subject = id;
    return errand;
}

std::int64_t StaffDesk::learn(const Errand& errand, const std::string& body,
                              std::vector<std::string>& findings) {
    if (errand.deed == Deed::ask_grant) {
        auto& request = requests_[member_of(body, "approval_id")];
        request.grants = std::stoll(errand.subject);
        request.is_of_steward = true;
        return 0;
    }
    if (errand.deed == Deed::list_waiting) {
        const auto document = api::JsonDocument::parse(body);
        const auto steward = identity::StaffId{people_.steward.id}.to_text();
        const auto items = document->root().find("items");
        for (std::size_t index = 0; index < items->size(); ++index)
            if (const auto item = items->element(index);
                item.find("kind")->string() == "payment.refund")
                requests_[std::string(item.find("approval_id")->string())].is_of_steward =
                    item.find("maker_id")->string() == steward;
        return 0;
    }
    auto& request = requests_[errand.subject];
    if (request.is_of_steward && errand.call.caller.id == people_.steward.id)
        findings.push_back("the maker decides: " + errand.call.target);
    request.is_decided = true;
    if (!approves(errand)) return 0;
    if (request.took_effect)
        findings.push_back("an approval takes effect twice: " + errand.call.target);
    return std::exchange(request.took_effect, true) ? 0 : request.grants;
}

void StaffDesk::learn_refusal(const Errand& errand, const std::string& code) {
    if (code == "approval.already_decided" || code == "approval.expired")
        requests_[errand.subject].is_decided = true;
}

std::int64_t StaffDesk::count_open(const std::deque<Errand>& unanswered) const {
    std::int64_t open = 0;
    std::set<std::string> counted;
    for (const auto& errand : unanswered)
        if (approves(errand) && counted.insert(errand.subject).second) {
            const auto& request = requests_.at(errand.subject);
            open += request.took_effect ? 0 : request.grants;
        }
    return open;
}

}  // namespace dlfp::simulation
