// SQL of identity_staff, identity_staff_role and identity_organisation.
#include "core/identity/server/staff_repository.h"

namespace dlfp::identity::staff_repository {
namespace {

constexpr sql::Query find_staff{
    "identity.find_staff",
    "SELECT id, organisation_id, login_name, name, status, created_at_us FROM identity_staff "
    "WHERE id = $1"};
constexpr sql::Query lock_staff{
    "identity.lock_staff",
    "SELECT id, organisation_id, login_name, name, status, created_at_us FROM identity_staff "
    "WHERE id = $1 FOR UPDATE"};
constexpr sql::Query find_staff_by_login{
    "identity.find_staff_by_login",
    "SELECT id, organisation_id, login_name, name, status, created_at_us FROM identity_staff "
    "WHERE login_name = $1"};
constexpr sql::Query list_staff{
    "identity.list_staff",
    "SELECT id, organisation_id, login_name, name, status, created_at_us FROM identity_staff "
    "WHERE organisation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"};
constexpr sql::Query list_staff_ids{
    "identity.list_staff_ids",
    "SELECT id FROM identity_staff WHERE organisation_id = $1 ORDER BY id LIMIT 10000"};
constexpr sql::Query update_staff_status{"identity.update_staff_status",
                                         "UPDATE identity_staff SET status = $2 WHERE id = $1"};
constexpr sql::Query list_staff_roles{
    "identity.list_staff_roles",
    "SELECT role FROM identity_staff_role WHERE staff_id = $1 ORDER BY role"};
constexpr sql::Query delete_staff_roles{"identity.delete_staff_roles",
                                        "DELETE FROM identity_staff_role WHERE staff_id = $1"};
constexpr sql::Query insert_staff_role{
    "identity.insert_staff_role",
    "INSERT INTO identity_staff_role (staff_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING"};

StaffId newest_possible() {
    IdBytes bytes;
    bytes.fill(0xFF);
    return StaffId{bytes};
}

}  // namespace

bool add(sql::Transaction& transaction, const StaffMember& staff) {
    return transaction.insert_if_absent("identity_staff", staff) == 1;
}

std::optional<StaffMember> find(sql::Reader& reader, StaffId id) {
    return reader.find<StaffMember>(find_staff, id);
}

std::optional<StaffMember> lock(sql::Transaction& transaction, StaffId id) {
    return transaction.find<StaffMember>(lock_staff, id);
}

std::optional<StaffMember> find_by_login(sql::Reader& reader, std::string_view login_name) {
    return reader.find<StaffMember>(find_staff_by_login, login_name);
}

std::vector<StaffMember> list(sql::Reader& reader, OrganisationId organisation_id, StaffId before,
                              std::int64_t limit) {
    if (before.is_nil()) before = newest_possible();
    return reader.list<StaffMember>(list_staff, organisation_id, before, limit);
}

std::vector<StaffId> list_ids(sql::Reader& reader, OrganisationId organisation_id) {
    return reader.list<StaffId>(list_staff_ids, organisation_id);
}

void store_status(sql::Transaction& transaction, StaffId id, StaffStatus status) {
    transaction.execute(update_staff_status, id, status);
}

std::vector<std::string> list_roles(sql::Reader& reader, StaffId id) {
    return reader.list<std::string>(list_staff_roles, id);
}

void replace_roles(sql::Transaction& transaction, StaffId id,
                   const std::vector<std::string>& roles) {
    transaction.execute(delete_staff_roles, id);
    for (const auto& role : roles) transaction.execute(insert_staff_role, id, role);
}

}  // namespace dlfp::identity::staff_repository

namespace dlfp::identity::organisation_repository {
namespace {

constexpr sql::Query find_row{
    "identity.find_organisation",
    "SELECT id, kind, name, short_name, registration_number, status, created_at_us "
    "FROM identity_organisation WHERE id = $1"};
constexpr sql::Query list_rows{
    "identity.list_organisations",
    "SELECT id, kind, name, short_name, registration_number, status, created_at_us "
    "FROM identity_organisation ORDER BY id LIMIT 200"};
constexpr sql::Query update_status{"identity.update_organisation_status",
                                   "UPDATE identity_organisation SET status = $2 WHERE id = $1"};

}  // namespace

bool add(sql::Transaction& transaction, const Organisation& organisation) {
    return transaction.insert_if_absent("identity_organisation", organisation) == 1;
}

std::optional<Organisation> find(sql::Reader& reader, OrganisationId id) {
    return reader.find<Organisation>(find_row, id);
}

std::vector<Organisation> list(sql::Reader& reader) { return reader.list<Organisation>(list_rows); }

void store_status(sql::Transaction& transaction, OrganisationId id, OrganisationStatus status) {
    transaction.execute(update_status, id, status);
}

}  // namespace dlfp::identity::organisation_repository
