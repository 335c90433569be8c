// One unit: whether the bank has staff is asked where the first one is written.
#include "core/identity/server/first_admin.h"

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/password_rules.h"
#include "core/identity/server/staff_repository.h"
#include "platform/api/audit_port.h"

namespace dlfp::identity {
namespace {

constexpr std::string_view administrator_role = "bank_admin";

void record(api::Platform& platform, sql::Transaction& transaction, const StaffMember& staff) {
    auto* audit = platform.ports.find<api::AuditPort>();
    if (audit == nullptr) return;
    const api::Caller operator_of_machine{.kind = api::CallerKind::staff,
                                          .id = staff.id.bytes(),
                                          .session_id = {},
                                          .organisation_id = bank_organisation_id.bytes(),
                                          .permissions = {}};
    audit->record(transaction, {.action = "identity.create_first_admin",
                                .caller = operator_of_machine,
                                .at = staff.created_at_us,
                                .request_id = "dlfpctl",
                                .subject_kind = "identity_staff",
                                .subject_id = staff.id.to_text(),
                                .changes = {{"login_name", "", staff.login_name},
                                            {"roles", "", std::string(administrator_role)}}});
}

}  // namespace

Result<StaffId> create_first_admin(api::Platform& platform, const FirstAdmin& admin) {
    const auto login_name = normal_login_name(admin.login_name);
    if (!login_name || admin.name.empty()) return login_name_malformed;
    TRY_DONE(decide_staff_password(admin.password, *login_name));
    const auto hash = platform.ports.get<Vault>().passwords().hash(admin.password);
    const auto now = platform.clock.now();
    const StaffMember staff{platform.random.next_id<StaffTag>(now),
                            bank_organisation_id,
                            *login_name,
                            admin.name,
                            StaffStatus::active,
                            now};
    return platform.database.write([&](sql::Transaction& transaction) -> Result<StaffId> {
        if (!staff_repository::list_ids(transaction, bank_organisation_id).empty())
            return first_admin_exists;
        staff_repository::add(transaction, staff);
        staff_repository::replace_roles(transaction, staff.id, {std::string(administrator_role)});
        password_repository::store(transaction, staff.id.bytes(), {hash, now, true});
        record(platform, transaction, staff);
        return staff.id;
    });
}

}  // namespace dlfp::identity
