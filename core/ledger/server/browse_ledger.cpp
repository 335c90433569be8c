// Rows of the ledger in the shape that screens show.
#include "core/ledger/server/browse_ledger.h"

#include "core/ledger/server/account_repository.h"

namespace dlfp::ledger {
namespace {

AccountView view_of(const Account& account) {
    const auto& line = chart_line(account.code);
    const auto balance = balance_of(account);
    return {.account_id = account.id,
            .code = account.code,
            .code_number = line.number,
            .code_name_zh = std::string(line.name_zh),
            .normal_side = line.normal_side,
            .ledger_unit = account.ledger_unit,
            .holder = account.holder,
            .overdraft = account.overdraft,
            .overdraft_limit_fen = account.overdraft_limit_fen,
            .frozen = account.frozen,
            .opened_at_us = account.opened_at_us,
            .closed_at_us = account.closed_at_us,
            .balance_fen = {balance.balance_fen},
            .available_fen = {balance.available_fen},
            .reserved_fen = balance.reserved_fen,
            .incoming_fen = balance.incoming_fen,
            .debits_posted_fen = account.debits_posted_fen,
            .credits_posted_fen = account.credits_posted_fen,
            .entry_count = account.last_seq};
}

/// The ledger does not know what kind of thing a cause is, so its id is shown without a prefix.
std::string cause_id_text(const Cause& cause) { return id_text("", cause.id).substr(1); }

StatementLineView view_of(const StatementLine& line) {
    return {.seq = line.seq,
            .transfer_id = line.transfer_id,
            .kind = line.kind,
            .side = line.side,
            .amount_fen = line.amount_fen,
            .balance_after_fen = {line.balance_after_fen},
            .posted_at_us = line.posted_at_us,
            .effective_at_us = line.effective_at_us,
            .counter_account_id = line.counter_account_id,
            .cause_kind = line.cause.kind,
            .cause_id = cause_id_text(line.cause),
            .memo = line.memo,
            .reference_id = line.reference_id};
}

}  // namespace

Result<ListAccountsReply> list_accounts(const ListAccountsRequest& request, api::ReadCall& call) {
    if (!request.holder && !request.code) return no_criterion_given;
    const AccountPage page{request.after.value_or(AccountId{}), request.limit};
    const auto accounts =
        request.holder ? AccountRepository::list_by_holder(call.reader(), *request.holder, page)
                       : AccountRepository::list_by_code(call.reader(), *request.code, page);
    ListAccountsReply reply;
    for (const auto& account : accounts) reply.items.push_back(view_of(account));
    if (static_cast<std::int64_t>(accounts.size()) == page.limit)
        reply.next_after = accounts.back().id;
    return reply;
}

Result<AccountView> show_account(const ShowAccountRequest& request, api::ReadCall& call) {
    TRY(const Account account, find_account(call.reader(), request.account_id));
    return view_of(account);
}

Result<ShowStatementReply> show_statement(const ShowStatementRequest& request,
                                          api::ReadCall& call) {
    TRY(const StatementPage page, statement(call.reader(), {.account_id = request.account_id,
                                                            .before_seq = request.after,
                                                            .from_us = request.from_us,
                                                            .until_us = request.until_us,
                                                            .limit = request.limit}));
    ShowStatementReply reply;
    for (const auto& line : page.lines) reply.items.push_back(view_of(line));
    reply.next_after = page.next_before_seq;
    return reply;
}

Result<ShowPastBalanceReply> show_past_balance(const ShowPastBalanceRequest& request,
                                               api::ReadCall& call) {
    const auto at = [&](TimeAxis axis) {
        return balance_as_of(call.reader(), request.account_id, request.at_us, axis);
    };
    TRY(const Money effective, at(TimeAxis::effective));
    TRY(const Money recorded, at(TimeAxis::recorded));
    return ShowPastBalanceReply{{effective}, {recorded}};
}

Result<TransferView> show_transfer(const ShowTransferRequest& request, api::ReadCall& call) {
    TRY(const TransferRecord record, find_transfer(call.reader(), request.transfer_id));
    const auto& receipt = record.receipt;
    const auto account = [&](AccountId id) {
        return view_of(find_account(call.reader(), id).value());
    };
    return TransferView{.transfer_id = receipt.id,
                        .kind = receipt.kind,
                        .amount_fen = receipt.amount_fen,
                        .debit_account = account(receipt.debit_account_id),
                        .credit_account = account(receipt.credit_account_id),
                        .posted_at_us = receipt.posted_at_us,
                        .effective_at_us = receipt.effective_at_us,
                        .expires_at_us = record.expires_at_us,
                        .cause_kind = record.cause.kind,
                        .cause_id = cause_id_text(record.cause),
                        .memo = record.memo,
                        .reference_id = record.reference_id,
                        .chain_id = record.chain_id,
                        .reservation = record.reservation,
                        .reversed_by = record.reversed_by};
}

Result<Verification> verify_ledger(const api::NoRequest&, api::ReadCall& call) {
    return verify(call.reader());
}

}  // namespace dlfp::ledger
