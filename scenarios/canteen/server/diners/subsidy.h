// Subsidies (补贴): their kinds and the grants that stand in diners' purses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/identity/server/ids.h"
#include "core/ledger/server/account.h"
#include "platform/base/money.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// A kind of subsidy: which meals it pays for, in which order it is used, what becomes of the rest.
struct SubsidyType {
    SubsidyTypeId id;
    identity::OrganisationId organisation_id;
    std::string name;
    std::string categories;     ///< ids of meal categories, separated by commas
    std::int64_t priority = 0;  ///< smaller is used first
    bool carries_over = false;  ///< the rest joins the next grant instead of returning
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(SubsidyType, (),
                      (id, organisation_id, name, categories, priority, carries_over, state))

enum class GrantState { active, expired, carried_over };
BOOST_DESCRIBE_ENUM(GrantState, active, expired, carried_over)

struct SubsidyGrant {
    SubsidyGrantId id;
    identity::OrganisationId organisation_id;
    DinerId diner_id;
    SubsidyTypeId type_id;
    ledger::AccountId account_id;
    Money granted_fen;
    BusinessDate valid_from;
    BusinessDate valid_until;  ///< the last day
    GrantState state{};
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(SubsidyGrant, (),
                      (id, organisation_id, diner_id, type_id, account_id, granted_fen, valid_from,
                       valid_until, state, created_at_us))

/// The ids of a list as it is stored; parts that are no ids are left out.
std::vector<MealCategoryId> parse_categories(std::string_view text);
std::string categories_text(const std::vector<MealCategoryId>& categories);

}  // namespace dlfp::canteen
