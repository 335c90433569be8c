// What the program learns of identity.
#include "core/identity/server/module.h"

#include "core/identity/server/administer_organisations.h"
#include "core/identity/server/administer_staff.h"
#include "core/identity/server/change_password.h"
#include "core/identity/server/check_real_name.h"
#include "core/identity/server/confirmation_repository.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/evidence_repository.h"
#include "core/identity/server/internal/demo_rows.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/log_in.h"
#include "core/identity/server/login_guard_repository.h"
#include "core/identity/server/one_time_codes.h"
#include "core/identity/server/passkeys.h"
#include "core/identity/server/register_customer.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/send_sms_code.h"
#include "core/identity/server/session_repository.h"
#include "core/identity/server/set_payment_pin.h"
#include "core/identity/server/show_session.h"
#include "core/identity/server/sms_by_outbox.h"
#include "core/identity/server/sms_code_repository.h"
#include "core/identity/server/staff_repository.h"
#include "platform/runtime/clock/forward_clock.h"
#include "platform/runtime/crypto/key_ring.h"

namespace dlfp::identity {
namespace {

void add_the_bank(api::Platform& platform) {
    platform.database.write([&](sql::Transaction& transaction) {
        organisation_repository::add(transaction, {.id = bank_organisation_id,
                                                   .kind = OrganisationKind::bank,
                                                   .name = "本行",
                                                   .short_name = "本行",
                                                   .registration_number = "91110000000000001H",
                                                   .status = OrganisationStatus::active,
                                                   .created_at_us = platform.clock.now()});
        return true;
    });
}

void set_up(api::Platform& platform) {
    const auto* configured = platform.ports.find<Settings>();
    auto settings = configured ? *configured : Settings{};
    if (!settings.staff_second_factor)
        settings.staff_second_factor =
            platform.is_development ? SecondFactorPolicy::offered : SecondFactorPolicy::required;
    platform.ports.provide(
        std::make_shared<Vault>(platform.ports.get<crypto::KeyRing>(), platform.random, settings));
    if (platform.ports.find<OneTimeCodes>() == nullptr)
        platform.ports.provide<OneTimeCodes>(
            std::make_shared<Sm3Codes>(platform.ports.get<crypto::KeyRing>()));
    if (platform.ports.find<runtime::Stopwatch>() == nullptr)
        platform.ports.provide<runtime::Stopwatch>(runtime::make_system_stopwatch());
    platform.ports.provide(std::make_shared<runtime::ForwardClock>(
        platform.clock, platform.ports.get<runtime::Stopwatch>()));
    if (platform.ports.find<SmsPort>() == nullptr)
        platform.ports.provide<SmsPort>(std::make_shared<SmsByOutbox>(platform));
    set_up_session_view(platform);
    add_the_bank(platform);
}

/// Codes, counters and ended sessions are not kept longer than anybody can ask for them.
void forget_the_old(api::Platform& platform, UtcTime now) {
    platform.database.write([&](sql::Transaction& transaction) {
        sms_code_repository::forget_before(transaction, now - 48h);
        daily_count_repository::forget_before(transaction, BusinessDate::of(now).plus_days(-7));
        login_guard_repository::forget_before(transaction, now - 48h);
        session_repository::forget_before(transaction, now - 24h * 180);
        passkey_repository::forget_ceremonies_before(transaction, now - 1h);
        confirmation_repository::forget_before(transaction, now - 1h);
        return true;
    });
}

void add_customer_endpoints(api::Module& module) {
    module.add(send_sms_code_endpoint)
        .add(send_own_sms_code_endpoint)
        .add(register_customer_endpoint)
        .add(log_in_endpoint)
        .add(log_in_by_code_endpoint)
        .add(reset_password_endpoint)
        .add(show_session_endpoint)
        .add(log_out_endpoint)
        .add(list_sessions_endpoint)
        .add(end_own_session_endpoint)
        .add(set_display_mode_endpoint)
        .add(change_password_endpoint)
        .add(check_real_name_endpoint)
        .add(set_payment_pin_endpoint)
        .add(change_payment_pin_endpoint)
        .add(reset_payment_pin_endpoint)
        .add(open_passkey_registration_endpoint)
        .add(register_passkey_endpoint)
        .add(list_passkeys_endpoint)
        .add(rename_passkey_endpoint)
        .add(remove_passkey_endpoint)
        .add(open_passkey_log_in_endpoint)
        .add(log_in_by_passkey_endpoint);
}

void add_staff_endpoints(api::Module& module) {
    module.add(log_in_staff_endpoint)
        .add(show_staff_session_endpoint)
        .add(log_out_staff_endpoint)
        .add(change_staff_password_endpoint)
        .add(list_staff_endpoint)
        .add(list_roles_endpoint)
        .add(create_staff_endpoint)
        .add(set_staff_status_endpoint)
        .add(set_staff_roles_endpoint)
        .add(issue_staff_password_endpoint)
        .add(show_second_factor_endpoint)
        .add(open_totp_enrolment_endpoint)
        .add(enrol_totp_endpoint)
        .add(give_second_factor_endpoint)
        .add(renew_recovery_codes_endpoint)
        .add(ask_second_factor_reset_endpoint)
        .add(list_organisations_endpoint)
        .add(create_organisation_endpoint)
        .add(set_organisation_status_endpoint);
}

}  // namespace

namespace {

/// One line per demo person, as a developer's terminal shows it.
std::vector<std::string> demo_login_lines() {
    std::vector<std::string> lines;
    for (const auto& login : demo_logins()) {
        std::string line = std::string(login.entry) + "  " + std::string(login.title_zh) + "  " +
                           std::string(login.login) + "  " + std::string(login.password);
        if (!login.payment_pin.empty()) line += "  PIN " + std::string(login.payment_pin);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "identity", .title_zh = "身份"};
    add_customer_endpoints(module);
    add_staff_endpoints(module);
    module.permissions = {&registered_customer, &verified_customer,           &manage_staff,
                          &view_staff,          &manage_organisations,        &view_organisations,
                          &approve_roles,       &approve_second_factor_resets};
    module.authenticators = {bearer_authenticator()};
    module.jobs = {{.name = "identity.forget_the_old", .every = 1h, .run = forget_the_old}};
    module.evidence = evidence_probes();
    module.set_up = set_up;
    module.load_demo = load_demo;
    module.demo_logins = demo_login_lines;
    return module;
}

}  // namespace dlfp::identity
