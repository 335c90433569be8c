// The roles, as one table.
#include "core/identity/server/role.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/identity/server/permissions.h"

namespace dlfp::identity {
namespace {

using namespace std::string_view_literals;

constexpr std::array core_modules{"account"sv, "approval"sv, "audit"sv,  "host"sv,    "identity"sv,
                                  "ledger"sv,  "notice"sv,   "outbox"sv, "payment"sv, "api"sv};
constexpr auto scenario_mark = "scenario:"sv;

bool is_core(std::string_view code) {
    return std::ranges::find(core_modules, code.substr(0, code.find('.'))) != core_modules.end();
}

/// `*` stands for any text, also none.
bool fits(std::string_view pattern, std::string_view text) {
    const auto star = pattern.find('*');
    if (star == pattern.npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    const auto rest = pattern.substr(star + 1);
    for (auto at = star; at <= text.size(); ++at)
        if (fits(rest, text.substr(at))) return true;
    return false;
}

bool names_role(std::string_view roles, std::string_view code) {
    while (!roles.empty()) {
        const auto end = std::min(roles.find(' '), roles.size());
        if (roles.substr(0, end) == code) return true;
        roles.remove_prefix(std::min(end + 1, roles.size()));
    }
    return false;
}

}  // namespace

const std::vector<Role>& all_roles() {
    using enum OrganisationKind;
    static const std::vector<Role> roles{
        {"bank_admin", "系统管理员", bank, {"identity.manage_*", "identity.view_*", "*.view_*"}},
        {"bank_operator",
         "业务经办",
         bank,
         {"host.*", "account.*", "payment.*", "outbox.*", "notice.*", "ledger.*", "*.view_*"}},
        {"bank_approver", "业务复核", bank, {"approval.*", "*.view_*"}},
        {"auditor", "审计", bank, {"audit.*", "ledger.read", "*.view_*"}},
        {"compliance_officer", "合规", bank, {"*.view_*"}},
        {"operator_manager",
         "运营经理",
         scenario_operator,
         {"scenario:*", "identity.manage_staff", "identity.view_staff", "approval.*",
          "payment.view_*", "payment.refund*"}},
        {"operator_cashier",
         "收银员",
         scenario_operator,
         {"scenario:*counter*", "scenario:*cashier*", "scenario:*sell*", "scenario:*.view_*",
          "payment.refund*"}},
        {"operator_kitchen",
         "后厨",
         scenario_operator,
         {"scenario:*kitchen*", "scenario:*ticket*", "scenario:*.view_*"}}};
    return roles;
}

const Role* find_role(std::string_view code) {
    const auto found = std::ranges::find(all_roles(), code, &Role::code);
    return found == all_roles().end() ? nullptr : &*found;
}

bool holds(const Role& role, const api::Permission& permission) {
    const auto code = permission.code;
    if (code == registered_customer.code || code == verified_customer.code) return false;
    if (!permission.roles.empty()) return names_role(permission.roles, role.code);
    return std::ranges::any_of(role.patterns, [&](std::string_view pattern) {
        if (!pattern.starts_with(scenario_mark)) return fits(pattern, code);
        return !is_core(code) && fits(pattern.substr(scenario_mark.size()), code);
    });
}

std::vector<std::string> permissions_of(const std::vector<std::string>& roles,
                                        const std::vector<const api::Permission*>& catalogue) {
    std::set<std::string> codes;
    for (const auto& code : roles) {
        const auto* role = find_role(code);
        if (role == nullptr) continue;
        for (const auto* permission : catalogue)
            if (holds(*role, *permission)) codes.emplace(permission->code);
    }
    return {codes.begin(), codes.end()};
}

}  // namespace dlfp::identity
