// A customer as this module keeps one: masked forms in clear, everything personal sealed.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "core/identity/server/identity.h"

namespace dlfp::identity {

/// What the bank knows of a customer (3.1.3-10 … 3.1.3-14).
enum class CustomerTier { registered, verified };
BOOST_DESCRIBE_ENUM(CustomerTier, registered, verified)
enum class CustomerStatus { active, frozen, closed };
BOOST_DESCRIBE_ENUM(CustomerStatus, active, frozen, closed)
/// Elder mode has large text, few functions and no advertising (9.1.3B).
enum class DisplayMode { standard, elder };
BOOST_DESCRIBE_ENUM(DisplayMode, standard, elder)

struct Customer {
    CustomerId id;
    std::string masked_mobile;
    std::string masked_name;
    CustomerTier tier{};
    CustomerStatus status{};
    DisplayMode display_mode{};
    UtcTime registered_at_us;
    std::optional<UtcTime> verified_at_us;
};
BOOST_DESCRIBE_STRUCT(Customer, (),
                      (id, masked_mobile, masked_name, tier, status, display_mode, registered_at_us,
                       verified_at_us))

/// The sealed half of the row.
struct SealedIdentity {
    sql::Bytes wrapped_key;
    sql::Bytes mobile_sealed;
    std::optional<sql::Bytes> name_sealed;
    std::optional<sql::Bytes> id_number_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedIdentity, (),
                      (wrapped_key, mobile_sealed, name_sealed, id_number_sealed))

class Vault;

/// A customer to be registered.
struct Registration {
    CustomerId id;
    MobileNumber mobile;
    UtcTime at;
};
/// Adds a registered customer; false when the number is taken.
bool add_customer(sql::Transaction& transaction, const Vault& vault,
                  const Registration& registration);

/// What a passed real-name check found out.
struct ProvenPerson {
    CustomerId customer_id;
    std::string name;
    std::string id_number;
    UtcTime at;
};
/// Seals name and number into the row and makes the customer verified; person_already_customer
/// when another customer has this id number.
Result<Done> mark_verified(sql::Transaction& transaction, const Vault& vault,
                           const ProvenPerson& person);

/// The sealed values opened, without a line in the access log: for this module's own rules.
struct OpenedIdentity {
    Secret<> mobile;
    Secret<> name;       ///< empty before the real-name check
    Secret<> id_number;  ///< empty before the real-name check
};
OpenedIdentity open_identity(sql::Reader& reader, const Vault& vault, CustomerId customer_id);

}  // namespace dlfp::identity
