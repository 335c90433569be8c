// A start outside development refuses, with a sentence that says what to do, whatever would be
// unsafe; the first administrator comes from the machine's operator.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>

#include "platform/runtime/http/development_certificate.h"
#include "tests/operations/run_program.h"

namespace dlfp::operations {
namespace {

namespace fs = std::filesystem;

class ProductionStart : public ::testing::Test {
protected:
    void put_key(const std::string& text, fs::perms permissions) {
        fs::create_directories(folder.path() / "keys");
        const auto file = folder.path() / "keys" / "k2026.key";
        std::ofstream(file) << text << '\n';
        fs::permissions(file, permissions);
    }
    void put_good_key() {
        put_key("8f14e45fceea167a5a36dedd4bea2543d3a1f0c77b9c2e6650aa41ffb2c07e19",
                fs::perms::owner_read | fs::perms::owner_write);
    }
    void put_certificate() {
        http::make_development_certificate((folder.path() / "certificate.pem").string(),
                                           (folder.path() / "certificate.key").string(), {});
    }
    Ended serve() { return run("dlfpd", {"serve", "--port", "0", "--data", folder.path()}); }
    Ended create_admin(const std::string& password) {
        return run("dlfpctl",
                   {"--data", folder.path(), "staff", "create-first-admin", "--login", "root.admin",
                    "--name", "赵敏"},
                   password);
    }
    void expect_refusal(const std::string& sentence) {
        const auto ended = serve();
        EXPECT_EQ(ended.code, 1);
        EXPECT_NE(ended.output.find("dlfpd cannot start: "), std::string::npos) << ended.output;
        EXPECT_NE(ended.output.find(sentence), std::string::npos) << ended.output;
    }
    Folder folder;
};

TEST_F(ProductionStart, without_certificate_is_refused_before_anything_is_written) {
    put_good_key();
    expect_refusal("no certificate at");
    EXPECT_FALSE(fs::exists(folder.path() / "dlfp.sqlite"));
}

TEST_F(ProductionStart, without_the_certificates_key_is_refused) {
    put_good_key();
    put_certificate();
    fs::remove(folder.path() / "certificate.key");
    expect_refusal("no key of the certificate at");
}

// clause: 5.1.1.1.3-b-2.1
TEST_F(ProductionStart, without_a_master_key_is_refused) {
    put_certificate();
    expect_refusal("no master key: set DLFP_KEY_<ID>");
}

TEST_F(ProductionStart, with_a_master_key_that_others_can_read_is_refused) {
    put_certificate();
    put_good_key();
    fs::permissions(folder.path() / "keys" / "k2026.key", fs::perms::others_read,
                    fs::perm_options::add);
    expect_refusal("k2026");
}

TEST_F(ProductionStart, with_a_development_key_is_refused) {
    put_certificate();
    put_good_key();
    fs::rename(folder.path() / "keys" / "k2026.key", folder.path() / "keys" / "dev1.key");
    expect_refusal("dev");
}

TEST_F(ProductionStart, with_all_it_needs_serves_without_demo_people) {
    put_good_key();
    put_certificate();
    Served served{{"--data", folder.path()}};
    EXPECT_EQ(ask({.port = served.metrics_port(), .path = "/readyz"}).status, 200);
    EXPECT_EQ(ask({.port = served.plain_port(), .path = "/metrics"}).status, 404)
        << "metrics are for the machine alone";
    const auto demo_log_in =
        ask({.port = served.plain_port(),
             .method = "POST",
             .path = "/api/identity/staff-sessions",
             .headers = {"idempotency-key: operations-1"},
             .body = R"({"login_name":"bank.admin","password":"Dlfp-Staff-2026"})"});
    EXPECT_EQ(demo_log_in.status, 401) << demo_log_in.body;
    EXPECT_EQ(served.stop(), 0);
}

TEST_F(ProductionStart, rotated_log_is_begun_anew_when_asked) {
    put_good_key();
    put_certificate();
    Served served{{"--data", folder.path()}};
    const auto log = folder.path() / "dlfpd.log";
    fs::rename(log, folder.path() / "dlfpd.log.1");
    served.signal(SIGHUP);
    EXPECT_EQ(served.stop(), 0);
    EXPECT_TRUE(fs::exists(log)) << "app.stopped is written to the new file";
}

TEST_F(ProductionStart, first_administrator_is_created_once_and_logs_in) {
    put_good_key();
    put_certificate();
    EXPECT_EQ(create_admin("").code, 1);
    EXPECT_NE(create_admin("password\n").output.find("identity.password_too_weak"),
              std::string::npos);
    const auto created = create_admin("Bridge-Lantern-47\n");
    EXPECT_EQ(created.code, 0) << created.output;
    EXPECT_EQ(created.output.find("Bridge"), std::string::npos);
    const auto again = create_admin("Bridge-Lantern-48\n");
    EXPECT_EQ(again.code, 1);
    EXPECT_NE(again.output.find("identity.first_admin_exists"), std::string::npos);
    EXPECT_EQ(run("dlfpctl", {"--data", folder.path(), "audit", "verify"}).code, 0);

    Served served{{"--data", folder.path()}};
    const auto session =
        ask({.port = served.plain_port(),
             .method = "POST",
             .path = "/api/identity/staff-sessions",
             .headers = {"idempotency-key: operations-1"},
             .body = R"({"login_name":"root.admin","password":"Bridge-Lantern-47"})"});
    EXPECT_EQ(session.status, 200) << session.body;
    EXPECT_NE(session.body.find(R"("must_change_password":true)"), std::string::npos);
    EXPECT_NE(session.body.find(R"("second_factor_step":"enrolment_due")"), std::string::npos)
        << "outside development a second factor is required unless the configuration says else";
}

}  // namespace
}  // namespace dlfp::operations
