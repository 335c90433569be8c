// Columns travel as arrays. Arrays hold no NULL here: an empty id and a zero stand for it, which
// no stored value can be.
#include "core/ledger/server/posting_set_repository.h"

#include <deque>

#include "core/ledger/server/transfer_repository.h"
#include "platform/base/planted.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::ledger {
namespace {

constexpr sql::Query lock_by_ids{
    "ledger.lock_accounts",
    "SELECT id, ledger_unit, code, holder, overdraft, overdraft_limit_fen, frozen, opened_at_us, "
    "closed_at_us, debits_posted_fen, credits_posted_fen, debits_pending_fen, "
    "credits_pending_fen, last_seq, last_transfer_id, last_posted_at_us, version "
    "FROM ledger_account WHERE id = ANY($1) ORDER BY id FOR UPDATE"};
constexpr sql::Query find_by_ids{
    "ledger.find_transfers",
    "SELECT id, kind, debit_account_id, credit_account_id, amount_fen, requested_fen, "
    "reference_id, chain_id, effective_at_us, posted_at_us, expires_at_us, cause_kind, cause_id, "
    "memo FROM ledger_transfer WHERE id = ANY($1)"};
constexpr sql::Query update_accounts{
    "ledger.save_accounts",
    "UPDATE ledger_account a SET frozen = n.frozen, closed_at_us = NULLIF(n.closed_at_us, 0), "
    "debits_posted_fen = n.debits_posted_fen, credits_posted_fen = n.credits_posted_fen, "
    "debits_pending_fen = n.debits_pending_fen, credits_pending_fen = n.credits_pending_fen, "
    "last_seq = n.last_seq, last_transfer_id = NULLIF(n.last_transfer_id, X''), "
    "last_posted_at_us = n.last_posted_at_us, version = n.version "
    "FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], "
    "$7::bigint[], $8::bigint[], $9::bytea[], $10::bigint[], $11::bigint[]) AS n(id, frozen, "
    "closed_at_us, debits_posted_fen, credits_posted_fen, debits_pending_fen, "
    "credits_pending_fen, last_seq, last_transfer_id, last_posted_at_us, version) "
    "WHERE a.id = n.id AND a.version = n.version - 1"};
constexpr sql::Query insert_transfers{
    "ledger.insert_transfers",
    "INSERT INTO ledger_transfer (id, kind, debit_account_id, credit_account_id, amount_fen, "
    "requested_fen, reference_id, chain_id, effective_at_us, posted_at_us, expires_at_us, "
    "cause_kind, cause_id, memo) SELECT id, kind, debit_account_id, credit_account_id, "
    "amount_fen, NULLIF(requested_fen, 0), NULLIF(reference_id, X''), NULLIF(chain_id, X''), "
    "effective_at_us, posted_at_us, NULLIF(expires_at_us, 0), cause_kind, cause_id, memo "
    "FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::bytea[], $5::bigint[], $6::bigint[], "
    "$7::bytea[], $8::bytea[], $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], "
    "$13::bytea[], $14::text[]) AS n(id, kind, debit_account_id, credit_account_id, amount_fen, "
    "requested_fen, reference_id, chain_id, effective_at_us, posted_at_us, expires_at_us, "
    "cause_kind, cause_id, memo) ON CONFLICT DO NOTHING"};
constexpr sql::Query insert_entries{
    "ledger.insert_entries",
    "INSERT INTO ledger_entry (transfer_id, side, account_id, seq, amount_fen, "
    "debits_posted_after_fen, credits_posted_after_fen, posted_at_us, effective_at_us, "
    "previous_transfer_id) SELECT transfer_id, side, account_id, seq, amount_fen, "
    "debits_posted_after_fen, credits_posted_after_fen, posted_at_us, effective_at_us, "
    "NULLIF(previous_transfer_id, X'') FROM unnest($1::bytea[], $2::text[], $3::bytea[], "
    "$4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], "
    "$10::bytea[]) AS n(transfer_id, side, account_id, seq, amount_fen, debits_posted_after_fen, "
    "credits_posted_after_fen, posted_at_us, effective_at_us, previous_transfer_id)"};
constexpr sql::Query insert_milestones{
    "ledger.insert_milestones",
    "INSERT INTO ledger_milestone (account_id, seq, transfer_id, posted_at_us) "
    "SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bigint[])"};

using Ids = std::vector<IdBytes>;
using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string_view>;
using Blobs = std::vector<sql::BytesView>;

/// One column of all rows, as `get` reads it from each.
template <class Column, class Rows, class Get>
Column column(const Rows& rows, Get get) {
    Column values;
    values.reserve(rows.size());
    for (const auto& row : rows) values.push_back(get(row));
    return values;
}

/// The rows of a batch as parameters of one statement; owns the columns while it runs.
template <class Rows>
class ColumnSet {
public:
    explicit ColumnSet(const Rows& rows) : rows_{rows} {}

    template <class Get>
    ColumnSet& ids(Get get) {
        return add<sql::IdArray>(ids_, column<Ids>(rows_, get));
    }
    template <class Get>
    ColumnSet& integers(Get get) {
        return add<sql::IntegerArray>(integers_, column<Integers>(rows_, get));
    }
    template <class Get>
    ColumnSet& texts(Get get) {
        return add<sql::TextArray>(texts_, column<Texts>(rows_, get));
    }
    /// Ids that may be absent.
    template <class Get>
    ColumnSet& optional_ids(Get get) {
        return add<sql::BytesArray>(blobs_, column<Blobs>(rows_, [&](const auto& row) {
                                        const auto& id = get(row);
                                        return id ? std::as_bytes(std::span{id->bytes()})
                                                  : sql::BytesView{};
                                    }));
    }
    void write(sql::Transaction& transaction, const sql::Query& query) {
        sql::run_later(transaction, query, params_, static_cast<std::int64_t>(rows_.size()));
    }

private:
    template <class Array, class Column>
    ColumnSet& add(std::deque<Column>& columns, Column values) {
        params_.push_back(Array{columns.emplace_back(std::move(values))});
        return *this;
    }
    const Rows& rows_;
    std::deque<Ids> ids_;
    std::deque<Integers> integers_;
    std::deque<Texts> texts_;
    std::deque<Blobs> blobs_;
    std::vector<sql::Param> params_;
};

template <class E>
std::string_view name_of(E value) {
    return boost::describe::enum_to_string(value, "");
}

template <class T, class IdType>
std::vector<T> list_by_ids(sql::Reader& reader, const sql::Query& query,
                           std::span<const IdType> ids) {
    const auto bytes = column<Ids>(ids, [](const IdType& id) { return id.bytes(); });
    const std::array<sql::Param, 1> params{sql::IdArray{bytes}};
    std::vector<T> rows;
    reader.run(query, params, [&](const sql::Row& row) { rows.push_back(sql::read_row<T>(row)); });
    return rows;
}

}  // namespace

std::vector<Account> PostingSetRepository::lock_accounts(sql::Transaction& transaction,
                                                         std::span<const AccountId> ids) {
    if (planted("ledger.lock_order_reversed"))
        for (auto at = ids.size(); at-- > 0;)
            list_by_ids<Account>(transaction, lock_by_ids, ids.subspan(at, 1));
    return list_by_ids<Account>(transaction, lock_by_ids, ids);
}

std::vector<StoredTransfer> PostingSetRepository::find_transfers(sql::Reader& reader,
                                                                 std::span<const TransferId> ids) {
    return list_by_ids<StoredTransfer>(reader, find_by_ids, ids);
}

void PostingSetRepository::save_accounts(sql::Transaction& transaction,
                                         std::span<const Account* const> accounts) {
    using Row = const Account*;
    ColumnSet{accounts}
        .ids([](Row row) { return row->id.bytes(); })
        .texts([](Row row) { return name_of(row->frozen); })
        .integers([](Row row) { return row->closed_at_us.value_or(UtcTime{}).us(); })
        .integers([](Row row) { return row->debits_posted_fen.fen(); })
        .integers([](Row row) { return row->credits_posted_fen.fen(); })
        .integers([](Row row) { return row->debits_pending_fen.fen(); })
        .integers([](Row row) { return row->credits_pending_fen.fen(); })
        .integers([](Row row) { return row->last_seq; })
        .optional_ids([](Row row) -> const auto& { return row->last_transfer_id; })
        .integers([](Row row) { return row->last_posted_at_us.us(); })
        .integers([](Row row) { return row->version; })
        .write(transaction, update_accounts);
}

void PostingSetRepository::save_transfers(sql::Transaction& transaction,
                                          std::span<const StoredTransfer* const> transfers) {
    using Row = const StoredTransfer*;
    ColumnSet{transfers}
        .ids([](Row row) { return row->id.bytes(); })
        .texts([](Row row) { return name_of(row->kind); })
        .ids([](Row row) { return row->debit_account_id.bytes(); })
        .ids([](Row row) { return row->credit_account_id.bytes(); })
        .integers([](Row row) { return row->amount_fen.fen(); })
        .integers([](Row row) { return row->requested_fen.value_or(Money{}).fen(); })
        .optional_ids([](Row row) -> const auto& { return row->reference_id; })
        .optional_ids([](Row row) -> const auto& { return row->chain_id; })
        .integers([](Row row) { return row->effective_at_us.us(); })
        .integers([](Row row) { return row->posted_at_us.us(); })
        .integers([](Row row) { return row->expires_at_us.value_or(UtcTime{}).us(); })
        .texts([](Row row) { return std::string_view{row->cause_kind}; })
        .ids([](Row row) { return row->cause_id; })
        .texts([](Row row) { return std::string_view{row->memo}; })
        .write(transaction, insert_transfers);
}

void PostingSetRepository::save_entries(sql::Transaction& transaction,
                                        std::span<const Entry> entries) {
    ColumnSet{entries}
        .ids([](const Entry& row) { return row.transfer_id.bytes(); })
        .texts([](const Entry& row) { return name_of(row.side); })
        .ids([](const Entry& row) { return row.account_id.bytes(); })
        .integers([](const Entry& row) { return row.seq; })
        .integers([](const Entry& row) { return row.amount_fen.fen(); })
        .integers([](const Entry& row) { return row.debits_posted_after_fen.fen(); })
        .integers([](const Entry& row) { return row.credits_posted_after_fen.fen(); })
        .integers([](const Entry& row) { return row.posted_at_us.us(); })
        .integers([](const Entry& row) { return row.effective_at_us.us(); })
        .optional_ids([](const Entry& row) -> const auto& { return row.previous_transfer_id; })
        .write(transaction, insert_entries);
}

void PostingSetRepository::save_milestones(sql::Transaction& transaction,
                                           std::span<const Entry* const> entries) {
    using Row = const Entry*;
    ColumnSet{entries}
        .ids([](Row row) { return row->account_id.bytes(); })
        .integers([](Row row) { return row->seq; })
        .ids([](Row row) { return row->transfer_id.bytes(); })
        .integers([](Row row) { return row->posted_at_us.us(); })
        .write(transaction, insert_milestones);
}

}  // namespace dlfp::ledger
