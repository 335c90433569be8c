// SQL of identity_payment_pin.
#include "core/identity/server/payment_pin_repository.h"

namespace dlfp::identity::payment_pin_repository {
namespace {

constexpr sql::Query find_pin{
    "identity.find_payment_pin",
    "SELECT customer_id, pin_hash, version, wrong_tries, locked_at_us, changed_at_us "
    "FROM identity_payment_pin WHERE customer_id = $1"};
constexpr sql::Query lock_pin{
    "identity.lock_payment_pin",
    "SELECT customer_id, pin_hash, version, wrong_tries, locked_at_us, changed_at_us "
    "FROM identity_payment_pin WHERE customer_id = $1 FOR UPDATE"};
constexpr sql::Query replace_pin{
    "identity.replace_payment_pin",
    "UPDATE identity_payment_pin SET pin_hash = $2, version = version + 1, wrong_tries = 0, "
    "locked_at_us = NULL, changed_at_us = $3 WHERE customer_id = $1"};
constexpr sql::Query store_pin_tries{
    "identity.store_payment_pin_tries",
    "UPDATE identity_payment_pin SET wrong_tries = $2, locked_at_us = $3 WHERE customer_id = $1"};

}  // namespace

std::optional<StoredPin> find(sql::Reader& reader, CustomerId customer_id) {
    return reader.find<StoredPin>(find_pin, customer_id);
}

std::optional<StoredPin> lock(sql::Transaction& transaction, CustomerId customer_id) {
    return transaction.find<StoredPin>(lock_pin, customer_id);
}

bool add(sql::Transaction& transaction, const StoredPin& pin) {
    return transaction.insert_if_absent("identity_payment_pin", pin) == 1;
}

void replace(sql::Transaction& transaction, CustomerId customer_id, std::string_view pin_hash,
             UtcTime now) {
    transaction.execute(replace_pin, customer_id, pin_hash, now);
}

void store_tries(sql::Transaction& transaction, const StoredPin& pin) {
    transaction.execute(store_pin_tries, pin.customer_id, pin.wrong_tries, pin.locked_at_us);
}

}  // namespace dlfp::identity::payment_pin_repository
