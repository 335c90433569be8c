// Tenants come and pause; nothing of theirs is ever deleted.
#include "core/identity/server/administer_organisations.h"

#include "core/identity/server/session.h"
#include "core/identity/server/staff_repository.h"

namespace dlfp::identity {

bool is_credit_code(std::string_view text) {
    constexpr std::string_view characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (text.size() != 18) return false;
    std::size_t sum = 0;
    std::size_t weight = 1;
    for (const char character : text.substr(0, 17)) {
        const auto value = characters.find(character);
        if (value == characters.npos) return false;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return characters[(31 - sum % 31) % 31] == text[17];
}

Result<OrganisationList> list_organisations(const api::NoRequest&, api::ReadCall& call) {
    return OrganisationList{organisation_repository::list(call.reader())};
}

Result<Organisation> create_organisation(const CreateOrganisationRequest& request,
                                         api::Call& call) {
    if (!is_credit_code(request.registration_number)) return registration_number_malformed;
    Organisation organisation{.id = call.next_id<OrganisationTag>(),
                              .kind = OrganisationKind::scenario_operator,
                              .name = request.name,
                              .short_name = request.short_name,
                              .registration_number = request.registration_number,
                              .status = OrganisationStatus::active,
                              .created_at_us = call.now()};
    if (!organisation_repository::add(call.transaction(), organisation)) return organisation_exists;
    call.about("identity_organisation", organisation.id.to_text());
    call.changed("name", "", organisation.name);
    return organisation;
}

Result<Done> set_organisation_status(const SetOrganisationStatusRequest& request, api::Call& call) {
    if (request.organisation_id == bank_organisation_id) return organisation_is_the_bank;
    TRY(const auto organisation, find_organisation(call.transaction(), request.organisation_id));
    organisation_repository::store_status(call.transaction(), organisation.id, request.status);
    if (request.status == OrganisationStatus::suspended)
        for (const auto& staff_id : staff_repository::list_ids(call.transaction(), organisation.id))
            end_other_sessions(call, staff_id.bytes(), SessionId{});
    call.about("identity_organisation", organisation.id.to_text());
    call.changed("status", boost::describe::enum_to_string(organisation.status, ""),
                 boost::describe::enum_to_string(request.status, ""));
    return done;
}

}  // namespace dlfp::identity
