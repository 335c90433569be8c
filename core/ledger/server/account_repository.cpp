// Accounts are read once per unit of work, under a lock, and written once per batch.
#include "core/ledger/server/account_repository.h"

#include "core/ledger/server/posting_set_repository.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::ledger {
namespace {

constexpr sql::Query find_by_id{
    "ledger.find_account",
    "SELECT id, ledger_unit, code, holder, overdraft, overdraft_limit_fen, frozen, opened_at_us, "
    "closed_at_us, debits_posted_fen, credits_posted_fen, debits_pending_fen, "
    "credits_pending_fen, last_seq, last_transfer_id, last_posted_at_us, version "
    "FROM ledger_account WHERE id = $1"};
constexpr sql::Query find_by_holder{
    "ledger.list_accounts_by_holder",
    "SELECT id, ledger_unit, code, holder, overdraft, overdraft_limit_fen, frozen, opened_at_us, "
    "closed_at_us, debits_posted_fen, credits_posted_fen, debits_pending_fen, "
    "credits_pending_fen, last_seq, last_transfer_id, last_posted_at_us, version "
    "FROM ledger_account WHERE holder = $1 AND id > $2 ORDER BY id LIMIT $3"};
constexpr sql::Query find_by_code{
    "ledger.list_accounts_by_code",
    "SELECT id, ledger_unit, code, holder, overdraft, overdraft_limit_fen, frozen, opened_at_us, "
    "closed_at_us, debits_posted_fen, credits_posted_fen, debits_pending_fen, "
    "credits_pending_fen, last_seq, last_transfer_id, last_posted_at_us, version "
    "FROM ledger_account WHERE code = $1 AND id > $2 ORDER BY id LIMIT $3"};
// The version guards against a writer that went around the lock.
constexpr sql::Query save_account{
    "ledger.save_account",
    "UPDATE ledger_account SET frozen = $2, closed_at_us = $3, debits_posted_fen = $4, "
    "credits_posted_fen = $5, debits_pending_fen = $6, credits_pending_fen = $7, last_seq = $8, "
    "last_transfer_id = $9, last_posted_at_us = $10, version = $11 "
    "WHERE id = $1 AND version = $11 - 1"};

/// Accounts as committed that no unit of the current batch has taken.
class RememberedAccounts {
public:
    std::optional<Account> take(AccountId id) {
        const auto found = accounts_.find(id);
        if (found == accounts_.end()) return std::nullopt;
        std::optional<Account> account{std::move(found->second)};
        accounts_.erase(found);
        return account;
    }
    /// Units give back in the order of their commits, so the last one has the newest state.
    void give_back(Account account) {
        if (accounts_.size() >= count_max) accounts_.clear();
        const auto id = account.id;
        accounts_.insert_or_assign(id, std::move(account));
    }

private:
    static constexpr std::size_t count_max = 32'768;
    std::unordered_map<AccountId, Account> accounts_;
};

void give_back_on_commit(sql::Transaction& transaction, UnitLedger& unit,
                         const std::shared_ptr<RememberedAccounts>& remembered) {
    if (std::exchange(unit.gives_accounts_back, true)) return;
    transaction.on_commit([own = unit.shared_from_this(), remembered] {
        if (!own->book.unwritten().accounts.empty()) return;  // a caller swallowed a fault
        own->book.give_accounts(
            [&](Account&& account) { remembered->give_back(std::move(account)); });
    });
}

void save_one(sql::Transaction& transaction, const Account& account) {
    sql::execute_later(transaction, 1, save_account, account.id, account.frozen,
                       account.closed_at_us, account.debits_posted_fen, account.credits_posted_fen,
                       account.debits_pending_fen, account.credits_pending_fen, account.last_seq,
                       account.last_transfer_id, account.last_posted_at_us, account.version);
}

}  // namespace

std::optional<Account> AccountRepository::find(sql::Reader& reader, AccountId id) {
    return reader.find<Account>(find_by_id, id);
}

std::vector<Account> AccountRepository::list_by_holder(sql::Reader& reader, std::string_view holder,
                                                       const AccountPage& page) {
    return reader.list<Account>(find_by_holder, holder, page.after, page.limit);
}

std::vector<Account> AccountRepository::list_by_code(sql::Reader& reader, AccountCode code,
                                                     const AccountPage& page) {
    return reader.list<Account>(find_by_code, code, page.after, page.limit);
}

void AccountRepository::lock(sql::Transaction& transaction, std::span<const AccountId> ids) {
    auto& unit = transaction.scratch<UnitLedger>();
    std::vector<AccountId> unknown;
    unknown.reserve(ids.size());
    for (const auto id : ids)
        if (!unit.book.find_account(id)) unknown.push_back(id);
    if (unknown.empty()) return;
    const auto know = [&unit](Account&& account) {
        unit.journal.note_loaded(unit.book.add(std::move(account)));
    };
    if (transaction.engine() == sql::Engine::postgresql) {
        for (auto& account : PostingSetRepository::lock_accounts(transaction, unknown))
            know(std::move(account));
        return;
    }
    const auto remembered = transaction.connection_scratch<RememberedAccounts>();
    for (const auto id : unknown)
        if (auto known = remembered->take(id))
            know(std::move(*known));
        else if (auto account = transaction.find<Account>(find_by_id, id))
            know(std::move(*account));
    give_back_on_commit(transaction, unit, remembered);
}

bool AccountRepository::insert(sql::Transaction& transaction, const Account& account) {
    return transaction.insert_if_absent("ledger_account", account) == 1;
}

void AccountRepository::save_changed(sql::Transaction& transaction) {
    auto& unit = transaction.scratch<UnitLedger>();
    const auto& changed = unit.book.unwritten().accounts;
    if (changed.empty()) return;
    std::vector<const Account*> accounts;
    accounts.reserve(changed.size());
    for (const auto id : changed) accounts.push_back(unit.book.find_account(id));
    if (transaction.engine() == sql::Engine::postgresql)
        PostingSetRepository::save_accounts(transaction, accounts);
    else
        for (const auto* account : accounts) save_one(transaction, *account);
    for (const auto* account : accounts) unit.journal.note_saved(*account);
}

}  // namespace dlfp::ledger
