// SQL of identity_passkey and identity_passkey_ceremony.
#include "core/identity/server/passkey_repository.h"

#include "platform/base/planted.h"

namespace dlfp::identity::passkey_repository {
namespace {

constexpr sql::Query find_open{
    "identity.find_passkey_ceremony",
    "SELECT id, purpose, customer_id, challenge, expires_at_us FROM identity_passkey_ceremony "
    "WHERE id = $1"};
constexpr sql::Query close_open{"identity.close_passkey_ceremony",
                                "DELETE FROM identity_passkey_ceremony WHERE id = $1"};
constexpr sql::Query delete_old{"identity.delete_old_passkey_ceremonies",
                                "DELETE FROM identity_passkey_ceremony WHERE expires_at_us < $1"};
constexpr sql::Query find_credential{
    "identity.find_passkey_by_credential",
    "SELECT id, customer_id, credential_id, public_key, algorithm, model, attestation, "
    "sign_count, is_backup_eligible, is_backed_up, title, created_at_us, last_used_at_us "
    "FROM identity_passkey WHERE credential_id = $1"};
constexpr sql::Query list_passkeys{
    "identity.list_passkeys",
    "SELECT id, customer_id, credential_id, public_key, algorithm, model, attestation, "
    "sign_count, is_backup_eligible, is_backed_up, title, created_at_us, last_used_at_us "
    "FROM identity_passkey WHERE customer_id = $1 ORDER BY id DESC LIMIT 50"};
constexpr sql::Query rename_passkey{
    "identity.rename_passkey",
    "UPDATE identity_passkey SET title = $3 WHERE id = $1 AND customer_id = $2"};
constexpr sql::Query delete_passkey{
    "identity.delete_passkey", "DELETE FROM identity_passkey WHERE id = $1 AND customer_id = $2"};
constexpr sql::Query update_use{
    "identity.note_passkey_use",
    "UPDATE identity_passkey SET sign_count = $2, is_backed_up = $3, last_used_at_us = $4 "
    "WHERE id = $1"};

}  // namespace

void open(sql::Transaction& transaction, const OpenCeremony& ceremony) {
    transaction.insert("identity_passkey_ceremony", ceremony);
}

std::optional<OpenCeremony> find_ceremony(sql::Reader& reader, PasskeyCeremonyId id) {
    return reader.find<OpenCeremony>(find_open, id);
}

bool close(sql::Transaction& transaction, PasskeyCeremonyId id) {
    if (planted("identity.passkey_challenge_twice")) return true;
    return transaction.execute(close_open, id) == 1;
}

std::int64_t forget_ceremonies_before(sql::Transaction& transaction, UtcTime time) {
    return transaction.execute(delete_old, time);
}

bool add(sql::Transaction& transaction, const StoredPasskey& passkey) {
    return transaction.insert_if_absent("identity_passkey", passkey) == 1;
}

std::optional<StoredPasskey> find_by_credential(sql::Reader& reader, sql::BytesView credential_id) {
    return reader.find<StoredPasskey>(find_credential, credential_id);
}

std::vector<StoredPasskey> list(sql::Reader& reader, CustomerId customer_id) {
    return reader.list<StoredPasskey>(list_passkeys, customer_id);
}

bool rename(sql::Transaction& transaction, const StoredPasskey& renamed) {
    return transaction.execute(rename_passkey, renamed.id, renamed.customer_id, renamed.title) == 1;
}

bool remove(sql::Transaction& transaction, CustomerId customer_id, PasskeyId id) {
    return transaction.execute(delete_passkey, id, customer_id) == 1;
}

bool note_use(sql::Transaction& transaction, PasskeyId id, const webauthn::Assertion& assertion,
              UtcTime now) {
    return transaction.execute(update_use, id, assertion.sign_count, assertion.is_backed_up, now) ==
           1;
}

}  // namespace dlfp::identity::passkey_repository
