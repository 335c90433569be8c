// Customers, passwords and the access log as rows.
#pragma once

#include "core/identity/server/customer.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity::customer_repository {

struct AddedCustomer {
    CustomerId id;
    sql::Bytes wrapped_key;
    sql::Bytes mobile_sealed;
    sql::Bytes mobile_index;
    std::string masked_mobile;
    UtcTime registered_at;
};
/// False when number (or id) is taken.
bool add(sql::Transaction& transaction, const AddedCustomer& added);
std::optional<Customer> find(sql::Reader& reader, CustomerId id);
std::vector<CustomerDisplay> list_displays(sql::Reader& reader, const std::vector<CustomerId>& ids);
/// Not closed.
std::optional<CustomerId> find_by_mobile(sql::Reader& reader, const sql::Bytes& mobile_index);
bool id_number_is_taken(sql::Reader& reader, const sql::Bytes& id_number_index);
std::optional<SealedIdentity> find_sealed(sql::Reader& reader, CustomerId id);

struct VerifiedRow {
    CustomerId id;
    sql::Bytes name_sealed;
    sql::Bytes id_number_sealed;
    sql::Bytes id_number_index;
    std::string masked_name;
    UtcTime verified_at;
};
void store_verified(sql::Transaction& transaction, const VerifiedRow& row);
void store_display_mode(sql::Transaction& transaction, CustomerId id, DisplayMode mode);

/// One line of the access log.
struct Disclosure {
    UtcTime disclosed_at_us;
    sql::Bytes id;
    CustomerId customer_id;
    std::string caller_kind;
    sql::Bytes caller_id;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(Disclosure, (),
                      (disclosed_at_us, id, customer_id, caller_kind, caller_id, purpose))
void add_disclosure(sql::Transaction& transaction, const Disclosure& disclosure);
/// Newest first, at most 200.
std::vector<Disclosure> list_disclosures(sql::Reader& reader, CustomerId customer_id);

}  // namespace dlfp::identity::customer_repository

namespace dlfp::identity::password_repository {

/// A stored login password of a customer or staff member.
struct StoredPassword {
    std::string password_hash;
    UtcTime changed_at_us;
    bool must_change = false;
};
BOOST_DESCRIBE_STRUCT(StoredPassword, (), (password_hash, changed_at_us, must_change))

std::optional<StoredPassword> find(sql::Reader& reader, const IdBytes& subject_id);
void store(sql::Transaction& transaction, const IdBytes& subject_id,
           const StoredPassword& password);

}  // namespace dlfp::identity::password_repository
