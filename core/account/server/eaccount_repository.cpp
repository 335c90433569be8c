// Queries about electronic accounts.
#include "core/account/server/eaccount_repository.h"
#include "platform/runtime/sql/write_later.h"

#include "platform/base/planted.h"

namespace dlfp::account {
namespace {

constexpr sql::Query find_query{
    "account.find",
    "SELECT id, customer_id, account_class, state, own_day_max_fen, own_year_max_fen, "
    "opened_at_us, closed_at_us FROM account_eaccount WHERE id = $1"};
constexpr sql::Query find_counted_query{
    "account.find_counted",
    "SELECT id, customer_id, account_class, state, own_day_max_fen, own_year_max_fen, "
    "opened_at_us, closed_at_us, usage_day, out_day_fen, usage_year, out_year_fen, incoming_fen "
    "FROM account_eaccount JOIN account_usage ON account_id = id WHERE id = $1"};
constexpr sql::Query lock_counted_query{
    "account.lock_counted",
    "SELECT id, customer_id, account_class, state, own_day_max_fen, own_year_max_fen, "
    "opened_at_us, closed_at_us, usage_day, out_day_fen, usage_year, out_year_fen, incoming_fen "
    "FROM account_eaccount JOIN account_usage ON account_id = id WHERE id = $1 FOR UPDATE"};
constexpr sql::Query list_of_query{
    "account.list_of_customer",
    "SELECT id, customer_id, account_class, state, own_day_max_fen, own_year_max_fen, "
    "opened_at_us, closed_at_us FROM account_eaccount WHERE customer_id = $1 "
    "ORDER BY opened_at_us, id LIMIT 100"};
constexpr sql::Query find_owner_query{"account.find_owner",
                                      "SELECT customer_id FROM account_eaccount WHERE id = $1"};
constexpr sql::Query rule_of_query{
    "account.rule_of",
    "SELECT account_class, effective_from, balance_max_fen, out_day_max_fen, out_year_max_fen "
    "FROM account_limit_rule WHERE account_class = $1 AND effective_from <= $2 "
    "ORDER BY effective_from DESC LIMIT 1"};
constexpr sql::Query list_rules_query{
    "account.list_rules",
    "SELECT account_class, effective_from, balance_max_fen, out_day_max_fen, out_year_max_fen "
    "FROM account_limit_rule ORDER BY account_class, effective_from LIMIT 200"};
constexpr sql::Query find_binding_of_query{
    "account.find_binding_of",
    "SELECT id, customer_id, account_id, agreement_number, number_masked, bank_code, bank_name, "
    "bound_class, bound_at_us, ended_at_us FROM account_binding "
    "WHERE customer_id = (SELECT customer_id FROM account_eaccount WHERE id = $1) "
    "AND account_id = $1 AND ended_at_us IS NULL ORDER BY bound_at_us LIMIT 1"};
constexpr sql::Query list_linked_cards_query{
    "account.list_linked_cards",
    "SELECT id, customer_id, account_id, agreement_number, number_masked, bank_code, bank_name, "
    "bound_class, bound_at_us, ended_at_us FROM account_binding WHERE customer_id = $1 "
    "AND account_id IS NULL AND ended_at_us IS NULL ORDER BY bound_at_us, id LIMIT 50"};
constexpr sql::Query find_linked_card_query{
    "account.find_linked_card",
    "SELECT id, customer_id, account_id, agreement_number, number_masked, bank_code, bank_name, "
    "bound_class, bound_at_us, ended_at_us FROM account_binding WHERE id = $1 "
    "AND account_id IS NULL"};
constexpr sql::Query lock_holder_query{
    "account.lock_holder",
    "INSERT INTO account_holder (customer_id, opened_count) VALUES ($1, 1) "
    "ON CONFLICT (customer_id) DO UPDATE SET opened_count = account_holder.opened_count + 1"};
constexpr sql::Query add_usage_query{
    "account.add_usage",
    "INSERT INTO account_usage (account_id, usage_day, out_day_fen, usage_year, out_year_fen, "
    "incoming_fen) VALUES ($1, $2, 0, $3, 0, 0)"};
constexpr sql::Query set_usage_query{
    "account.set_usage",
    "UPDATE account_usage SET usage_day = $2, out_day_fen = $3, usage_year = $4, "
    "out_year_fen = $5, incoming_fen = $6 WHERE account_id = $1"};
constexpr sql::Query set_own_limits_query{
    "account.set_own_limits",
    "UPDATE account_eaccount SET own_day_max_fen = $2, own_year_max_fen = $3 WHERE id = $1"};
constexpr sql::Query set_closed_query{
    "account.set_closed",
    "UPDATE account_eaccount SET state = 'closed', closed_at_us = $2 WHERE id = $1"};
constexpr sql::Query end_binding_query{
    "account.end_binding",
    "UPDATE account_binding SET ended_at_us = $2 WHERE id = $1 AND ended_at_us IS NULL"};
constexpr sql::Query add_rule_query{
    "account.add_rule",
    "INSERT INTO account_limit_rule (account_class, effective_from, balance_max_fen, "
    "out_day_max_fen, out_year_max_fen, source) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT DO NOTHING"};

}  // namespace

std::optional<EAccount> EAccountRepository::find(EAccountId id) {
    return reader_.find<EAccount>(find_query, id);
}

std::optional<CountedEAccount> EAccountRepository::find_counted(EAccountId id) {
    return reader_.find<CountedEAccount>(find_counted_query, id);
}

std::vector<EAccount> EAccountRepository::list_of(identity::CustomerId customer_id) {
    return reader_.list<EAccount>(list_of_query, customer_id);
}

std::optional<identity::CustomerId> EAccountRepository::find_owner(EAccountId id) {
    return reader_.find<identity::CustomerId>(find_owner_query, id);
}

LimitRule EAccountRepository::rule_of(AccountClass account_class, BusinessDate day) {
    return reader_.value<LimitRule>(rule_of_query, account_class, day);
}

std::vector<LimitRule> EAccountRepository::list_rules() {
    return reader_.list<LimitRule>(list_rules_query);
}

std::optional<Binding> EAccountRepository::find_binding_of(EAccountId id) {
    return reader_.find<Binding>(find_binding_of_query, id);
}

std::vector<Binding> EAccountRepository::list_linked_cards(identity::CustomerId customer_id) {
    return reader_.list<Binding>(list_linked_cards_query, customer_id);
}

std::optional<Binding> EAccountRepository::find_linked_card(BindingId id) {
    return reader_.find<Binding>(find_linked_card_query, id);
}

void EAccountBooks::lock_holder(identity::CustomerId customer_id) {
    transaction_.execute(lock_holder_query, customer_id);
}

void EAccountBooks::add(const EAccount& account) {
    transaction_.insert("account_eaccount", account);
    const auto day = BusinessDate::of(account.opened_at_us);
    transaction_.execute(add_usage_query, account.id, day, std::int64_t{day.year()});
}

std::optional<CountedEAccount> EAccountBooks::lock_counted(EAccountId id) {
    if (planted("account.counters_unlocked")) return find_counted(id);
    return transaction_.find<CountedEAccount>(lock_counted_query, id);
}

void EAccountBooks::set_usage(EAccountId id, const Usage& usage) {
    sql::execute_later(transaction_, 1, set_usage_query, id, usage.usage_day, usage.out_day_fen,
                       usage.usage_year, usage.out_year_fen, usage.incoming_fen);
}

void EAccountBooks::set_own_limits(EAccountId id, const OwnLimits& own) {
    transaction_.execute(set_own_limits_query, id, own.own_day_max_fen, own.own_year_max_fen);
}

void EAccountBooks::set_closed(EAccountId id, UtcTime now) {
    transaction_.execute(set_closed_query, id, now);
}

void EAccountBooks::add_binding(const Binding& binding) {
    transaction_.insert("account_binding", binding);
}

void EAccountBooks::end_binding(BindingId id, UtcTime now) {
    transaction_.execute(end_binding_query, id, now);
}

std::int64_t EAccountBooks::add_rule(const LimitRule& rule, std::string_view source) {
    return transaction_.execute(add_rule_query, rule.account_class, rule.effective_from,
                                rule.balance_max_fen, rule.out_day_max_fen, rule.out_year_max_fen,
                                source);
}

}  // namespace dlfp::account
