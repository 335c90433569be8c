// Selling without connection, and handing in.
#include "tests/simulation/offline_counters.h"

#include <set>
#include <sstream>

#include "platform/api/json.h"
#include "scenarios/canteen/server/counter/upload_batch.h"
#include "tests/simulation/fixed_signer.h"

namespace dlfp::simulation {
namespace {

constexpr std::size_t together_max = 12;
/// Only these diners pay there: what they owe would keep the others from all other business.
constexpr std::size_t offline_diners = 3;

template <class Each>
void each_receipt(const std::string& body, Each&& each) {
    const auto document = api::JsonDocument::parse(body);
    const auto receipts = document->root().find("receipts");
    for (std::size_t index = 0; index < receipts->size(); ++index) {
        const auto receipt = receipts->element(index);
        const auto sale = receipt.find("sale_id");
        const bool has_sale = sale && sale->kind() == api::JsonView::Kind::string;
        each(receipt.find("seq")->integer(), has_sale ? std::string(sale->string()) : "");
    }
}

}  // namespace

Errand OfflineCounters::upload(UtcTime now) {
    Range range{.counter = static_cast<std::size_t>(dice_.below(sold_.size()))};
    const auto& sold = sold_[range.counter];
    for (auto left = dice_.between(sold.empty() ? 1 : 0, 3); left > 0; --left)
        sell(range.counter, now);
    range.first = sold.size() - 1;
    if (dice_.one_in(2)) range.first = static_cast<std::size_t>(dice_.below(sold.size()));
    range.last = std::min(range.first + dice_.below(6), sold.size() - 1);
    return errand_of(range);
}

void OfflineCounters::sell(std::size_t counter, UtcTime now) {
    const auto& diners = people_.diners;
    const auto& diner = diners[diners.size() - 1 - dice_.below(offline_diners)];
    const auto seq = static_cast<std::int64_t>(sold_[counter].size()) + 1;
    canteen::SaleFact fact{.seq = {seq},
                           .device_time_us = now - std::chrono::minutes{dice_.between(0, 180)},
                           .payer = {canteen::PayerKind::card, {diner.card_number}},
                           .lines = {}};
    fact.lines.push_back({.kind = canteen::TerminalMode::free_amount,
                          .menu_item_id = {},
                          .dish_id = {},
                          .dish_name = std::string("矿泉水"),
                          .quantity = {1},
                          .weight_g = {},
                          .unit_price_fen = Money::fen(dice_.between(100, 1'500))});
    sold_[counter].push_back(std::move(fact));
}

Errand OfflineCounters::errand_of(const Range& range) const {
    const auto begin = sold_[range.counter].begin();
    std::vector<canteen::SaleFact> sales(begin + static_cast<std::ptrdiff_t>(range.first),
                                         begin + static_cast<std::ptrdiff_t>(range.last) + 1);
    const auto& caller = people_.counters[range.counter];
    canteen::UploadBatchRequest request;
    request.from_seq = sales.front().seq;
    request.to_seq = sales.back().seq;
    request.signature = sign_fixed(
        range.counter,
        canteen::batch_text(
            {canteen::TerminalId{caller.id}, request.from_seq.value, request.to_seq.value}, sales));
    request.sales = std::move(sales);
    std::string body;
    api::JsonWriter writer{body};
    api::write_field(writer, request);
    std::ostringstream subject;
    subject << range.counter << ' ' << range.first << ' ' << range.last;
    return {.deed = Deed::upload,
            .call = {.caller = caller,
                     .method = "POST",
                     .target = "/device/canteen/batches",
                     .body = std::move(body),
                     .key = {}},
            .diner = 0,
            .subject = subject.str(),
            .name = "batch " + subject.str()};
}

OfflineCounters::Range OfflineCounters::range_of(const Errand& errand) {
    Range range;
    std::istringstream{errand.subject} >> range.counter >> range.first >> range.last;
    return range;
}

std::optional<Errand> OfflineCounters::upload_rest() const {
    for (std::size_t counter = 0; counter < sold_.size(); ++counter)
        for (std::size_t index = 0; index < sold_[counter].size(); ++index)
            if (!taken_.contains({counter, sold_[counter][index].seq.value}))
                return errand_of(
                    {counter, index, std::min(index + together_max, sold_[counter].size()) - 1});
    return std::nullopt;
}

std::int64_t OfflineCounters::learn(const Errand& errand, const std::string& body,
                                    std::vector<std::string>& findings) {
    const auto counter = range_of(errand).counter;
    std::int64_t fresh = 0;
    each_receipt(body, [&](std::int64_t seq, const std::string& sale_id) {
        const auto [known, is_fresh] = taken_.try_emplace({counter, seq}, sale_id);
        if (is_fresh) fresh += sale_id.empty() ? 0 : 1;
        if (known->second != sale_id)
            findings.push_back("number " + std::to_string(seq) + " of counter " +
                               std::to_string(counter) + " was taken as “" + known->second +
                               "” and is now “" + sale_id + "”");
    });
    return fresh;
}

std::int64_t OfflineCounters::count_open(const std::deque<Errand>& unanswered) const {
    std::set<std::pair<std::size_t, std::int64_t>> open;
    for (const auto& errand : unanswered) {
        if (errand.deed != Deed::upload) continue;
        const auto range = range_of(errand);
        for (auto index = range.first; index <= range.last; ++index)
            if (const std::pair one{range.counter, sold_[range.counter][index].seq.value};
                !taken_.contains(one))
                open.insert(one);
    }
    return static_cast<std::int64_t>(open.size());
}

std::string OfflineCounters::essence(const std::string& body) {
    std::string said;
    each_receipt(body, [&](std::int64_t seq, const std::string& sale_id) {
        said += std::to_string(seq) + '=' + sale_id + ' ';
    });
    return said;
}

}  // namespace dlfp::simulation
