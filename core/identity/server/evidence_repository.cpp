// Identity as evidence: the numbers in force, who registered, and what was disclosed to whom.
#include "core/identity/server/evidence_repository.h"

#include "core/identity/server/internal/vault.h"
#include "core/identity/server/sms_code.h"

namespace dlfp::identity {
namespace {

constexpr sql::Query count_customers{
    "identity.count_customers", "SELECT COUNT(*), MAX(registered_at_us) FROM identity_customer"};
constexpr sql::Query count_verified{
    "identity.count_verified",
    "SELECT COUNT(*), MAX(verified_at_us) FROM identity_customer WHERE verified_at_us IS NOT NULL"};

template <auto Read>
std::optional<api::Reading> of_settings(api::Platform& platform, sql::Reader&, UtcTime) {
    return api::Reading{.value = Read(platform.ports.get<Vault>().settings())};
}
std::int64_t code_validity_s(const Settings& settings) { return settings.sms_code_validity / 1s; }
std::int64_t idle_min(const Settings& settings) {
    return std::max(settings.customer_idle, settings.staff_idle) / 1min;
}
std::int64_t pin_tries(const Settings& settings) { return settings.payment_pin_tries_max; }
std::int64_t code_digits(const Settings&) { return sms_code_digits; }

std::vector<api::Probe> numbers_in_force() {
    return {{.name = "identity.sms_code_validity",
             .clauses = {"5.3.2-b-2.4"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "在用的短信验证码有效期",
             .title_en = "Validity of SMS codes in force",
             .unit_zh = "秒",
             .unit_en = "s",
             .bound = api::Bound::at_most,
             .threshold = 60,
             .read = &of_settings<code_validity_s>},
            {.name = "identity.idle_time",
             .clauses = {"5.3.2-b-11"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "在用的会话空闲时限",
             .title_en = "Idle time of sessions in force",
             .unit_zh = "分钟",
             .unit_en = "min",
             .bound = api::Bound::at_most,
             .threshold = 15,
             .read = &of_settings<idle_min>},
            {.name = "identity.sms_code_digits",
             .clauses = {"5.3.2-b-2.5"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "在用的短信验证码位数",
             .title_en = "Length of SMS codes in force",
             .unit_zh = "位",
             .unit_en = "digits",
             .bound = api::Bound::at_least,
             .threshold = 6,
             .configured = "sms_code_digits",
             .read = &of_settings<code_digits>},
            {.name = "identity.pin_tries",
             .clauses = {"5.3-6"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "支付密码锁定前允许的错误次数",
             .title_en = "Wrong PINs before the lock",
             .unit_zh = "次",
             .unit_en = "tries",
             .bound = api::Bound::at_most,
             .threshold = 5,
             .configured = "wrong_password_tries",
             .read = &of_settings<pin_tries>}};
}

}  // namespace

std::vector<api::Probe> evidence_probes() {
    auto probes = numbers_in_force();
    const std::vector<api::Probe> records{
        {.name = "identity.customers",
         .clauses = {"3.1.3-7", "8.2.1-d"},
         .kind = api::ProbeKind::records,
         .title_zh = "自助注册的客户",
         .title_en = "Customers who registered",
         .unit_zh = "条",
         .unit_en = "records",
         .read = [](api::Platform&, sql::Reader& reader,
                    UtcTime) { return api::count_records(reader, count_customers); }},
        {.name = "identity.verified_customers",
         .clauses = {"5.1.3-3"},
         .kind = api::ProbeKind::records,
         .title_zh = "留存身份信息的实名客户",
         .title_en = "Customers whose identity is kept",
         .unit_zh = "条",
         .unit_en = "records",
         .read = [](api::Platform&, sql::Reader& reader, UtcTime) {
             return api::count_records(reader, count_verified);
         }}};
    probes.insert(probes.end(), records.begin(), records.end());
    return probes;
}

}  // namespace dlfp::identity
