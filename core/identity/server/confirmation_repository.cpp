// SQL of identity_confirmation.
#include "core/identity/server/confirmation_repository.h"

namespace dlfp::identity::confirmation_repository {
namespace {

constexpr sql::Query find_open{
    "identity.find_confirmation",
    "SELECT id, customer_id, session_id, operation_digest, challenge, expires_at_us "
    "FROM identity_confirmation WHERE id = $1"};
constexpr sql::Query close_open{"identity.close_confirmation",
                                "DELETE FROM identity_confirmation WHERE id = $1"};
constexpr sql::Query delete_old{"identity.delete_old_confirmations",
                                "DELETE FROM identity_confirmation WHERE expires_at_us < $1"};

}  // namespace

void open(sql::Transaction& transaction, const OpenConfirmation& confirmation) {
    transaction.insert("identity_confirmation", confirmation);
}

std::optional<OpenConfirmation> find(sql::Reader& reader, ConfirmationId id) {
    return reader.find<OpenConfirmation>(find_open, id);
}

bool close(sql::Transaction& transaction, ConfirmationId id) {
    return transaction.execute(close_open, id) == 1;
}

std::int64_t forget_before(sql::Transaction& transaction, UtcTime time) {
    return transaction.execute(delete_old, time);
}

}  // namespace dlfp::identity::confirmation_repository
