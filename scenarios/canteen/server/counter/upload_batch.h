// A terminal that was without connection hands in what it sold: signed facts that are booked as
// they happened (rows C1, C2, C7, C8), each once (row C3), none lost.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/counter/device_request.h"
#include "scenarios/canteen/server/counter/plan_batch.h"
#include "scenarios/canteen/server/counter/sale_fact.h"
#include "scenarios/canteen/server/counter/suspense_repository.h"

namespace dlfp::canteen {

/// The batch's signature does not belong to its content: nothing of it is taken.
inline constexpr Failure batch_signature_wrong{"canteen.batch_signature_wrong",
                                               FailureClass::refused};

inline constexpr std::size_t batch_sales_max = 100;

struct UploadBatchRequest {
    api::Whole<1, 9'007'199'254'740'991> from_seq;
    api::Whole<1, 9'007'199'254'740'991> to_seq;
    api::List<SaleFact, batch_sales_max> sales;
    api::Text<128> signature;  ///< over batch_text, base64url: kept as the proof of the facts
};
BOOST_DESCRIBE_STRUCT(UploadBatchRequest, (), (from_seq, to_seq, sales, signature))

struct CheckedBatch {
    sql::Bytes signature;
    sql::Bytes content_hash;
};
/// The slow part, before the write: bounds, kinds of payers, signature.
Result<CheckedBatch> prepare_batch(const UploadBatchRequest& request, api::ReadCall& call);

/// What became of one fact. Each of them is an acknowledgement: the terminal may forget the fact.
enum class FactOutcome {
    booked,
    repeated,   ///< known with this content
    voided,     ///< a number without a sale
    suspended,  ///< kept for staff
};
BOOST_DESCRIBE_ENUM(FactOutcome, booked, repeated, voided, suspended)

struct FactReceipt {
    std::int64_t seq = 0;
    FactOutcome outcome{};
    std::optional<SaleId> sale_id;
    std::optional<SuspenseReason> reason;
    Money total_fen;
    Money owed_fen;  ///< of it booked as arrears (row C2)
};
BOOST_DESCRIBE_STRUCT(FactReceipt, (), (seq, outcome, sale_id, reason, total_fen, owed_fen))

struct UploadBatchReply {
    std::vector<FactReceipt> receipts;  ///< in the order of the upload
    std::int64_t last_seq = 0;
    std::vector<SeqRange> gaps;  ///< numbers that are still missing, the first 100
};
BOOST_DESCRIBE_STRUCT(UploadBatchReply, (), (receipts, last_seq, gaps))

/// Books a batch as one unit: after a crash either all of it is there or the terminal sends it
/// again; facts that overlap with earlier batches are repeated, not doubled.
Result<UploadBatchReply> upload_batch(const UploadBatchRequest& request,
                                      const CheckedBatch& checked, api::Call& call);

constexpr auto upload_batch_endpoint =
    api::post<&upload_batch, &prepare_batch>("/device/canteen/batches")
        .doc("Takes a signed batch of sales that happened without connection.")
        .for_devices(use_terminal)
        .naturally_idempotent()
        .limits({.body_bytes_max = 524'288, .calls_per_minute_max = 120, .deadline = 15s})
        .may_fail(terminal_not_found, terminal_blocked, device_request_replayed, batch_malformed,
                  batch_signature_wrong, serving_area_not_found);

}  // namespace dlfp::canteen
