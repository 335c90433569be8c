// A file, the environment and the command line as an operator uses them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "app/configuration.h"
#include "tests/operations/run_program.h"

namespace dlfp::operations {
namespace {

class ConfigurationFile : public ::testing::Test {
protected:
    std::string written(const std::string& toml) {
        const auto file = folder.path() / "dlfp.toml";
        std::ofstream(file) << toml;
        return file.string();
    }
    Ended check(const std::string& toml) {
        return run("dlfpctl", {"config", "check", written(toml)});
    }
    Folder folder;
};

TEST_F(ConfigurationFile, sample_of_the_deployment_is_good) {
    const auto sample = std::string(DLFP_ROOT) + "/deploy/dlfp.toml";
    const auto checked = run("dlfpctl", {"config", "check", sample});
    EXPECT_EQ(checked.code, 0) << checked.output;
}

TEST_F(ConfigurationFile, mistakes_are_named_with_line_and_likely_key_and_stop_the_start) {
    const std::string toml = "[http]\nprot = 8443\n[identity]\ncustomer_idle = \"1h\"\n";
    const auto checked = check(toml);
    EXPECT_EQ(checked.code, 1);
    EXPECT_NE(checked.output.find(":2: http.prot is not a configuration key; did you mean "
                                  "http.port?"),
              std::string::npos)
        << checked.output;
    EXPECT_NE(checked.output.find("identity.customer_idle must be a duration"), std::string::npos);
    EXPECT_NE(checked.output.find("from 1min to 15min"), std::string::npos);
    const auto started =
        run("dlfpd", {"serve", "--data", folder.path(), "--config", written(toml)});
    EXPECT_EQ(started.code, 1);
    EXPECT_NE(started.output.find("http.prot"), std::string::npos);
}

TEST_F(ConfigurationFile, values_reach_the_parts_they_are_for) {
    const auto config = app::load_configuration(
        {.file = written("[http]\nthreads = 3\nidle_timeout = \"5s\"\n"
                         "[identity]\npayment_pin_tries_max = 3\nsms_code_validity = \"45s\"\n"
                         "[database]\nwriter_connections = 7\n[api]\nidempotency_keep = \"5d\"\n"),
         .options = {{"http.threads", "5"}}});
    const auto options = app::serve_options(config);
    EXPECT_EQ(options.http.threads, 5U) << "the command line wins over the file";
    EXPECT_EQ(options.http.idle_timeout, std::chrono::seconds{5});
    EXPECT_EQ(options.program.identity.payment_pin_tries_max, 3);
    EXPECT_EQ(options.program.identity.sms_code_validity, Duration{45s});
    EXPECT_EQ(options.program.database.writer_connections, 7);
    EXPECT_EQ(options.idempotency_keep, Duration{120h});
}

TEST_F(ConfigurationFile, defaults_are_those_of_the_parts) {
    const auto options = app::serve_options(app::load_configuration({}));
    const http::ServerOptions server;
    EXPECT_EQ(options.http.connections_max, server.connections_max);
    EXPECT_EQ(options.http.header_timeout, server.header_timeout);
    EXPECT_EQ(options.http.write_timeout, server.write_timeout);
    const identity::Settings settings;
    EXPECT_EQ(options.program.identity.customer_idle, settings.customer_idle);
    EXPECT_EQ(options.program.identity.sms_caps, settings.sms_caps);
    EXPECT_EQ(options.program.identity.payment_pin_tries_max, settings.payment_pin_tries_max);
    EXPECT_EQ(options.program.database.queue_units_max, sql::DatabaseOptions{}.queue_units_max);
}

// clause: 5.3.2-b-2.2, 5.3.2-b-2.4
TEST_F(ConfigurationFile, a_clause_bounds_what_may_be_configured) {
    EXPECT_EQ(check("[identity]\nsms_code_validity = \"61s\"\n").code, 1);
    EXPECT_EQ(check("[identity]\nsms_code_validity = \"60s\"\n").code, 0);
    EXPECT_EQ(check("[identity]\npayment_pin_tries_max = 6\n").code, 1);
    for (const char* line : {"sms_code_algorithm = \"sha256\"", "sms_code_tries_max = 6",
                             "sms_code_resend_after = \"59s\"", "sms_code_caps = \"many\""})
        EXPECT_EQ(check(std::string("[identity]\n") + line + "\n").code, 1) << line;
}

}  // namespace
}  // namespace dlfp::operations
