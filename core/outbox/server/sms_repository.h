// Short messages as rows.
#pragma once

#include <optional>
#include <vector>

#include "core/outbox/server/sms.h"

namespace dlfp::outbox {

struct SmsRow {
    SmsId id;
    sql::Bytes sealed;
    sql::Bytes mobile_index;
    std::string masked_mobile;
    std::string purpose;
    SmsState state{};
    std::int64_t tries = 0;
    UtcTime created_at_us;
    UtcTime useless_after_us;
    std::optional<UtcTime> settled_at_us;
    UtcTime next_try_at_us{};                ///< while queued
    std::optional<UtcTime> receipt_at_us{};  ///< when the carrier said what became of it
};
BOOST_DESCRIBE_STRUCT(SmsRow, (),
                      (id, sealed, mobile_index, masked_mobile, purpose, state, tries,
                       created_at_us, useless_after_us, settled_at_us, next_try_at_us,
                       receipt_at_us))

namespace sms_repository {

void add(sql::Transaction& transaction, const SmsRow& row);
/// Queued ones whose try or end has come, oldest first, at most 100.
std::vector<SmsRow> list_due(sql::Reader& reader, UtcTime now);
/// Row-locked.
std::optional<SmsRow> lock(sql::Transaction& transaction, SmsId id);
/// Stores state and time of a receipt.
void store_receipt(sql::Transaction& transaction, const SmsRow& row);
/// A page, newest first; a nil `before` starts at the newest, an empty index means every number.
struct Page {
    SmsId before;
    sql::Bytes mobile_index;
    std::int64_t limit = 50;
};
std::vector<SmsRow> list_newest(sql::Reader& reader, const Page& page);
/// Stores state, tries and times of a message that is still queued: a receipt may have been faster.
void store_outcome(sql::Transaction& transaction, const SmsRow& row);
/// Removes at most 1,000 messages made before this time.
std::int64_t forget_before(sql::Transaction& transaction, UtcTime time);

}  // namespace sms_repository
}  // namespace dlfp::outbox
