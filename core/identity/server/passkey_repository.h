// Passkeys and open ceremonies as rows.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"
#include "platform/runtime/webauthn/passkey.h"

namespace dlfp::identity {

struct PasskeyTag {
    static constexpr std::string_view prefix = "pky";
};
using PasskeyId = Id<PasskeyTag>;
struct PasskeyCeremonyTag {
    static constexpr std::string_view prefix = "pkc";
};
using PasskeyCeremonyId = Id<PasskeyCeremonyTag>;

}  // namespace dlfp::identity

namespace dlfp::webauthn {
BOOST_DESCRIBE_ENUM(Attestation, none, self, model)
}

namespace dlfp::identity::passkey_repository {

struct StoredPasskey {
    PasskeyId id;
    CustomerId customer_id;
    sql::Bytes credential_id;
    sql::Bytes public_key;
    std::int64_t algorithm = 0;
    sql::Bytes model;
    webauthn::Attestation attestation{};
    std::int64_t sign_count = 0;
    bool is_backup_eligible = false;
    bool is_backed_up = false;
    std::string title;
    UtcTime created_at_us;
    std::optional<UtcTime> last_used_at_us;
};
BOOST_DESCRIBE_STRUCT(StoredPasskey, (),
                      (id, customer_id, credential_id, public_key, algorithm, model, attestation,
                       sign_count, is_backup_eligible, is_backed_up, title, created_at_us,
                       last_used_at_us))

enum class CeremonyPurpose { registration, log_in };
BOOST_DESCRIBE_ENUM(CeremonyPurpose, registration, log_in)

struct OpenCeremony {
    PasskeyCeremonyId id;
    CeremonyPurpose purpose{};
    std::optional<CustomerId> customer_id;  ///< of registrations
    sql::Bytes challenge;
    UtcTime expires_at_us;
};
BOOST_DESCRIBE_STRUCT(OpenCeremony, (), (id, purpose, customer_id, challenge, expires_at_us))

void open(sql::Transaction& transaction, const OpenCeremony& ceremony);
std::optional<OpenCeremony> find_ceremony(sql::Reader& reader, PasskeyCeremonyId id);
/// False when it was closed before: of many answers to one challenge one is looked at.
bool close(sql::Transaction& transaction, PasskeyCeremonyId id);
std::int64_t forget_ceremonies_before(sql::Transaction& transaction, UtcTime time);

/// False when the credential is somebody's already.
bool add(sql::Transaction& transaction, const StoredPasskey& passkey);
std::optional<StoredPasskey> find_by_credential(sql::Reader& reader, sql::BytesView credential_id);
/// Newest first.
std::vector<StoredPasskey> list(sql::Reader& reader, CustomerId customer_id);
/// False when the customer has no such passkey; likewise `remove`.
bool rename(sql::Transaction& transaction, const StoredPasskey& renamed);
bool remove(sql::Transaction& transaction, CustomerId customer_id, PasskeyId id);
/// False when it was removed meanwhile.
bool note_use(sql::Transaction& transaction, PasskeyId id, const webauthn::Assertion& assertion,
              UtcTime now);

}  // namespace dlfp::identity::passkey_repository
