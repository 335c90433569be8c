// Authenticator apps of staff and their recovery codes as rows.
#pragma once

#include <vector>

#include "core/identity/server/ids.h"
#include "core/identity/server/second_factor_rules.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity::second_factor_repository {

/// The app in use.
struct StoredTotp {
    StaffId staff_id;
    sql::Bytes key_sealed;
    crypto::OtpHash hash{};
    std::int64_t last_counter = 0;  ///< of the newest code that was accepted
    std::int64_t wrong_tries = 0;
    UtcTime locked_until_us;
    UtcTime enrolled_at_us;
};
BOOST_DESCRIBE_STRUCT(StoredTotp, (),
                      (staff_id, key_sealed, hash, last_counter, wrong_tries, locked_until_us,
                       enrolled_at_us))

/// A key that waits for its first code.
struct OpenEnrolment {
    StaffId staff_id;
    sql::Bytes key_sealed;
    crypto::OtpHash hash{};
    UtcTime opened_at_us;
};
BOOST_DESCRIBE_STRUCT(OpenEnrolment, (), (staff_id, key_sealed, hash, opened_at_us))

std::optional<StoredTotp> find(sql::Reader& reader, StaffId staff_id);
/// As above, row-locked.
std::optional<StoredTotp> lock(sql::Transaction& transaction, StaffId staff_id);
void store_try(sql::Transaction& transaction, const StoredTotp& totp);
/// Puts the app in place of an earlier one.
void replace(sql::Transaction& transaction, const StoredTotp& totp);
/// Removes app, open enrolment and recovery codes; false when there was no app.
bool remove(sql::Transaction& transaction, StaffId staff_id);

void open_enrolment(sql::Transaction& transaction, const OpenEnrolment& enrolment);
std::optional<OpenEnrolment> lock_enrolment(sql::Transaction& transaction, StaffId staff_id);
void end_enrolment(sql::Transaction& transaction, StaffId staff_id);

void replace_recovery_codes(sql::Transaction& transaction, StaffId staff_id,
                            const std::vector<sql::Bytes>& code_macs);
/// False when there is no such unused code.
bool use_recovery_code(sql::Transaction& transaction, StaffId staff_id, const sql::Bytes& code_mac,
                       UtcTime now);
std::int64_t count_recovery_codes(sql::Reader& reader, StaffId staff_id);

}  // namespace dlfp::identity::second_factor_repository
