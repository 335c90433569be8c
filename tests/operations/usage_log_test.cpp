// What the program writes about a load of known size: every call, every user, and nothing personal.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/operations/run_program.h"

namespace dlfp::operations {
namespace {

constexpr int users = 30;
constexpr int calls_each = 3;  // all are one customer, whose calls per minute are limited
constexpr const char* mobile = "13800138000";
constexpr const char* password = "Sunny-Canteen-88";
constexpr const char* wrong_password = "Rainy-Canteen-99";

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// The sum of a number over the usage lines of a function; the last value for `concurrent_users`.
struct Usage {
    long calls = 0;
    long users = 0;
};
std::map<std::string, Usage> usage_in(const std::string& log) {
    const std::regex line{R"re("event":"function.usage".*"function":"([^"]+)","calls":(\d+),.*)re"
                          R"re("concurrent_users":(\d+))re"};
    std::map<std::string, Usage> found;
    std::istringstream lines{log};
    std::smatch parts;
    for (std::string one; std::getline(lines, one);) {
        if (!std::regex_search(one, parts, line)) continue;
        auto& usage = found[parts[1]];
        usage.calls += std::stol(parts[2]);
        usage.users = std::stol(parts[3]);
    }
    return found;
}

class UsageLog : public ::testing::Test {
protected:
    UsageLog() {
        std::ofstream(folder.path() / "dlfp.toml")
            << "[identity]\nsessions_per_subject_max = 100\n";
    }
    std::vector<std::string> arguments() const {
        return {"--development", "--data", folder.path(), "--config",
                (folder.path() / "dlfp.toml").string()};
    }
    static Answer log_in(const Served& served, const std::string& secret, int number) {
        return ask({.port = served.plain_port(),
                    .method = "POST",
                    .path = "/api/identity/sessions",
                    .headers = {"idempotency-key: usage-log-" + std::to_string(number)},
                    .body = std::string(R"({"mobile":")") + mobile + R"(","password":")" + secret +
                            R"("})"});
    }
    static void read(const Served& served, const std::string& path, const std::string& token) {
        const auto answer = ask({.port = served.plain_port(),
                                 .path = path,
                                 .headers = {"authorization: Bearer " + token}});
        ASSERT_EQ(answer.status, 200) << answer.body;
    }
    Folder folder;
};

// clause: 7.2.4-b-1
TEST_F(UsageLog, calls_and_concurrent_users_equal_the_generated_load) {
    std::string metrics;
    {
        Served served{arguments()};
        for (int user = 0; user < users; ++user) {
            const auto session = log_in(served, password, user);
            ASSERT_EQ(session.status, 200) << session.body;
            const auto token = text_member(session.body, "token");
            for (int call = 0; call < calls_each; ++call)
                read(served, "/api/identity/session", token);
            if (user % 3 == 0) read(served, "/api/accounts", token);
        }
        metrics = ask({.port = served.metrics_port(), .path = "/metrics"}).body;
        EXPECT_EQ(served.stop(), 0);
    }
    const auto usage = usage_in(text_of(folder.path() / "dlfpd.log"));
    EXPECT_EQ(usage.at("identity.show_session").calls, users * calls_each);
    EXPECT_EQ(usage.at("identity.show_session").users, users);
    EXPECT_EQ(usage.at("account.show_accounts").calls, users / 3);
    EXPECT_EQ(usage.at("account.show_accounts").users, users / 3);
    EXPECT_EQ(usage.at("identity.log_in").calls, users);
    const std::string function = "{function=\"identity.show_session\"} ";
    for (const auto& [name, value] : {std::pair{"dlfp_function_calls_total", users * calls_each},
                                      std::pair{"dlfp_function_concurrent_users", users}})
        EXPECT_NE(metrics.find(name + function + std::to_string(value) + "\n"), std::string::npos)
            << name;
}

// clause: 7.2.4-b-1
TEST_F(UsageLog, every_function_of_the_program_has_its_metrics_from_the_start) {
    const auto description = run("dlfpctl", {"openapi"}).output;
    const std::regex operation{R"re("operationId": "([^"]+)")re"};
    std::set<std::string> missing;
    Served served{arguments()};
    auto metrics = ask({.port = served.metrics_port(), .path = "/metrics"}).body;
    std::ranges::replace(metrics, '.', '_');  // account.show_accounts, account_show_accounts
    for (std::sregex_iterator at{description.begin(), description.end(), operation}, end; at != end;
         ++at)
        if (metrics.find("dlfp_function_calls_total{function=\"" + (*at)[1].str() + "\"} 0") ==
            std::string::npos)
            missing.insert((*at)[1]);
    EXPECT_TRUE(missing.empty()) << missing.size() << " without metrics, first "
                                 << *missing.begin();
    EXPECT_NE(description.find("operationId"), std::string::npos);
}

// clause: 5.1.1.1.3-a-3.2
TEST_F(UsageLog, no_number_name_password_or_token_reaches_the_log) {
    std::set<std::string> secrets{mobile, password, wrong_password, "张三", "110101199003070038"};
    {
        Served served{arguments()};
        EXPECT_EQ(log_in(served, wrong_password, 900).status, 401);
        const auto session = log_in(served, password, 901);
        const auto token = text_member(session.body, "token");
        ASSERT_FALSE(token.empty()) << session.body;
        secrets.insert(token);
        read(served, "/api/identity/session", token);
        read(served, "/api/accounts", token);
        ask({.port = served.plain_port(),
             .method = "POST",
             .path = "/api/identity/sms-codes",
             .headers = {"idempotency-key: usage-log-902"},
             .body = R"({"mobile":"13800138777","purpose":"register_customer"})"});
        secrets.insert("13800138777");
        ask({.port = served.plain_port(),
             .path = "/api/identity/session?mobile=13700137000",
             .headers = {"authorization: Bearer cst_not-a-token-" + std::string(mobile)}});
        secrets.insert({"13700137000", "cst_not-a-token"});
        served.stop();
    }
    const auto log = text_of(folder.path() / "dlfpd.log");
    EXPECT_NE(log.find("/identity/sessions"), std::string::npos) << "the load is in the log";
    for (const auto& secret : secrets) EXPECT_EQ(log.find(secret), std::string::npos) << secret;
}

}  // namespace
}  // namespace dlfp::operations
