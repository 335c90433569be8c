// SQL of identity_staff_totp, identity_staff_totp_enrolment and identity_staff_recovery_code.
#include "core/identity/server/second_factor_repository.h"

#include "platform/base/planted.h"

namespace dlfp::identity::second_factor_repository {
namespace {

constexpr sql::Query find_totp{
    "identity.find_staff_totp",
    "SELECT staff_id, key_sealed, hash, last_counter, wrong_tries, locked_until_us, enrolled_at_us "
    "FROM identity_staff_totp WHERE staff_id = $1"};
constexpr sql::Query lock_totp{
    "identity.lock_staff_totp",
    "SELECT staff_id, key_sealed, hash, last_counter, wrong_tries, locked_until_us, enrolled_at_us "
    "FROM identity_staff_totp WHERE staff_id = $1 FOR UPDATE"};
constexpr sql::Query update_try{
    "identity.update_staff_totp_try",
    "UPDATE identity_staff_totp SET last_counter = $2, wrong_tries = $3, locked_until_us = $4 "
    "WHERE staff_id = $1"};
constexpr sql::Query delete_totp{"identity.delete_staff_totp",
                                 "DELETE FROM identity_staff_totp WHERE staff_id = $1"};
constexpr sql::Query lock_open_enrolment{
    "identity.lock_staff_totp_enrolment",
    "SELECT staff_id, key_sealed, hash, opened_at_us FROM identity_staff_totp_enrolment "
    "WHERE staff_id = $1 FOR UPDATE"};
constexpr sql::Query delete_enrolment{
    "identity.delete_staff_totp_enrolment",
    "DELETE FROM identity_staff_totp_enrolment WHERE staff_id = $1"};
constexpr sql::Query delete_codes{"identity.delete_recovery_codes",
                                  "DELETE FROM identity_staff_recovery_code WHERE staff_id = $1"};
constexpr sql::Query insert_code{
    "identity.insert_recovery_code",
    "INSERT INTO identity_staff_recovery_code (staff_id, code_mac) VALUES ($1, $2)"};
constexpr sql::Query use_code{"identity.use_recovery_code",
                              "UPDATE identity_staff_recovery_code SET used_at_us = $3 "
                              "WHERE staff_id = $1 AND code_mac = $2 AND used_at_us IS NULL"};
constexpr sql::Query count_codes{
    "identity.count_recovery_codes",
    "SELECT COUNT(*) FROM identity_staff_recovery_code WHERE staff_id = $1 AND used_at_us IS NULL"};

}  // namespace

std::optional<StoredTotp> find(sql::Reader& reader, StaffId staff_id) {
    return reader.find<StoredTotp>(find_totp, staff_id);
}

std::optional<StoredTotp> lock(sql::Transaction& transaction, StaffId staff_id) {
    return transaction.find<StoredTotp>(lock_totp, staff_id);
}

void store_try(sql::Transaction& transaction, const StoredTotp& totp) {
    transaction.execute(update_try, totp.staff_id, totp.last_counter, totp.wrong_tries,
                        totp.locked_until_us);
}

void replace(sql::Transaction& transaction, const StoredTotp& totp) {
    transaction.execute(delete_totp, totp.staff_id);
    transaction.insert("identity_staff_totp", totp);
}

bool remove(sql::Transaction& transaction, StaffId staff_id) {
    end_enrolment(transaction, staff_id);
    transaction.execute(delete_codes, staff_id);
    return transaction.execute(delete_totp, staff_id) == 1;
}

void open_enrolment(sql::Transaction& transaction, const OpenEnrolment& enrolment) {
    end_enrolment(transaction, enrolment.staff_id);
    transaction.insert("identity_staff_totp_enrolment", enrolment);
}

std::optional<OpenEnrolment> lock_enrolment(sql::Transaction& transaction, StaffId staff_id) {
    return transaction.find<OpenEnrolment>(lock_open_enrolment, staff_id);
}

void end_enrolment(sql::Transaction& transaction, StaffId staff_id) {
    transaction.execute(delete_enrolment, staff_id);
}

void replace_recovery_codes(sql::Transaction& transaction, StaffId staff_id,
                            const std::vector<sql::Bytes>& code_macs) {
    transaction.execute(delete_codes, staff_id);
    for (const auto& code_mac : code_macs) transaction.execute(insert_code, staff_id, code_mac);
}

bool use_recovery_code(sql::Transaction& transaction, StaffId staff_id, const sql::Bytes& code_mac,
                       UtcTime now) {
    if (planted("identity.recovery_code_twice"))
        return transaction.execute(use_code, staff_id, code_mac, std::optional<UtcTime>{}) == 1;
    return transaction.execute(use_code, staff_id, code_mac, now) == 1;
}

std::int64_t count_recovery_codes(sql::Reader& reader, StaffId staff_id) {
    return reader.find<std::int64_t>(count_codes, staff_id).value_or(0);
}

}  // namespace dlfp::identity::second_factor_repository
