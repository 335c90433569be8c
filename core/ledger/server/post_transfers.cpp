// Loads what a batch needs, decides transfer by transfer, writes everything once.
#include <algorithm>

#include "core/ledger/server/account_repository.h"
#include "core/ledger/server/plan_transfer.h"
#include "core/ledger/server/transfer_repository.h"
#include "platform/base/planted.h"

namespace dlfp::ledger {
namespace {

/// How many overdue reservations one batch looks at; the job keeps the list short.
constexpr std::int64_t overdue_looked_at_max = 1000;

void sort_unique(std::vector<AccountId>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

/// Brings into the unit's book whatever the requests name.
class BatchLoader {
public:
    BatchLoader(sql::Transaction& transaction, std::span<const TransferRequest> requests)
        : transaction_{transaction},
          book_{transaction.scratch<UnitLedger>().book},
          requests_{requests} {}

    void load() {
        load_references();
        collect_accounts();
        const auto overdue = overdue_on_accounts();
        AccountRepository::lock(transaction_, account_ids_);
        // What may have changed until the locks were held is read only now.
        load_repeated();
        load_fate_of_references();
        for (const auto& reservation : overdue) expire(reservation.id);
    }

private:
    /// The transfers referred to never change, so no lock is needed to read them.
    void load_references() {
        std::vector<TransferId> unknown;
        for (const auto& request : requests_)
            if (!request.reference_id.is_nil() && !book_.find_transfer(request.reference_id))
                unknown.push_back(request.reference_id);
        load_transfers(unknown);
    }

    void load_transfers(std::span<const TransferId> ids) {
        if (ids.empty()) return;
        for (auto& transfer : TransferRepository::list(transaction_, ids))
            book_.add(std::move(transfer));
    }

    void add_accounts(AccountId debit, AccountId credit) {
        if (!debit.is_nil()) account_ids_.push_back(debit);
        if (!credit.is_nil()) account_ids_.push_back(credit);
    }

    void collect_accounts() {
        for (const auto& request : requests_) {
            add_accounts(request.debit_account_id, request.credit_account_id);
            if (const auto* original = book_.find_transfer(request.reference_id))
                add_accounts(original->debit_account_id, original->credit_account_id);
        }
        sort_unique(account_ids_);
    }

    std::vector<Reservation> overdue_on_accounts() {
        auto overdue =
            TransferRepository::list_overdue(transaction_, book_.now, overdue_looked_at_max);
        std::erase_if(overdue, [this](const Reservation& reservation) {
            return !std::ranges::binary_search(account_ids_, reservation.debit_account_id) &&
                   !std::ranges::binary_search(account_ids_, reservation.credit_account_id);
        });
        for (const auto& reservation : overdue)
            add_accounts(reservation.debit_account_id, reservation.credit_account_id);
        if (!overdue.empty()) sort_unique(account_ids_);
        return overdue;
    }

    void load_repeated() {
        // For a single one that question is as long as its answer.
        const auto earliest = std::ranges::min(requests_, {}, &TransferRequest::id).id;
        if (requests_.size() > 1 && !TransferRepository::exists_from(transaction_, earliest))
            return;
        std::vector<TransferId> unknown;
        for (const auto& request : requests_)
            if (!book_.find_transfer(request.id)) unknown.push_back(request.id);
        load_transfers(unknown);
    }

    void load_fate_of_references() {
        for (const auto& request : requests_) {
            const auto* original = book_.find_transfer(request.reference_id);
            if (!original) continue;
            if (original->kind == TransferKind::reserve) {
                load_reservation(original->id);
            } else if (!book_.find_reversal(original->id)) {
                if (const auto found =
                        TransferRepository::find_reversal(transaction_, original->id))
                    book_.add(*found);
            }
        }
    }

    void load_reservation(TransferId id) {
        if (book_.find_reservation(id)) return;
        if (const auto found = TransferRepository::find_reservation(transaction_, id))
            book_.add(*found);
    }

    void expire(TransferId id) {
        load_reservation(id);
        const auto* reservation = book_.find_reservation(id);
        if (reservation && reservation->state == ReservationState::open) book_.expire(id);
    }

    sql::Transaction& transaction_;
    AccountBook& book_;
    std::span<const TransferRequest> requests_;
    std::vector<AccountId> account_ids_;
};

void write(sql::Transaction& transaction) {
    transaction.scratch<UnitLedger>().book.sort_unwritten();
    TransferRepository::save_unwritten(transaction);
    AccountRepository::save_changed(transaction);
    transaction.scratch<UnitLedger>().book.forget_unwritten();
}

using Receipts = std::vector<Result<Receipt>>;

void fail_chain(std::size_t length, std::size_t failed_at, Error error, Receipts& receipts) {
    const auto index = static_cast<std::int64_t>(failed_at);
    const auto first = receipts.size();
    receipts.insert(receipts.end(), length, Error{linked_transfer_failed}.with("index", index));
    receipts[first + failed_at] = std::move(error).with("index", index);
}

/// A chain repeats as a whole or not at all.
Result<Done> check_same_chain(const Receipts& receipts, std::size_t replays) {
    if (replays == 0 || replays == receipts.size()) return done;
    return exists_with_different_chain;
}

void post_chain(AccountBook& book, std::span<const TransferRequest> chain, Receipts& receipts) {
    if (chain.size() > chain_length_max)
        return fail_chain(chain.size(), 0, linked_chain_too_long, receipts);
    if (chain.back().is_linked_to_next)
        return fail_chain(chain.size(), chain.size() - 1, linked_chain_open, receipts);
    Receipts planned;
    std::size_t replays = 0;
    book.begin_chain();
    for (const auto& request : chain) {
        auto plan = plan_transfer(book, request, chain.front().id);
        if (plan) {
            replays += plan->is_replay ? 1 : 0;
            planned.push_back(receipt_of(plan->transfer));
            book.apply(std::move(*plan));
        }
        const auto whole = check_same_chain(planned, replays);
        if (plan && whole) continue;
        if (!planted("ledger.chain_half_posted")) book.undo_chain();
        return fail_chain(chain.size(), static_cast<std::size_t>(&request - chain.data()),
                          plan ? whole.error() : std::move(plan).error(), receipts);
    }
    book.end_chain();
    std::ranges::move(planned, std::back_inserter(receipts));
}

void post_alone(AccountBook& book, const TransferRequest& request, Receipts& receipts) {
    auto plan = plan_transfer(book, request);
    if (!plan) {
        receipts.push_back(std::move(plan).error());
        return;
    }
    receipts.push_back(receipt_of(plan->transfer));
    book.apply(std::move(*plan));
}

Result<Receipt> post_one(sql::Transaction& transaction, TransferRequest&& request, UtcTime now) {
    request.is_linked_to_next = false;
    return std::move(post_batch(transaction, {&request, 1}, now).front());
}

}  // namespace

std::vector<Result<Receipt>> post_batch(sql::Transaction& transaction,
                                        std::span<const TransferRequest> requests, UtcTime now) {
    if (requests.size() > batch_length_max)
        throw std::invalid_argument("batch of transfers too long");
    Receipts receipts;
    if (requests.empty()) return receipts;
    receipts.reserve(requests.size());
    auto& book = transaction.scratch<UnitLedger>().book;
    book.now = now;
    book.reserve(requests.size());
    BatchLoader{transaction, requests}.load();
    for (std::size_t start = 0; start < requests.size();) {
        std::size_t end = start;
        while (end + 1 < requests.size() && requests[end].is_linked_to_next) ++end;
        const auto chain = requests.subspan(start, end + 1 - start);
        if (chain.size() == 1 && !chain.front().is_linked_to_next)
            post_alone(book, chain.front(), receipts);
        else
            post_chain(book, chain, receipts);
        start = end + 1;
    }
    write(transaction);
    return receipts;
}

Result<std::vector<Receipt>> post_linked(sql::Transaction& transaction,
                                         std::vector<TransferRequest> requests, UtcTime now) {
    if (requests.empty()) return linked_chain_empty;
    for (auto& request : requests) request.is_linked_to_next = &request != &requests.back();
    std::vector<Receipt> done_transfers;
    for (auto& result : post_batch(transaction, requests, now)) {
        if (!result && !result.failed_with(linked_transfer_failed))
            return std::move(result).error();
        if (result) done_transfers.push_back(*result);
    }
    return done_transfers;
}

Result<Receipt> post(sql::Transaction& transaction, TransferRequest request, UtcTime now) {
    request.kind = TransferKind::move;
    return post_one(transaction, std::move(request), now);
}

Result<Receipt> move_available(sql::Transaction& transaction, TransferRequest request,
                               UtcTime now) {
    request.kind = TransferKind::move_available;
    return post_one(transaction, std::move(request), now);
}

Result<Receipt> reserve(sql::Transaction& transaction, TransferRequest request, UtcTime now) {
    request.kind = TransferKind::reserve;
    return post_one(transaction, std::move(request), now);
}

Result<Receipt> post_reserved(sql::Transaction& transaction, TransferRequest request, UtcTime now) {
    request.kind = TransferKind::post_reserved;
    return post_one(transaction, std::move(request), now);
}

Result<Receipt> void_reserved(sql::Transaction& transaction, TransferRequest request, UtcTime now) {
    request.kind = TransferKind::void_reserved;
    return post_one(transaction, std::move(request), now);
}

Result<Receipt> reverse(sql::Transaction& transaction, TransferRequest request, UtcTime now) {
    request.kind = TransferKind::reverse;
    return post_one(transaction, std::move(request), now);
}

std::int64_t expire_reservations(sql::Transaction& transaction, UtcTime now,
                                 std::int64_t count_max) {
    auto& book = transaction.scratch<UnitLedger>().book;
    book.now = now;
    const auto overdue = TransferRepository::list_overdue(transaction, now, count_max);
    std::vector<AccountId> ids;
    for (const auto& reservation : overdue) {
        ids.push_back(reservation.debit_account_id);
        ids.push_back(reservation.credit_account_id);
    }
    sort_unique(ids);
    AccountRepository::lock(transaction, ids);
    std::int64_t expired = 0;
    for (const auto& seen : overdue) {
        if (!book.find_reservation(seen.id))
            if (const auto found = TransferRepository::find_reservation(transaction, seen.id))
                book.add(*found);
        if (book.find_reservation(seen.id)->state != ReservationState::open) continue;
        book.expire(seen.id);
        ++expired;
    }
    write(transaction);
    return expired;
}

}  // namespace dlfp::ledger
