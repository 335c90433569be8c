// Electronic accounts (电子账户) of class II and III: the façade for modules that pay from them.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/account/server/account_failures.h"
#include "core/account/server/account_limits.h"
#include "core/identity/server/ids.h"
#include "core/ledger/server/account.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::account {

/// An electronic account has the id of its ledger account.
using EAccountId = ledger::AccountId;

enum class EAccountState { open, closed };
BOOST_DESCRIBE_ENUM(EAccountState, open, closed)

struct EAccount {
    EAccountId id;
    identity::CustomerId customer_id;
    AccountClass account_class{};
    EAccountState state{};
    std::optional<Money> own_day_max_fen;  ///< the customer's own, lower limit
    std::optional<Money> own_year_max_fen;
    UtcTime opened_at_us;
    std::optional<UtcTime> closed_at_us;
};
BOOST_DESCRIBE_STRUCT(EAccount, (),
                      (id, customer_id, account_class, state, own_day_max_fen, own_year_max_fen,
                       opened_at_us, closed_at_us))

/// The customer's account that pays: open, class II before class III, oldest first.
std::optional<EAccount> find_eaccount(sql::Reader& reader, identity::CustomerId customer_id);

/// account.not_found.
Result<EAccount> get_eaccount(sql::Reader& reader, EAccountId id);

/// All of them, closed ones included, oldest first.
std::vector<EAccount> list_eaccounts(sql::Reader& reader, identity::CustomerId customer_id);

/// Whether the customer may dine (clause 3.1.3-14): a linked card of our bank or an open electronic
/// account. Being verified is asked of identity.
bool has_dining_account(sql::Reader& reader, identity::CustomerId customer_id);

/// A card of our bank that the customer linked: pays through the host (clause 3.1.3-12).
struct LinkedCard {
    std::string card_ref;  ///< id as text: `source_ref` of a tender
    identity::CustomerId customer_id;
    std::string number_masked;
    std::string agreement_number;  ///< the host's name for it
};

/// The customer's linked cards, longest linked first.
std::vector<LinkedCard> list_linked_cards(sql::Reader& reader, identity::CustomerId customer_id);

/// A card that is still linked; linked_card_not_found.
Result<LinkedCard> find_linked_card(sql::Reader& reader, std::string_view card_ref);

/// What can leave an account now for anything but its bound account (row C9).
struct Spendable {
    Money spendable_fen;  ///< the least of the three below
    Money available_fen;  ///< in the ledger, less reservations; nothing while frozen or closed
    Money day_left_fen;
    Money year_left_fen;
};
BOOST_DESCRIBE_STRUCT(Spendable, (), (spendable_fen, available_fen, day_left_fen, year_left_fen))

/// account.not_found. A preview: `count_outflow` decides again when money moves.
Result<Spendable> spendable(sql::Reader& reader, EAccountId id, UtcTime now);

/// How strictly an outflow is held to the limits.
enum class OutflowKind {
    asked,     ///< may be refused
    happened,  ///< an offline sale: counted, never refused (row C2)
};

struct Outflow {
    EAccountId account_id;
    Money amount_fen;
    OutflowKind kind = OutflowKind::asked;
};

/// Counts money that leaves for anything but the bound account, in the unit that posts it. Fails
/// with account.not_found, closed, day_limit_exceeded, year_limit_exceeded (facts `limit_fen`,
/// `used_fen`, `still_possible_fen`); then nothing may be posted.
Result<Done> count_outflow(sql::Transaction& transaction, const Outflow& outflow, UtcTime now);

/// Whether an account may take this amount: balance_limit_exceeded with `limit_fen`, `balance_fen`
/// and `still_possible_fen` where its class has a highest balance (row C9).
Result<Done> check_incoming(sql::Reader& reader, EAccountId id, Money amount, UtcTime now);

/// Our position at the core-banking host (ledger, 1101): debited when bound money comes in.
inline constexpr ledger::AccountId host_clearing_account_id = ledger::AccountId::fixed(1101);

/// One movement between a bound account and an electronic one, for reconciliation.
struct BoundMovement {
    std::string reference;  ///< as the host knows it
    std::string direction;  ///< "top_up" or "withdraw"
    std::string state;      ///< "succeeded", "refused", "unknown", …
    Money amount_fen;
    std::optional<BusinessDate> settled_day;
};
BOOST_DESCRIBE_STRUCT(BoundMovement, (), (reference, direction, state, amount_fen, settled_day))

/// Movements asked for or settled on that day, oldest first, at most 100,000.
std::vector<BoundMovement> list_bound_movements(sql::Reader& reader, BusinessDate day);

}  // namespace dlfp::account
