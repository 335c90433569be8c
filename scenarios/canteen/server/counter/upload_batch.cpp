// Taking batches: order of booking, locks, numbers, the record of the upload.
#include "scenarios/canteen/server/counter/upload_batch.h"

#include <algorithm>
#include <map>

#include "platform/runtime/crypto/signature.h"
#include "scenarios/canteen/server/counter/accept_fact.h"
#include "scenarios/canteen/server/counter/batch_repository.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t gaps_shown_max = 100;

std::vector<std::int64_t> numbers_of(const std::vector<SaleFact>& sales) {
    std::vector<std::int64_t> numbers;
    for (const auto& sale : sales) numbers.push_back(sale.seq.value);
    return numbers;
}

bool names_code(const SaleFact& fact) { return fact.payer.kind == PayerKind::payment_code; }

std::string text_of(const UploadBatchRequest& request, TerminalId terminal_id) {
    return batch_text({terminal_id, request.from_seq.value, request.to_seq.value}, request.sales);
}

/// The diners of the facts by the facts' place, locked in the order of their ids so that batches
/// which meet do not wait for each other in a circle.
std::vector<std::optional<Diner>> lock_diners(const payment::Scope& scope, const Terminal& terminal,
                                              const std::vector<SaleFact>& sales) {
    std::vector<std::optional<DinerId>> named;
    std::map<DinerId, Diner> locked;
    for (const auto& sale : sales) {
        const auto diner = find_fact_diner(scope.transaction, terminal.organisation_id, sale.payer);
        named.push_back(diner ? std::optional{diner->id} : std::nullopt);
        if (diner) locked.emplace(diner->id, *diner);
    }
    for (auto& [id, diner] : locked)
        if (auto row = lock_diner(scope.transaction, terminal.organisation_id, id))
            diner = std::move(*row);
    std::vector<std::optional<Diner>> diners;
    for (const auto& id : named)
        diners.push_back(id ? std::optional{locked.at(*id)} : std::nullopt);
    return diners;
}

/// Places of the facts in the order in which they happened: purses are used in that order.
std::vector<std::size_t> order_of(const CounterScene& scene, const std::vector<SaleFact>& sales) {
    std::vector<std::size_t> places(sales.size());
    for (std::size_t place = 0; place < places.size(); ++place) places[place] = place;
    std::ranges::sort(places, {}, [&](std::size_t place) {
        const auto& fact = sales[place];
        return std::pair{plan_moment(scene, fact.device_time_us).occurred_at, fact.seq.value};
    });
    return places;
}

SeqState note_numbers(const payment::Scope& scope, const Terminal& terminal,
                      const std::vector<SaleFact>& sales) {
    TerminalBooks books{scope.transaction};
    const SeqState before{terminal.last_seq, books.list_gaps(terminal.id)};
    auto numbers = numbers_of(sales);
    std::ranges::sort(numbers);
    auto after = plan_arrivals(before, numbers);
    books.set_numbers(terminal.id, before, after);
    return after;
}

}  // namespace

Result<CheckedBatch> prepare_batch(const UploadBatchRequest& request, api::ReadCall& call) {
    const SeqRange range{request.from_seq.value, request.to_seq.value};
    TRY_DONE(check_batch_numbers(range, numbers_of(request.sales)));
    if (std::ranges::any_of(request.sales, names_code)) return batch_malformed;
    const TerminalId terminal_id{call.caller().id};
    TRY(const auto row,
        or_failure(TerminalRepository{call.reader()}.find(terminal_id), terminal_not_found));
    const auto key = crypto::PublicKey::from_spki(row.public_key);
    const auto signature = crypto::from_base64url(request.signature);
    const auto text = text_of(request, terminal_id);
    if (!key || !signature ||
        !key->verify(crypto::SignatureAlgorithm::ecdsa_p256_sha256, crypto::view_of(text),
                     *signature))
        return batch_signature_wrong;
    const auto digest = crypto::sm3(text);
    return CheckedBatch{*signature, {digest.begin(), digest.end()}};
}

Result<UploadBatchReply> upload_batch(const UploadBatchRequest& request,
                                      const CheckedBatch& checked, api::Call& call) {
    TRY(const auto terminal, admit_device(call));
    TRY(const auto scene, load_counter_scene(call.transaction(), terminal));
    const auto scope = payment::scope_of(call);
    const auto diners = lock_diners(scope, terminal, request.sales);
    UploadBatchReply reply;
    reply.receipts.resize(request.sales.size());
    for (const auto place : order_of(scene, request.sales))
        reply.receipts[place] = accept_fact(scope, scene, request.sales[place], diners[place]);
    auto numbers = note_numbers(scope, terminal, request.sales);
    batch_repository::add(scope.transaction,
                          {.terminal_id = terminal.id,
                           .from_seq = request.from_seq.value,
                           .to_seq = request.to_seq.value,
                           .organisation_id = terminal.organisation_id,
                           .content_hash = checked.content_hash,
                           .signature = checked.signature,
                           .sale_count = static_cast<std::int64_t>(request.sales.size()),
                           .repeated_count = std::ranges::count(
                               reply.receipts, FactOutcome::repeated, &FactReceipt::outcome),
                           .gap_count = missing_count(numbers),
                           .received_at_us = call.now()});
    reply.last_seq = numbers.last_seq;
    reply.gaps = std::move(numbers.gaps);
    if (reply.gaps.size() > gaps_shown_max) reply.gaps.resize(gaps_shown_max);
    return reply;
}

}  // namespace dlfp::canteen
