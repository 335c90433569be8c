// Queries of the sandbox host.
#include "core/host/server/sandbox_repository.h"

namespace dlfp::host {
namespace {

constexpr sql::Query list_accounts_query{
    "host.list_sandbox_accounts",
    "SELECT account_number, bank_code, bank_name, account_class, holder_name, id_number, mobile, "
    "balance_fen, is_frozen, script FROM host_sandbox_account ORDER BY account_number LIMIT 200"};
constexpr sql::Query find_account_query{
    "host.find_sandbox_account",
    "SELECT account_number, bank_code, bank_name, account_class, holder_name, id_number, mobile, "
    "balance_fen, is_frozen, script FROM host_sandbox_account WHERE account_number = $1"};
constexpr sql::Query accounts_of_person_query{
    "host.list_sandbox_accounts_of_person",
    "SELECT account_number, bank_code, bank_name, account_class, holder_name, id_number, mobile, "
    "balance_fen, is_frozen, script FROM host_sandbox_account WHERE id_number = $1 "
    "ORDER BY account_number LIMIT 200"};
constexpr sql::Query account_of_agreement_query{
    "host.find_sandbox_account_of_agreement",
    "SELECT account_number, bank_code, bank_name, account_class, holder_name, id_number, mobile, "
    "balance_fen, is_frozen, script FROM host_sandbox_account WHERE account_number = "
    "(SELECT account_number FROM host_sandbox_agreement WHERE agreement_number = $1)"};
constexpr sql::Query lock_account_of_agreement_query{
    "host.lock_sandbox_account_of_agreement",
    "SELECT account_number, bank_code, bank_name, account_class, holder_name, id_number, mobile, "
    "balance_fen, is_frozen, script FROM host_sandbox_account WHERE account_number = "
    "(SELECT account_number FROM host_sandbox_agreement WHERE agreement_number = $1) FOR UPDATE"};
constexpr sql::Query find_agreement_query{
    "host.find_sandbox_agreement",
    "SELECT agreement_number FROM host_sandbox_agreement WHERE account_number = $1"};
constexpr sql::Query find_movement_query{
    "host.find_sandbox_movement",
    "SELECT received_day, reference, account_number, direction, amount_fen, has_moved, refusal, "
    "received_at_us, known_at_us FROM host_sandbox_movement WHERE reference = $1"};
constexpr sql::Query list_moved_query{
    "host.list_sandbox_moved",
    "SELECT reference, direction, amount_fen, received_at_us FROM host_sandbox_movement "
    "WHERE received_day = $1 AND has_moved = 1 ORDER BY received_at_us, reference LIMIT 100000"};
constexpr sql::Query next_script_query{"host.sandbox_next_script",
                                       "SELECT script FROM host_sandbox_next_call WHERE id = 1"};
constexpr sql::Query add_agreement_query{
    "host.add_sandbox_agreement",
    "INSERT INTO host_sandbox_agreement (agreement_number, account_number) VALUES ($1, $2) "
    "ON CONFLICT DO NOTHING"};
constexpr sql::Query set_balance_query{
    "host.set_sandbox_balance",
    "UPDATE host_sandbox_account SET balance_fen = $2 WHERE account_number = $1"};
constexpr sql::Query set_frozen_query{
    "host.set_sandbox_frozen",
    "UPDATE host_sandbox_account SET is_frozen = $2 WHERE account_number = $1"};
constexpr sql::Query set_script_query{
    "host.set_sandbox_script",
    "UPDATE host_sandbox_account SET script = $2 WHERE account_number = $1"};
constexpr sql::Query set_next_script_query{
    "host.set_sandbox_next_script", "UPDATE host_sandbox_next_call SET script = $1 WHERE id = 1"};

}  // namespace

std::vector<SandboxAccount> SandboxRepository::list_accounts() {
    return reader_.list<SandboxAccount>(list_accounts_query);
}

std::optional<SandboxAccount> SandboxRepository::find_account(std::string_view account_number) {
    return reader_.find<SandboxAccount>(find_account_query, account_number);
}

std::optional<SandboxAccount> SandboxRepository::find_account_of_agreement(
    std::string_view agreement_number) {
    return reader_.find<SandboxAccount>(account_of_agreement_query, agreement_number);
}

std::vector<SandboxAccount> SandboxRepository::list_accounts_of(std::string_view id_number) {
    return reader_.list<SandboxAccount>(accounts_of_person_query, id_number);
}

std::optional<std::string> SandboxRepository::find_agreement(std::string_view account_number) {
    return reader_.find<std::string>(find_agreement_query, account_number);
}

std::optional<SandboxMovement> SandboxRepository::find_movement(std::string_view reference) {
    return reader_.find<SandboxMovement>(find_movement_query, reference);
}

std::vector<HostStatementLine> SandboxRepository::list_moved(BusinessDate day) {
    return reader_.list<HostStatementLine>(list_moved_query, day);
}

SandboxScript SandboxRepository::next_script() {
    return reader_.value<SandboxScript>(next_script_query);
}

std::int64_t SandboxBooks::add_account(const SandboxAccount& account) {
    return transaction_.insert_if_absent("host_sandbox_account", account);
}

std::optional<SandboxAccount> SandboxBooks::lock_account_of_agreement(
    std::string_view agreement_number) {
    return transaction_.find<SandboxAccount>(lock_account_of_agreement_query, agreement_number);
}

void SandboxBooks::add_agreement(std::string_view agreement_number,
                                 std::string_view account_number) {
    transaction_.execute(add_agreement_query, agreement_number, account_number);
}

void SandboxBooks::add_movement(const SandboxMovement& movement) {
    transaction_.insert("host_sandbox_movement", movement);
}

void SandboxBooks::set_balance(std::string_view account_number, Money balance_fen) {
    transaction_.execute(set_balance_query, account_number, balance_fen);
}

std::int64_t SandboxBooks::set_frozen(std::string_view account_number, std::int64_t is_frozen) {
    return transaction_.execute(set_frozen_query, account_number, is_frozen);
}

std::int64_t SandboxBooks::set_script(std::string_view account_number, SandboxScript script) {
    return transaction_.execute(set_script_query, account_number, script);
}

void SandboxBooks::set_next_script(SandboxScript script) {
    transaction_.execute(set_next_script_query, script);
}

}  // namespace dlfp::host
