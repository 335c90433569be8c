// Organisations as tenants: the bank creates and suspends operators.
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

struct OrganisationList {
    std::vector<Organisation> items;
};
BOOST_DESCRIBE_STRUCT(OrganisationList, (), (items))

Result<OrganisationList> list_organisations(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto list_organisations_endpoint =
    api::get<&list_organisations>("/identity/organisations")
        .doc("All organisations: the bank and its scenario operators.")
        .for_staff(view_organisations)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();

struct CreateOrganisationRequest {
    api::Text<100, 2> name;
    api::Text<20, 2> short_name;
    api::Text<18, 18> registration_number;  ///< unified social credit code, GB 32100
};
BOOST_DESCRIBE_STRUCT(CreateOrganisationRequest, (), (name, short_name, registration_number))

/// A scenario operator. The check character of the registration number is checked.
Result<Organisation> create_organisation(const CreateOrganisationRequest& request, api::Call& call);

inline constexpr auto create_organisation_endpoint =
    api::post<&create_organisation>("/identity/organisations")
        .doc("Creates a scenario operator.")
        .for_staff(manage_organisations)
        .idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(organisation_exists, registration_number_malformed);

struct SetOrganisationStatusRequest {
    OrganisationId organisation_id;
    OrganisationStatus status{};
};
BOOST_DESCRIBE_STRUCT(SetOrganisationStatusRequest, (), (organisation_id, status))

/// Suspension ends the sessions of all its staff at once.
Result<Done> set_organisation_status(const SetOrganisationStatusRequest& request, api::Call& call);

inline constexpr auto set_organisation_status_endpoint =
    api::put<&set_organisation_status>("/identity/organisations/{organisation_id}/status")
        .doc("Suspends a scenario operator or lets it work again.")
        .for_staff(manage_organisations)
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(organisation_not_found, organisation_is_the_bank);

/// Whether the 18 characters are a unified social credit code (GB 32100, MOD 31).
bool is_credit_code(std::string_view text);

}  // namespace dlfp::identity
