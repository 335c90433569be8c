// SQL of identity_sms_code and identity_daily_count.
#include "core/identity/server/sms_code_repository.h"

#include "platform/base/planted.h"

namespace dlfp::identity::sms_code_repository {
namespace {

constexpr sql::Query find_newest_code{
    "identity.find_newest_sms_code",
    "SELECT id, operation_digest, ticket, sent_at_us, expires_at_us, wrong_tries, used_at_us "
    "FROM identity_sms_code WHERE mobile_index = $1 AND purpose = $2 "
    "ORDER BY sent_at_us DESC, id DESC LIMIT 1"};
constexpr sql::Query lock_newest_code{
    "identity.lock_newest_sms_code",
    "SELECT id, operation_digest, ticket, sent_at_us, expires_at_us, wrong_tries, used_at_us "
    "FROM identity_sms_code WHERE mobile_index = $1 AND purpose = $2 "
    "ORDER BY sent_at_us DESC, id DESC LIMIT 1 FOR UPDATE"};
constexpr sql::Query find_last_sent_code{
    "identity.find_last_sms_code",
    "SELECT MAX(sent_at_us) FROM identity_sms_code WHERE mobile_index = $1"};
constexpr sql::Query insert_code{
    "identity.insert_sms_code",
    "INSERT INTO identity_sms_code (id, mobile_index, purpose, operation_digest, ticket, "
    "sent_at_us, expires_at_us, wrong_tries) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)"};
constexpr sql::Query count_try{
    "identity.count_wrong_sms_code",
    "UPDATE identity_sms_code SET wrong_tries = wrong_tries + 1 WHERE id = $1"};
constexpr sql::Query use_code{
    "identity.use_sms_code",
    "UPDATE identity_sms_code SET used_at_us = $2 WHERE id = $1 AND used_at_us IS NULL"};
constexpr sql::Query delete_old_codes{
    "identity.delete_old_sms_codes",
    "DELETE FROM identity_sms_code WHERE id IN "
    "(SELECT id FROM identity_sms_code WHERE id < $1 ORDER BY id LIMIT 10000)"};

}  // namespace

std::optional<SmsCode> find_newest(sql::Reader& reader, const sql::Bytes& mobile_index,
                                   SmsPurpose purpose) {
    return reader.find<SmsCode>(find_newest_code, mobile_index, purpose);
}

std::optional<SmsCode> lock_newest(sql::Transaction& transaction, const sql::Bytes& mobile_index,
                                   SmsPurpose purpose) {
    return transaction.find<SmsCode>(lock_newest_code, mobile_index, purpose);
}

std::optional<UtcTime> find_last_sent(sql::Reader& reader, const sql::Bytes& mobile_index) {
    return reader.value<std::optional<UtcTime>>(find_last_sent_code, mobile_index);
}

void add(sql::Transaction& transaction, const AddedCode& added) {
    transaction.execute(insert_code, added.code.id, added.mobile_index, added.purpose,
                        added.code.operation_digest, added.code.ticket, added.code.sent_at_us,
                        added.code.expires_at_us);
}

void count_wrong_try(sql::Transaction& transaction, const SmsCodeId& id) {
    transaction.execute(count_try, id);
}

bool mark_used(sql::Transaction& transaction, const SmsCodeId& id, UtcTime now) {
    if (planted("identity.code_used_twice")) return true;
    return close(transaction, id, now);
}

bool close(sql::Transaction& transaction, const SmsCodeId& id, UtcTime now) {
    return transaction.execute(use_code, id, now) == 1;
}

std::int64_t forget_before(sql::Transaction& transaction, UtcTime time) {
    // Ids begin with their time, so the primary key finds the old ones.
    IdBytes first{};
    const auto milliseconds = static_cast<std::uint64_t>(time.us() / 1000);
    for (std::size_t index = 0; index < 6; ++index)
        first[index] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - index)));
    return transaction.execute(delete_old_codes, SmsCodeId{first});
}

}  // namespace dlfp::identity::sms_code_repository

namespace dlfp::identity::daily_count_repository {
namespace {

constexpr sql::Query find_count{
    "identity.find_daily_count",
    "SELECT times FROM identity_daily_count WHERE day = $1 AND kind = $2 AND subject = $3"};
constexpr sql::Query lock_count{
    "identity.lock_daily_count",
    "SELECT times FROM identity_daily_count WHERE day = $1 AND kind = $2 AND subject = $3 "
    "FOR UPDATE"};
constexpr sql::Query begin_count{
    "identity.begin_daily_count",
    "INSERT INTO identity_daily_count (day, kind, subject, times) VALUES ($1, $2, $3, 0) "
    "ON CONFLICT DO NOTHING"};
constexpr sql::Query increase_count{"identity.increase_daily_count",
                                    "UPDATE identity_daily_count SET times = times + 1 "
                                    "WHERE day = $1 AND kind = $2 AND subject = $3"};
constexpr sql::Query delete_old_counts{"identity.delete_old_daily_counts",
                                       "DELETE FROM identity_daily_count WHERE day < $1"};

}  // namespace

std::int64_t find(sql::Reader& reader, const Counted& counted) {
    return reader.find<std::int64_t>(find_count, counted.day, counted.kind, counted.subject)
        .value_or(0);
}

std::int64_t lock(sql::Transaction& transaction, const Counted& counted) {
    transaction.execute(begin_count, counted.day, counted.kind, counted.subject);
    return transaction.value<std::int64_t>(lock_count, counted.day, counted.kind, counted.subject);
}

void add_one(sql::Transaction& transaction, const Counted& counted) {
    transaction.execute(increase_count, counted.day, counted.kind, counted.subject);
}

std::int64_t forget_before(sql::Transaction& transaction, BusinessDate day) {
    return transaction.execute(delete_old_counts, day);
}

}  // namespace dlfp::identity::daily_count_repository
