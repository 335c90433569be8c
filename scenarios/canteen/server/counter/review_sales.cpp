// Lists and the confirmation of suspicious sales.
#include "scenarios/canteen/server/counter/review_sales.h"

#include "core/identity/server/identity.h"
#include "platform/runtime/crypto/bytes.h"
#include "scenarios/canteen/server/counter/batch_repository.h"
#include "scenarios/canteen/server/counter/terminal.h"

namespace dlfp::canteen {
namespace {

constexpr std::int64_t page_size = 50;
constexpr UtcTime end_of_time = UtcTime::from_us(9'007'199'254'740'991);

}  // namespace

Result<ListSalesReply> list_counter_sales(const ListSalesRequest& request, api::ReadCall& call) {
    SaleFilter filter{.organisation_id = identity::organisation_of(call.caller()),
                      .day = request.day,
                      .after = request.after,
                      .limit = request.limit ? request.limit->value : page_size};
    if (request.to_review.value_or(false)) filter.unreviewed = Suspicion::repeated_soon;
    ListSalesReply reply;
    for (const auto& row : SaleRepository{call.reader()}.list(filter))
        reply.items.push_back(summarise_sale(call.reader(), row));
    if (static_cast<std::int64_t>(reply.items.size()) == filter.limit)
        reply.next_after = reply.items.back().sale_id;
    return reply;
}

Result<SaleView> show_counter_sale(const ShowSaleRequest& request, api::ReadCall& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto row,
        or_failure(SaleRepository{call.reader()}.find(organisation_id, request.sale_id),
                   sale_not_found));
    return view_sale(call.reader(), row);
}

Result<SaleView> review_sale(const ShowSaleRequest& request, api::Call& call) {
    SaleBooks books{call.transaction()};
    TRY(auto row, or_failure(books.lock(identity::organisation_of(call.caller()), request.sale_id),
                             sale_not_found));
    if (row.suspicion == Suspicion::none) return sale_not_suspicious;
    if (!row.reviewed_at_us) {
        books.set_reviewed(row.id, call.now());
        row.reviewed_at_us = call.now();
        call.changed("reviewed_at_us", "", call.now().to_text());
    }
    call.about("canteen_sale", row.id.to_text());
    return view_sale(call.transaction(), row);
}

Result<ListBatchesReply> list_batches(const ListBatchesRequest& request, api::ReadCall& call) {
    ListBatchesReply reply;
    const auto limit = request.limit ? request.limit->value : page_size;
    for (const auto& row :
         batch_repository::list(call.reader(), identity::organisation_of(call.caller()),
                                request.before_us.value_or(end_of_time), limit)) {
        const auto terminal = find_terminal(call.reader(), row.terminal_id);
        reply.items.push_back({.terminal_id = row.terminal_id,
                               .terminal_name = terminal ? terminal->name : "",
                               .from_seq = row.from_seq,
                               .to_seq = row.to_seq,
                               .sale_count = row.sale_count,
                               .repeated_count = row.repeated_count,
                               .gap_count = row.gap_count,
                               .received_at_us = row.received_at_us,
                               .content_hash = crypto::to_hex(row.content_hash),
                               .signature = crypto::to_base64url(row.signature)});
    }
    return reply;
}

}  // namespace dlfp::canteen
