// Reads the entries page by page, newest first.
#include "core/payment/server/ledger_day.h"

#include "core/ledger/server/statement.h"

namespace dlfp::payment {
namespace {

void take(LedgerDay& found, const ledger::StatementLine& line) {
    const auto& [kind, id] = line.cause;
    if (kind == "payment.charge")
        found.charges.push_back({PaymentId{id}.to_text(), line.amount_fen});
    else if (kind == "payment.refund")
        found.refunds.push_back({RefundId{id}.to_text(), line.amount_fen});
    else if (kind == "account.funding")
        found.fundings.push_back({id_text("fnd", id), line.amount_fen});
}

}  // namespace

void read_ledger_day(sql::Reader& reader, ledger::AccountId id, BusinessDate day,
                     LedgerDay& found) {
    ledger::StatementQuery query{
        .account_id = id, .from_us = day.starts_at(), .until_us = day.ends_at(), .limit = 200};
    do {
        const auto page = ledger::statement(reader, query);
        if (!page) return;
        for (const auto& line : page->lines) take(found, line);
        query.before_seq = page->next_before_seq;
    } while (query.before_seq);
}

}  // namespace dlfp::payment
