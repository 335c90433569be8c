// Staff, their roles and organisations as rows.
#pragma once

#include "core/identity/server/staff.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity::staff_repository {

bool add(sql::Transaction& transaction, const StaffMember& staff);
std::optional<StaffMember> find(sql::Reader& reader, StaffId id);
/// As above, row-locked.
std::optional<StaffMember> lock(sql::Transaction& transaction, StaffId id);
std::optional<StaffMember> find_by_login(sql::Reader& reader, std::string_view login_name);
/// Newest first, older than `before` (nil: all), at most `limit`.
std::vector<StaffMember> list(sql::Reader& reader, OrganisationId organisation_id, StaffId before,
                              std::int64_t limit);
std::vector<StaffId> list_ids(sql::Reader& reader, OrganisationId organisation_id);
void store_status(sql::Transaction& transaction, StaffId id, StaffStatus status);
std::vector<std::string> list_roles(sql::Reader& reader, StaffId id);
void replace_roles(sql::Transaction& transaction, StaffId id,
                   const std::vector<std::string>& roles);

}  // namespace dlfp::identity::staff_repository

namespace dlfp::identity::organisation_repository {

/// False when id or registration number is taken.
bool add(sql::Transaction& transaction, const Organisation& organisation);
std::optional<Organisation> find(sql::Reader& reader, OrganisationId id);
/// At most 200, in order of creation.
std::vector<Organisation> list(sql::Reader& reader);
void store_status(sql::Transaction& transaction, OrganisationId id, OrganisationStatus status);

}  // namespace dlfp::identity::organisation_repository
