// The demonstration's organisations and people. Their secrets are public, so this never runs
// outside development.
#include "core/identity/server/demo.h"

#include <stdexcept>

#include "core/identity/server/customer.h"
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/demo_rows.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/payment_pin_repository.h"
#include "core/identity/server/staff_repository.h"

namespace dlfp::identity {
namespace {

constexpr std::string_view customer_password = "Sunny-Canteen-88";
constexpr std::string_view staff_password = "Dlfp-Staff-2026";
constexpr std::string_view demo_pin = "284913";

struct DemoStaff {
    StaffId id;
    OrganisationId organisation_id;
    std::string_view login_name;
    std::string_view name;
    std::string_view role;
    std::string_view title_zh;
};
constexpr std::array demo_staff{
    DemoStaff{StaffId::fixed(3001), bank_organisation_id, "bank.admin", "赵敏", "bank_admin",
              "银行系统管理员"},
    DemoStaff{StaffId::fixed(3002), bank_organisation_id, "bank.operator", "钱伟", "bank_operator",
              "银行业务经办"},
    DemoStaff{StaffId::fixed(3003), bank_organisation_id, "bank.approver", "孙丽", "bank_approver",
              "银行业务复核"},
    DemoStaff{StaffId::fixed(3004), bank_organisation_id, "bank.auditor", "周正", "auditor",
              "银行审计"},
    DemoStaff{StaffId::fixed(3005), bank_organisation_id, "bank.compliance", "林洁",
              "compliance_officer", "银行合规"},
    DemoStaff{StaffId::fixed(3101), demo_operator_id, "canteen.manager", "吴经理",
              "operator_manager", "食堂经理"},
    DemoStaff{StaffId::fixed(3102), demo_operator_id, "canteen.cashier", "郑芳", "operator_cashier",
              "食堂收银员"},
    DemoStaff{StaffId::fixed(3103), demo_operator_id, "canteen.kitchen", "王师傅",
              "operator_kitchen", "食堂后厨"},
    DemoStaff{StaffId::fixed(3104), demo_operator_id, "canteen.approver", "冯主管",
              "operator_manager", "食堂主管（复核）"}};

std::string hash_of(const api::Platform& platform, std::string_view secret) {
    return platform.ports.get<Vault>().passwords().hash(Secret<>{std::string(secret)});
}

void add_customers(const api::Platform& platform, sql::Transaction& transaction) {
    const auto& vault = platform.ports.get<Vault>();
    const auto now = platform.clock.now();
    const auto add = [&](CustomerId id, std::string_view mobile) {
        add_customer(transaction, vault, {id, *MobileNumber::parse(mobile), now});
        password_repository::store(transaction, id.bytes(),
                                   {hash_of(platform, customer_password), now});
    };
    add(demo_verified_customer_id, demo_verified_mobile);
    add(demo_registered_customer_id, demo_registered_mobile);
    const auto verified = mark_verified(transaction, vault,
                                        {.customer_id = demo_verified_customer_id,
                                         .name = std::string(demo_verified_name),
                                         .id_number = std::string(demo_verified_id_number),
                                         .at = now});
    if (!verified) throw std::runtime_error("the demo customer is known under another number");
    payment_pin_repository::add(transaction, {.customer_id = demo_verified_customer_id,
                                              .pin_hash = hash_of(platform, demo_pin),
                                              .changed_at_us = now});
}

void add_staff(const api::Platform& platform, sql::Transaction& transaction) {
    const auto now = platform.clock.now();
    organisation_repository::add(transaction, {.id = demo_operator_id,
                                               .kind = OrganisationKind::scenario_operator,
                                               .name = "阳光餐饮服务有限公司",
                                               .short_name = "阳光食堂",
                                               .registration_number = "91330100MA2B00888K",
                                               .status = OrganisationStatus::active,
                                               .created_at_us = now});
    for (const auto& staff : demo_staff) {
        staff_repository::add(transaction,
                              {staff.id, staff.organisation_id, std::string(staff.login_name),
                               std::string(staff.name), StaffStatus::active, now});
        staff_repository::replace_roles(transaction, staff.id, {std::string(staff.role)});
        password_repository::store(transaction, staff.id.bytes(),
                                   {hash_of(platform, staff_password), now});
    }
}

}  // namespace

void load_demo(api::Platform& platform) {
    if (!platform.is_development) throw std::logic_error("demo people outside development");
    platform.database.write([&](sql::Transaction& transaction) {
        if (staff_repository::find(transaction, demo_staff.front().id)) return true;
        add_staff(platform, transaction);
        add_customers(platform, transaction);
        return true;
    });
}

std::vector<DemoLogin> demo_logins() {
    std::vector<DemoLogin> logins{
        {"实名客户 张三", demo_verified_mobile, customer_password, demo_pin, "h5"},
        {"注册客户（未实名）", demo_registered_mobile, customer_password, "", "h5"}};
    for (const auto& staff : demo_staff)
        logins.push_back({staff.title_zh, staff.login_name, staff_password, "", "console"});
    return logins;
}

}  // namespace dlfp::identity
