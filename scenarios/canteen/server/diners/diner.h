// Diners: persons an operator knows by number; what other parts of the canteen ask about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/ids.h"
#include "core/ledger/server/account.h"
#include "platform/api/call.h"
#include "platform/base/result.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr Failure diner_not_found{"canteen.diner_not_found", FailureClass::missing};
/// The customer has no record with this operator.
inline constexpr Failure not_a_diner{"canteen.not_a_diner", FailureClass::refused};
inline constexpr Failure diner_disabled{"canteen.diner_disabled", FailureClass::refused};
/// Clause 3.1.3-14: neither linked to a verified customer, nor a card or electronic account.
inline constexpr Failure dining_account_missing{"canteen.dining_account_missing",
                                                FailureClass::refused};
/// Row C2. Fact `owed_fen`.
inline constexpr Failure diner_in_arrears{"canteen.diner_in_arrears", FailureClass::refused};

enum class DinerState { active, disabled };
BOOST_DESCRIBE_ENUM(DinerState, active, disabled)

/// Without personal values: those are sealed and shown masked to staff only.
struct Diner {
    DinerId id;
    identity::OrganisationId organisation_id;
    std::string diner_number;
    std::optional<PriceClassId> price_class_id;
    std::optional<identity::CustomerId> customer_id;  ///< once linked
    ledger::AccountId cash_account_id;                ///< never below zero: the ledger refuses
    ledger::AccountId arrears_account_id;  ///< owed for offline sales: zero or below (row C2)
    DinerState state{};
};
BOOST_DESCRIBE_STRUCT(Diner, (),
                      (id, organisation_id, diner_number, price_class_id, customer_id,
                       cash_account_id, arrears_account_id, state))

/// diner_not_found.
Result<Diner> find_diner(sql::Reader& reader, identity::OrganisationId organisation_id, DinerId id);
/// As find_diner and locked until the unit ends: whoever plans tenders holds this lock, so that two
/// sales never plan with the same money.
Result<Diner> lock_diner(sql::Transaction& transaction, identity::OrganisationId organisation_id,
                         DinerId id);
/// By canteen card; diner_not_found.
Result<Diner> find_diner_by_card(sql::Reader& reader, identity::OrganisationId organisation_id,
                                 std::string_view card_number);
/// The customer's own record with this operator; not_a_diner.
Result<Diner> find_diner_of_customer(sql::Reader& reader, identity::OrganisationId organisation_id,
                                     identity::CustomerId customer_id);

/// Whether this diner may buy now: diner_disabled, dining_account_missing (customer without card or
/// electronic account, clause 3.1.3-14), diner_in_arrears (row C2).
Result<Done> check_may_dine(sql::Reader& reader, const Diner& diner);

}  // namespace dlfp::canteen
