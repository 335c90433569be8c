// The façade: which account pays, what it may still pay, and the counting of what it paid.
#include "core/account/server/account.h"

#include <algorithm>

#include "core/account/server/eaccount_repository.h"
#include "core/account/server/funding_repository.h"
#include "core/ledger/server/statement.h"
#include "platform/base/planted.h"

namespace dlfp::account {
namespace {

bool is_blocked(const ledger::Account& account) {
    return account.is_closed() || account.frozen == ledger::Freeze::debits ||
           account.frozen == ledger::Freeze::all;
}

LinkedCard card_of(const Binding& binding) {
    return {binding.id.to_text(), binding.customer_id, binding.number_masked,
            binding.agreement_number};
}

}  // namespace

std::optional<EAccount> find_eaccount(sql::Reader& reader, identity::CustomerId customer_id) {
    std::optional<EAccount> chosen;
    for (auto& account : EAccountRepository{reader}.list_of(customer_id)) {
        if (account.state != EAccountState::open) continue;
        const bool is_better = !chosen || (account.account_class == AccountClass::class_two &&
                                           chosen->account_class == AccountClass::class_three);
        if (is_better) chosen = std::move(account);
    }
    return chosen;
}

Result<EAccount> get_eaccount(sql::Reader& reader, EAccountId id) {
    return or_failure(EAccountRepository{reader}.find(id), not_found);
}

std::vector<EAccount> list_eaccounts(sql::Reader& reader, identity::CustomerId customer_id) {
    return EAccountRepository{reader}.list_of(customer_id);
}

bool has_dining_account(sql::Reader& reader, identity::CustomerId customer_id) {
    return find_eaccount(reader, customer_id).has_value() ||
           !EAccountRepository{reader}.list_linked_cards(customer_id).empty();
}

std::vector<LinkedCard> list_linked_cards(sql::Reader& reader, identity::CustomerId customer_id) {
    std::vector<LinkedCard> cards;
    for (const auto& binding : EAccountRepository{reader}.list_linked_cards(customer_id))
        cards.push_back(card_of(binding));
    return cards;
}

Result<LinkedCard> find_linked_card(sql::Reader& reader, std::string_view card_ref) {
    const auto id = BindingId::parse(card_ref);
    if (!id) return linked_card_not_found;
    const auto binding = EAccountRepository{reader}.find_linked_card(*id);
    if (!binding || binding->ended_at_us) return linked_card_not_found;
    return card_of(*binding);
}

Result<Spendable> spendable(sql::Reader& reader, EAccountId id, UtcTime now) {
    EAccountRepository repository{reader};
    TRY(const auto account, or_failure(repository.find_counted(id), not_found));
    TRY(const auto in_ledger, ledger::find_account(reader, id));
    const auto day = BusinessDate::of(now);
    const auto rule = repository.rule_of(account.account_class, day);
    Spendable answer{.available_fen = is_blocked(in_ledger) ? Money{} : in_ledger.available_fen(),
                     .day_left_fen = day_left(rule, account.own_limits(), account, day),
                     .year_left_fen = year_left(rule, account.own_limits(), account, day)};
    answer.spendable_fen =
        std::min({answer.available_fen, answer.day_left_fen, answer.year_left_fen});
    return answer;
}

Result<Done> count_outflow(sql::Transaction& transaction, const Outflow& outflow, UtcTime now) {
    EAccountBooks books{transaction};
    TRY(const auto account, or_failure(books.lock_counted(outflow.account_id), not_found));
    const auto day = BusinessDate::of(now);
    if (outflow.kind == OutflowKind::happened) {
        books.set_usage(account.id, add_outflow(account, outflow.amount_fen, day));
        return done;
    }
    if (account.state == EAccountState::closed) return closed;
    const auto rule = books.rule_of(account.account_class, day);
    const auto own = account.own_limits();
    TRY(const auto usage, plan_outflow({rule, own, account}, outflow.amount_fen, day));
    if (planted("account.outflow_uncounted")) return done;
    books.set_usage(account.id, usage);
    return done;
}

Result<Done> check_incoming(sql::Reader& reader, EAccountId id, Money amount, UtcTime now) {
    EAccountRepository repository{reader};
    TRY(const auto account, or_failure(repository.find_counted(id), not_found));
    TRY(const auto in_ledger, ledger::find_account(reader, id));
    const auto rule = repository.rule_of(account.account_class, BusinessDate::of(now));
    return plan_incoming(rule, in_ledger.balance_fen(), account.incoming_fen, amount);
}

std::vector<BoundMovement> list_bound_movements(sql::Reader& reader, BusinessDate day) {
    return FundingRepository{reader}.list_of_day(day);
}

}  // namespace dlfp::account
