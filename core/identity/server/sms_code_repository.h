// One-time codes and daily counters as rows.
#pragma once

#include <string_view>

#include "core/identity/server/sms_code.h"

namespace dlfp::identity::sms_code_repository {

/// The newest code of a number for a purpose.
std::optional<SmsCode> find_newest(sql::Reader& reader, const sql::Bytes& mobile_index,
                                   SmsPurpose purpose);
/// As above, row-locked.
std::optional<SmsCode> lock_newest(sql::Transaction& transaction, const sql::Bytes& mobile_index,
                                   SmsPurpose purpose);
/// When the newest code of any purpose went to this number.
std::optional<UtcTime> find_last_sent(sql::Reader& reader, const sql::Bytes& mobile_index);

struct AddedCode {
    SmsCode code;
    sql::Bytes mobile_index;
    SmsPurpose purpose{};
};
void add(sql::Transaction& transaction, const AddedCode& added);
void count_wrong_try(sql::Transaction& transaction, const SmsCodeId& id);
/// True for exactly one caller, however many try at once.
bool mark_used(sql::Transaction& transaction, const SmsCodeId& id, UtcTime now);
/// Ends a code that nobody used; true for one caller at most.
bool close(sql::Transaction& transaction, const SmsCodeId& id, UtcTime now);
/// Removes at most 10,000 codes sent before.
std::int64_t forget_before(sql::Transaction& transaction, UtcTime time);

}  // namespace dlfp::identity::sms_code_repository

namespace dlfp::identity::daily_count_repository {

/// What is counted, for whom, on which day.
struct Counted {
    BusinessDate day;
    std::string_view kind;
    const sql::Bytes& subject;
};
std::int64_t find(sql::Reader& reader, const Counted& counted);
/// The number so far, the row being locked until the unit ends.
std::int64_t lock(sql::Transaction& transaction, const Counted& counted);
void add_one(sql::Transaction& transaction, const Counted& counted);
std::int64_t forget_before(sql::Transaction& transaction, BusinessDate day);

}  // namespace dlfp::identity::daily_count_repository
