// Who somebody is: the façade of this module for every other one.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/failures.h"
#include "core/identity/server/ids.h"
#include "core/identity/server/mobile_number.h"
#include "core/identity/server/permissions.h"
#include "platform/api/call.h"
#include "platform/base/secret.h"

namespace dlfp::identity {

/// The caller's typed ids. A caller of another kind is a fault of the endpoint's declaration and
/// throws std::logic_error.
CustomerId customer_of(const api::Caller& caller);
StaffId staff_of(const api::Caller& caller);
/// The tenant of a staff member or device: the filter of every row that staff see.
OrganisationId organisation_of(const api::Caller& caller);
SessionId session_of(const api::Caller& caller);

/// Whether this session belongs to a verified customer.
inline bool is_verified(const api::Caller& caller) { return caller.may(verified_customer); }

/// How a customer appears on screens of others: masked name (mobile where no name is known yet).
struct CustomerDisplay {
    CustomerId customer_id;
    std::string masked_name;    ///< "*三"; empty before the real-name check
    std::string masked_mobile;  ///< "138****8000"
    bool verified = false;
};
BOOST_DESCRIBE_STRUCT(CustomerDisplay, (), (customer_id, masked_name, masked_mobile, verified))

/// customer_not_found for unknown ids. No decryption: masked forms are stored.
Result<CustomerDisplay> customer_display(sql::Reader& reader, CustomerId customer_id);
/// As above for many (≤ 200); unknown ids are left out, order follows the ids.
std::vector<CustomerDisplay> customer_displays(sql::Reader& reader,
                                               const std::vector<CustomerId>& customer_ids);

/// Whether the customer passed the real-name check, as stored; false for unknown ids.
bool is_verified(sql::Reader& reader, CustomerId customer_id);

/// By blind index; the table holds no number in clear. Closed customers are not found.
std::optional<CustomerId> find_customer_by_mobile(const api::Platform& platform,
                                                  sql::Reader& reader, const MobileNumber& mobile);

/// Personal values in clear, for questions to the host and contracts. Clear them soon.
struct VerifiedIdentity {
    Secret<> name;
    Secret<> id_number;
    Secret<> mobile;
};
/// Decrypts a verified customer's identity for the named purpose ("account.open"): each disclosure
/// is written to the access log with caller, subject and purpose (JR/T 0171, FI-11). Works in
/// `prepare` and in writes. customer_not_found, customer_not_verified.
Result<VerifiedIdentity> verified_identity(const api::ReadCall& call, CustomerId customer_id,
                                           std::string_view purpose);
/// The mobile number alone, of any customer, logged the same way.
Result<Secret<>> customer_mobile(const api::ReadCall& call, CustomerId customer_id,
                                 std::string_view purpose);

/// A customer made from a list (3.1.3-8): no password yet, logs in by SMS code and sets one.
struct Enrolment {
    MobileNumber mobile;
};
/// The customer with this number, enrolled now when there was none.
CustomerId find_or_enrol_customer(const api::Platform& platform, sql::Transaction& transaction,
                                  const Enrolment& enrolment);

enum class OrganisationKind { bank, scenario_operator };
BOOST_DESCRIBE_ENUM(OrganisationKind, bank, scenario_operator)
enum class OrganisationStatus { active, suspended };
BOOST_DESCRIBE_ENUM(OrganisationStatus, active, suspended)

/// A tenant: the bank or an operator of scenarios.
struct Organisation {
    OrganisationId id;
    OrganisationKind kind{};
    std::string name;
    std::string short_name;
    std::string registration_number;  ///< unified social credit code
    OrganisationStatus status{};
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(Organisation, (),
                      (id, kind, name, short_name, registration_number, status, created_at_us))

/// organisation_not_found.
Result<Organisation> find_organisation(sql::Reader& reader, OrganisationId organisation_id);

/// Name of a staff member for records and tickets ("李经理"); staff_not_found.
Result<std::string> staff_name(sql::Reader& reader, StaffId staff_id);

}  // namespace dlfp::identity
