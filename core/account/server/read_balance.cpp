// The view answers; the statement behind it is read from the database.
#include "core/account/server/read_balance.h"

#include "core/ledger/server/balance_view.h"

namespace dlfp::account {

EntryView entry_view(const ledger::StatementLine& line) {
    return {
        .seq = line.seq,
        .direction = line.side == ledger::Side::credit ? EntryDirection::in : EntryDirection::out,
        .amount_fen = line.amount_fen,
        .balance_after_fen = line.balance_after_fen,
        .memo = line.memo,
        .posted_at_us = line.posted_at_us};
}

std::string render_entries(const std::vector<EntryView>& entries) {
    std::string text;
    api::JsonWriter writer{text};
    api::write_field(writer, entries);
    return text;
}

std::vector<EntryView> RenderedEntries::entries() const {
    std::vector<EntryView> entries;
    api::FieldProblem problem;
    const auto document = api::JsonDocument::parse(*json);
    if (!document || !api::read_field(document->root(), entries, problem))
        throw std::logic_error("entries that are none: " + problem.expected);
    return entries;
}

Result<ReadBalanceReply> read_balance(const ReadBalanceRequest& request, api::ReadCall& call) {
    const auto reading = call.port<ledger::BalanceView>().find(request.account_id);
    if (!reading) return not_found;
    const auto& snapshot = *reading->snapshot;
    const auto& newest = snapshot.newest_text.get([&] {
        std::vector<EntryView> entries;
        for (const auto& line : snapshot.newest) entries.push_back(entry_view(line));
        return render_entries(entries);
    });
    return ReadBalanceReply{.account_id = request.account_id,
                            .balance_fen = snapshot.balance.balance_fen,
                            .available_fen = snapshot.balance.available_fen,
                            .as_of_us = reading->as_of_us,
                            .newest = {{reading->snapshot, &newest}}};
}

Result<ReadStatementReply> read_statement(const ReadStatementRequest& request,
                                          api::ReadCall& call) {
    ledger::StatementQuery query{.account_id = request.account_id};
    if (request.after) query.before_seq = request.after->value;
    if (request.from) query.from_us = request.from->starts_at();
    if (request.until) query.until_us = request.until->ends_at();
    if (request.limit) query.limit = request.limit->value;
    const auto page = ledger::statement(call.reader(), query);
    if (!page) return not_found;
    ReadStatementReply reply{.items = {}, .next_after = page->next_before_seq};
    for (const auto& line : page->lines) reply.items.push_back(entry_view(line));
    return reply;
}

}  // namespace dlfp::account
