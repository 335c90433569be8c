// Versions order everything: a snapshot is replaced by a newer one only, and one that missed a
// version is forgotten rather than patched.
#include "core/ledger/server/balance_view.h"

#include <algorithm>
#include <charconv>

#include "platform/base/planted.h"

namespace dlfp::ledger {
namespace {

constexpr std::string_view channel = "ledger_balance";
constexpr std::string_view everything = "*";
constexpr std::size_t payload_bytes_max = 7'000;  // PostgreSQL takes 8,000
constexpr std::size_t lines_held = 5;
constexpr std::size_t shard_size_max = 16'384;
constexpr Duration age_max = 1s;

StatementLine line_of(const Account& account, const Entry& entry, const StoredTransfer& transfer) {
    const Money difference = entry.credits_posted_after_fen - entry.debits_posted_after_fen;
    const bool on_credit = chart_line(account.code).normal_side == Side::credit;
    return {.seq = entry.seq,
            .transfer_id = entry.transfer_id,
            .kind = transfer.kind,
            .side = entry.side,
            .amount_fen = entry.amount_fen,
            .balance_after_fen = on_credit ? difference : -difference,
            .posted_at_us = entry.posted_at_us,
            .effective_at_us = entry.effective_at_us,
            .counter_account_id =
                entry.side == Side::debit ? transfer.credit_account_id : transfer.debit_account_id,
            .cause = {transfer.cause_kind, transfer.cause_id},
            .memo = transfer.memo,
            .reference_id = transfer.reference_id};
}

/// The unit's entries of an account, newest first, as many as are held. The journal has them in the
/// order of their keys.
std::vector<const Entry*> newest_entries_of(const UnitJournal& journal, AccountId id) {
    std::vector<const Entry*> own;
    for (const Entry& entry : journal.entries)
        if (entry.account_id == id) own.push_back(&entry);
    std::ranges::sort(own, std::ranges::greater{}, &Entry::seq);
    own.resize(std::min(own.size(), lines_held));
    return own;
}

/// "lac_…:17;" for each account; or everything, when that is shorter.
void append_to_payload(std::string& payload, AccountId id, std::int64_t version) {
    if (payload == everything) return;
    payload += id.to_text() + ":" + std::to_string(version) + ";";
    if (payload.size() > payload_bytes_max) payload = everything;
}

}  // namespace

/// Registers a loader of a shard for as long as it reads.
struct BalanceView::Loading {
    explicit Loading(Shard& of) : shard{of} {
        const std::lock_guard lock{shard.mutex};
        ++shard.loaders;
    }
    ~Loading() {
        const std::lock_guard lock{shard.mutex};
        if (--shard.loaders == 0) shard.versions_seen.clear();
    }
    Shard& shard;
};

BalanceView::BalanceView(sql::Database& database, const runtime::Clock& clock)
    : database_{database}, clock_{clock} {
    database_.add_invariant([this](sql::Transaction& transaction) { watch(transaction); });
    if (database_.engine() == sql::Engine::postgresql)
        database_.subscribe(channel, [this](std::string_view payload) { receive(payload); });
}

BalanceView::Shard& BalanceView::shard_of(AccountId id) {
    return shards_[std::hash<AccountId>{}(id) % shards_.size()];
}

Result<BalanceReading> BalanceView::find(AccountId id) {
    const bool is_only_writer = database_.engine() == sql::Engine::sqlite;
    const UtcTime now = clock_.now();
    if (const auto held = find_held(id)) {
        if (is_only_writer) return BalanceReading{held, now};
        if (now - held->made_at_us < age_max) return BalanceReading{held, held->made_at_us};
    }
    TRY(const Snapshot loaded, load(id));
    return BalanceReading{loaded, is_only_writer ? now : loaded->made_at_us};
}

BalanceView::Snapshot BalanceView::find_held(AccountId id) {
    Shard& shard = shard_of(id);
    const std::lock_guard lock{shard.mutex};
    const auto found = shard.snapshots.find(id);
    return found == shard.snapshots.end() ? nullptr : found->second;
}

Result<BalanceView::Snapshot> BalanceView::load(AccountId id) {
    const Loading loading{shard_of(id)};
    while (true) {
        const auto snapshot = std::make_shared<BalanceSnapshot>();
        snapshot->made_at_us = clock_.now();
        std::optional<Result<StatementPage>> page;
        database_.read([&](sql::Reader& reader) {
            const auto account = find_account(reader, id);
            page = statement(reader, {.account_id = id, .limit = lines_held});
            if (!account) return;
            snapshot->balance = balance_of(*account);
            snapshot->version = account->version;
        });
        TRY(StatementPage lines, std::move(page).value());
        snapshot->newest = std::move(lines.lines);
        if (keep(id, snapshot)) return Snapshot{snapshot};
    }
}

/// False when a commit that the snapshot lacks was answered meanwhile.
bool BalanceView::keep(AccountId id, const Snapshot& snapshot) {
    Shard& shard = shard_of(id);
    const std::lock_guard lock{shard.mutex};
    const auto seen = shard.versions_seen.find(id);
    if (seen != shard.versions_seen.end() && seen->second > snapshot->version) return false;
    if (shard.snapshots.size() >= shard_size_max) shard.snapshots.clear();
    auto& held = shard.snapshots[id];
    if (!held || held->version <= snapshot->version) held = snapshot;
    return true;
}

/// Runs in every unit before its commit; what it prepares is published after it.
void BalanceView::watch(sql::Transaction& transaction) {
    auto& unit = transaction.scratch<UnitLedger>();
    std::vector<Update> updates;
    std::string payload;
    for (const auto& [id, trace] : unit.journal.accounts) {
        if (!trace.is_saved) continue;
        updates.push_back(
            {id, trace.version_at_start, trace.account->version, prepare(unit, *trace.account)});
        append_to_payload(payload, id, trace.account->version);
    }
    if (updates.empty() || planted("ledger.balance_is_stale")) return;
    if (database_.engine() == sql::Engine::postgresql)
        database_.notify(transaction, channel, payload);
    transaction.on_commit([this, updates = std::move(updates)] {
        for (const auto& one : updates) update(one);
    });
}

std::shared_ptr<BalanceSnapshot> BalanceView::prepare(UnitLedger& unit, const Account& account) {
    if (!find_held(account.id)) return nullptr;
    auto change = std::make_shared<BalanceSnapshot>();
    change->balance = balance_of(account);
    change->version = account.version;
    for (const Entry* entry : newest_entries_of(unit.journal, account.id))
        change->newest.push_back(
            line_of(account, *entry, *unit.book.find_transfer(entry->transfer_id)));
    return change;
}

void BalanceView::update(const Update& update) {
    Shard& shard = shard_of(update.id);
    const std::lock_guard lock{shard.mutex};
    if (shard.loaders > 0) {
        auto& seen = shard.versions_seen[update.id];
        seen = std::max(seen, update.version);
    }
    const auto found = shard.snapshots.find(update.id);
    if (found == shard.snapshots.end() || found->second->version >= update.version) return;
    if (!update.change || found->second->version != update.version_before) {
        shard.snapshots.erase(found);
        return;
    }
    auto& newest = update.change->newest;
    const auto& older = found->second->newest;
    const auto kept = std::min(older.size(), lines_held - newest.size());
    newest.insert(newest.end(), older.begin(), older.begin() + static_cast<std::ptrdiff_t>(kept));
    update.change->made_at_us = clock_.now();
    found->second = update.change;
}

/// Another node, or this one, committed: what is older than the version said is forgotten.
void BalanceView::receive(std::string_view payload) {
    if (payload == everything) {
        for (auto& shard : shards_) {
            const std::lock_guard lock{shard.mutex};
            shard.snapshots.clear();
        }
        return;
    }
    while (!payload.empty()) {
        const auto colon = payload.find(':');
        const auto end = payload.find(';');
        if (colon == payload.npos || end == payload.npos || colon > end) return;
        const auto id = AccountId::parse(payload.substr(0, colon));
        std::int64_t version = 0;
        std::from_chars(payload.data() + colon + 1, payload.data() + end, version);
        if (id) update({*id, -1, version, nullptr});
        payload.remove_prefix(end + 1);
    }
}

std::size_t BalanceView::size() const {
    std::size_t total = 0;
    for (const auto& shard : shards_) {
        const std::lock_guard lock{shard.mutex};
        total += shard.snapshots.size();
    }
    return total;
}

}  // namespace dlfp::ledger
