// Statements and past balances, from rows that carry the balance they left.
#include "core/ledger/server/statement.h"

#include <algorithm>

#include "core/ledger/server/account_repository.h"
#include "core/ledger/server/statement_repository.h"
#include "core/ledger/server/transfer_repository.h"

namespace dlfp::ledger {
namespace {

constexpr std::int64_t page_length_max = 200;

Money balance_from(AccountCode code, const EntryBalance& counters) {
    const Money difference = counters.credits_posted_after_fen - counters.debits_posted_after_fen;
    return chart_line(code).normal_side == Side::credit ? difference : -difference;
}

StatementLine line_of(AccountCode code, const StatementRow& row) {
    const EntryBalance counters{row.seq, row.debits_posted_after_fen, row.credits_posted_after_fen};
    return {.seq = row.seq,
            .transfer_id = row.transfer_id,
            .kind = row.kind,
            .side = row.side,
            .amount_fen = row.amount_fen,
            .balance_after_fen = balance_from(code, counters),
            .posted_at_us = row.posted_at_us,
            .effective_at_us = row.effective_at_us,
            .counter_account_id =
                row.side == Side::debit ? row.credit_account_id : row.debit_account_id,
            .cause = {row.cause_kind, row.cause_id},
            .memo = row.memo,
            .reference_id = row.reference_id};
}

/// The newest entry that a page may show.
std::int64_t last_seq_of(sql::Reader& reader, const Account& account, const StatementQuery& query) {
    std::int64_t last = account.last_seq;
    if (query.before_seq) last = std::min(last, *query.before_seq - 1);
    if (query.until_us) {
        const auto before = StatementRepository::find_before(reader, account, *query.until_us);
        last = std::min(last, before ? before->seq : 0);
    }
    return last;
}

}  // namespace

Result<StatementPage> statement(sql::Reader& reader, const StatementQuery& query) {
    TRY(const Account account, find_account(reader, query.account_id));
    const std::int64_t limit = std::clamp<std::int64_t>(query.limit, 1, page_length_max);
    const std::int64_t last = last_seq_of(reader, account, query);
    const std::int64_t first = std::max<std::int64_t>(1, last - limit + 1);
    StatementPage page;
    for (const auto& row : StatementRepository::list(reader, account, first, last)) {
        if (query.from_us && row.posted_at_us < *query.from_us) return page;
        page.lines.push_back(line_of(account.code, row));
    }
    if (first > 1 && !page.lines.empty()) page.next_before_seq = first;
    return page;
}

Result<Balance> balance(sql::Reader& reader, AccountId id) {
    TRY(const Account account, find_account(reader, id));
    return balance_of(account);
}

Result<Money> balance_as_of(sql::Reader& reader, AccountId id, UtcTime time, TimeAxis axis) {
    TRY(const Account account, find_account(reader, id));
    const UtcTime end = time + Duration{1};
    auto counters = StatementRepository::find_before(reader, account, end).value_or(EntryBalance{});
    if (axis == TimeAxis::effective) {
        const auto later = StatementRepository::sum_backdated_across(reader, id, end);
        counters.debits_posted_after_fen += later.debits_posted_after_fen;
        counters.credits_posted_after_fen += later.credits_posted_after_fen;
    }
    return balance_from(account.code, counters);
}

Result<TransferRecord> find_transfer(sql::Reader& reader, TransferId id) {
    TRY(const StoredTransfer stored,
        or_failure(TransferRepository::find(reader, id), transfer_not_found));
    TransferRecord record{.receipt = receipt_of(stored),
                          .cause = {stored.cause_kind, stored.cause_id},
                          .memo = stored.memo,
                          .reference_id = stored.reference_id,
                          .chain_id = stored.chain_id,
                          .expires_at_us = stored.expires_at_us,
                          .reservation = {},
                          .reversed_by = {}};
    if (const auto reservation = TransferRepository::find_reservation(reader, id))
        record.reservation = reservation->state;
    if (const auto reversal = TransferRepository::find_reversal(reader, id))
        record.reversed_by = reversal->transfer_id;
    return record;
}

}  // namespace dlfp::ledger
