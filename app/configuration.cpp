// From typed values to the options of the parts.
#include "app/configuration.h"

namespace dlfp::app {
namespace {

std::chrono::milliseconds milliseconds(const runtime::Config& config, std::string_view name) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(config.duration(name));
}

template <class T>
T number(const runtime::Config& config, std::string_view name) {
    return static_cast<T>(config.integer(name));  // the key's range fits
}

sql::DatabaseOptions database_options(const runtime::Config& config) {
    return {.url = config.secret("database.url").reveal(),
            .reader_connections = number<int>(config, "database.reader_connections"),
            .writer_connections = number<int>(config, "database.writer_connections"),
            .queue_units_max = number<int>(config, "database.queue_units_max"),
            .statement_timeout = config.duration("database.statement_timeout")};
}

/// Unset for an empty text: the mode of the program decides.
std::optional<identity::SecondFactorPolicy> second_factor_policy(const runtime::Config& config) {
    const auto& text = config.text("identity.staff_second_factor");
    if (text.empty()) return std::nullopt;
    if (text == "required") return identity::SecondFactorPolicy::required;
    if (text == "offered") return identity::SecondFactorPolicy::offered;
    throw runtime::ConfigFault("identity.staff_second_factor is required or offered, not " + text);
}

std::vector<identity::SmsCaps> sms_caps(const runtime::Config& config) {
    try {
        return identity::parse_sms_caps(config.text("identity.sms_code_caps"));
    } catch (const std::invalid_argument& problem) {
        throw runtime::ConfigFault(std::string("identity.sms_code_caps: ") + problem.what());
    }
}

identity::Settings identity_settings(const runtime::Config& config) {
    identity::Settings settings;
    settings.sms_code_validity = config.duration("identity.sms_code_validity");
    settings.sms_code_resend_after = config.duration("identity.sms_code_resend_after");
    settings.sms_code_tries_max = number<int>(config, "identity.sms_code_tries_max");
    settings.sms_caps = sms_caps(config);
    settings.sms_code_algorithm = config.text("identity.sms_code_algorithm");
    if (settings.sms_code_algorithm != "sm3")
        throw runtime::ConfigFault("identity.sms_code_algorithm is sm3 (5.3.2-b-2.2), not " +
                                   settings.sms_code_algorithm);
    settings.customer_idle = config.duration("identity.customer_idle");
    settings.staff_idle = config.duration("identity.staff_idle");
    settings.customer_session_age = config.duration("identity.customer_session_age");
    settings.staff_session_age = config.duration("identity.staff_session_age");
    settings.staff_second_factor = second_factor_policy(config);
    settings.sessions_per_subject_max = number<int>(config, "identity.sessions_per_subject_max");
    settings.real_name_tries_per_day = number<int>(config, "identity.real_name_tries_per_day");
    settings.payment_pin_tries_max = number<int>(config, "identity.payment_pin_tries_max");
    settings.adult_years = number<int>(config, "identity.adult_years");
    settings.public_origin = config.text("http.public_origin");
    if (settings.public_origin.empty())
        settings.public_origin = "https://localhost:" + std::to_string(config.integer("http.port"));
    return settings;
}

outbox::HttpCarrierSettings sms_carrier_settings(const runtime::Config& config) {
    return {.url = config.text("sms.carrier_url"),
            .body_template = config.text("sms.carrier_body"),
            .secret = config.secret("sms.carrier_secret"),
            .receipt_secret = config.secret("sms.receipt_secret"),
            .patience = config.duration("sms.carrier_patience"),
            .trusted_file = config.text("sms.carrier_trusted_file")};
}

http::ServerOptions server_options(const runtime::Config& config) {
    http::ServerOptions options;
    options.address = config.text("http.address");
    options.port = number<std::uint16_t>(config, "http.port");
    options.threads = number<unsigned>(config, "http.threads");
    options.connections_max = number<std::size_t>(config, "http.connections_max");
    options.connections_per_address_max =
        number<std::size_t>(config, "http.connections_per_address_max");
    options.idle_timeout = milliseconds(config, "http.idle_timeout");
    options.header_timeout = milliseconds(config, "http.header_timeout");
    options.body_timeout = milliseconds(config, "http.body_timeout");
    options.write_timeout = milliseconds(config, "http.write_timeout");
    return options;
}

}  // namespace

runtime::Config load_configuration(const ConfigurationPlace& place) {
    return runtime::Config::load(configuration_keys(),
                                 {.file_path = place.file,
                                  .environment = crypto::environment_variables(),
                                  .options = place.options});
}

ProgramOptions program_options(const runtime::Config& config) {
    return {.home_folder = {},
            .database = database_options(config),
            .identity = identity_settings(config),
            .sms_carrier = sms_carrier_settings(config)};
}

ServeOptions serve_options(const runtime::Config& config) {
    ServeOptions options;
    options.program = program_options(config);
    options.http = server_options(config);
    options.plain_port = number<int>(config, "http.plain_port");
    options.metrics_port = number<int>(config, "metrics.port");
    options.web_folder = config.text("http.web_folder");
    options.certificate_file = config.text("http.certificate_file");
    options.key_file = config.text("http.key_file");
    options.log.file_path = config.text("log.file");
    options.log.least = config.truth("log.debug_lines") ? log::Level::debug : log::Level::note;
    options.dispatcher.worker_threads = number<int>(config, "api.worker_threads");
    options.dispatcher.worker_queue_max = number<std::size_t>(config, "api.worker_queue_max");
    options.drain_patience = milliseconds(config, "http.drain_patience");
    options.idempotency_keep = config.duration("api.idempotency_keep");
    return options;
}

}  // namespace dlfp::app
