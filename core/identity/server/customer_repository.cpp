// SQL of identity_customer, identity_disclosure and identity_password.
#include "core/identity/server/customer_repository.h"

namespace dlfp::identity::customer_repository {
namespace {

constexpr sql::Query insert_customer{
    "identity.insert_customer",
    "INSERT INTO identity_customer (id, wrapped_key, mobile_sealed, mobile_index, masked_mobile, "
    "masked_name, tier, status, display_mode, registered_at_us) "
    "VALUES ($1, $2, $3, $4, $5, '', 'registered', 'active', 'standard', $6) "
    "ON CONFLICT DO NOTHING"};
constexpr sql::Query find_customer{
    "identity.find_customer",
    "SELECT id, masked_mobile, masked_name, tier, status, display_mode, registered_at_us, "
    "verified_at_us FROM identity_customer WHERE id = $1"};
constexpr sql::Query find_customer_by_index{
    "identity.find_customer_by_mobile",
    "SELECT id FROM identity_customer WHERE mobile_index = $1 AND status <> 'closed'"};
constexpr sql::Query count_id_number{
    "identity.count_id_number",
    "SELECT COUNT(*) FROM identity_customer WHERE id_number_index = $1"};
constexpr sql::Query find_sealed_identity{
    "identity.find_sealed_identity",
    "SELECT wrapped_key, mobile_sealed, name_sealed, id_number_sealed FROM identity_customer "
    "WHERE id = $1"};
constexpr sql::Query update_verified{
    "identity.update_verified",
    "UPDATE identity_customer SET name_sealed = $2, id_number_sealed = $3, id_number_index = $4, "
    "masked_name = $5, verified_at_us = $6, tier = 'verified' WHERE id = $1"};
constexpr sql::Query update_display_mode{
    "identity.update_display_mode", "UPDATE identity_customer SET display_mode = $2 WHERE id = $1"};
constexpr sql::Query list_customer_disclosures{
    "identity.list_disclosures",
    "SELECT disclosed_at_us, id, customer_id, caller_kind, caller_id, purpose "
    "FROM identity_disclosure WHERE customer_id = $1 "
    "ORDER BY disclosed_at_us DESC, id DESC LIMIT 200"};

CustomerDisplay display_of(const Customer& customer) {
    return {customer.id, customer.masked_name, customer.masked_mobile,
            customer.tier == CustomerTier::verified};
}

}  // namespace

bool add(sql::Transaction& transaction, const AddedCustomer& added) {
    return transaction.execute(insert_customer, added.id, added.wrapped_key, added.mobile_sealed,
                               added.mobile_index, added.masked_mobile, added.registered_at) == 1;
}

std::optional<Customer> find(sql::Reader& reader, CustomerId id) {
    return reader.find<Customer>(find_customer, id);
}

std::vector<CustomerDisplay> list_displays(sql::Reader& reader,
                                           const std::vector<CustomerId>& ids) {
    std::vector<CustomerDisplay> displays;
    displays.reserve(ids.size());
    for (const auto& id : ids)
        if (const auto customer = find(reader, id)) displays.push_back(display_of(*customer));
    return displays;
}

std::optional<CustomerId> find_by_mobile(sql::Reader& reader, const sql::Bytes& mobile_index) {
    return reader.find<CustomerId>(find_customer_by_index, mobile_index);
}

bool id_number_is_taken(sql::Reader& reader, const sql::Bytes& id_number_index) {
    return reader.value<std::int64_t>(count_id_number, id_number_index) > 0;
}

std::optional<SealedIdentity> find_sealed(sql::Reader& reader, CustomerId id) {
    return reader.find<SealedIdentity>(find_sealed_identity, id);
}

void store_verified(sql::Transaction& transaction, const VerifiedRow& row) {
    transaction.execute(update_verified, row.id, row.name_sealed, row.id_number_sealed,
                        row.id_number_index, row.masked_name, row.verified_at);
}

void store_display_mode(sql::Transaction& transaction, CustomerId id, DisplayMode mode) {
    transaction.execute(update_display_mode, id, mode);
}

void add_disclosure(sql::Transaction& transaction, const Disclosure& disclosure) {
    transaction.insert("identity_disclosure", disclosure);
}

std::vector<Disclosure> list_disclosures(sql::Reader& reader, CustomerId customer_id) {
    return reader.list<Disclosure>(list_customer_disclosures, customer_id);
}

}  // namespace dlfp::identity::customer_repository

namespace dlfp::identity::password_repository {
namespace {

constexpr sql::Query find_password{
    "identity.find_password",
    "SELECT password_hash, changed_at_us, must_change FROM identity_password "
    "WHERE subject_id = $1"};
constexpr sql::Query store_password{
    "identity.store_password",
    "INSERT INTO identity_password (subject_id, password_hash, changed_at_us, must_change) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (subject_id) DO UPDATE SET "
    "password_hash = excluded.password_hash, changed_at_us = excluded.changed_at_us, "
    "must_change = excluded.must_change"};

}  // namespace

std::optional<StoredPassword> find(sql::Reader& reader, const IdBytes& subject_id) {
    return reader.find<StoredPassword>(find_password, bytes_view(subject_id));
}

void store(sql::Transaction& transaction, const IdBytes& subject_id,
           const StoredPassword& password) {
    transaction.execute(store_password, bytes_view(subject_id), password.password_hash,
                        password.changed_at_us, password.must_change);
}

}  // namespace dlfp::identity::password_repository
