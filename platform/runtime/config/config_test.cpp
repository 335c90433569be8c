// Configuration as an operator meets it: precedence, and clear complaints.
#include "platform/runtime/config/config.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dlfp::runtime {
namespace {

constexpr std::array<ConfigKey, 7> schema{{
    {"http.port", ConfigType::integer, "8443", "Port of HTTPS.", "HTTPS 端口。", "", 0, 65535},
    {"http.idle_timeout", ConfigType::duration, "30s", "When an idle connection is closed.", "", "",
     1'000, 3'600'000'000},
    {"http.allowed_origins", ConfigType::list, "", "Web origins that may call.", ""},
    {"log.file_path", ConfigType::text, "", "Where lines go; empty: standard error.", ""},
    {"log.access_lines", ConfigType::truth, "true", "Whether each exchange is a line.", ""},
    {"sms.gateway_token", ConfigType::secret, "", "Token of the carrier.", ""},
    {"sms.parts_max", ConfigType::integer, "3", "Most parts of a message.", "", "parts", 1},
}};

class ConfigTest : public ::testing::Test {
protected:
    void TearDown() override { std::remove(path.c_str()); }
    Config load(const std::string& toml, std::map<std::string, std::string> environment = {}) {
        std::ofstream(path) << toml;
        return Config::load(schema, {path, std::move(environment)});
    }
    std::string complaint(const std::string& toml,
                          std::map<std::string, std::string> environment = {}) {
        try {
            load(toml, std::move(environment));
        } catch (const ConfigFault& fault) {
            std::string text = fault.what();
            for (auto at = text.find(path); at != std::string::npos; at = text.find(path))
                text.replace(at, path.size(), "dlfp.toml");
            return text;
        }
        return "no complaint";
    }
    std::string path = ::testing::TempDir() + "dlfp_config_" +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
};

TEST_F(ConfigTest, environment_wins_over_file_and_file_over_default) {
    const auto config = load("[http]\nport = 9000\nidle_timeout = \"2min\"\n",
                             {{"DLFP_HTTP_PORT", "9001"}, {"PATH", "/bin"}});
    EXPECT_EQ(config.integer("http.port"), 9001);
    EXPECT_EQ(config.origin("http.port"), "DLFP_HTTP_PORT");
    EXPECT_EQ(config.duration("http.idle_timeout"), Duration{2min});
    EXPECT_EQ(config.origin("http.idle_timeout"), "file");
    EXPECT_TRUE(config.truth("log.access_lines"));
    EXPECT_EQ(config.origin("log.access_lines"), "default");
}

TEST_F(ConfigTest, an_option_of_the_command_line_wins_over_the_environment) {
    std::ofstream(path) << "[http]\nport = 9000\n";
    const auto config =
        Config::load(schema, {path, {{"DLFP_HTTP_PORT", "9001"}}, {{"http.port", "9002"}}});
    EXPECT_EQ(config.integer("http.port"), 9002);
    EXPECT_EQ(config.origin("http.port"), "command line");
    EXPECT_THROW(Config::load(schema, {"", {}, {{"http.port", "x"}}}), ConfigFault);
    EXPECT_THROW(Config::load(schema, {"", {}, {{"http.prt", "1"}}}), std::logic_error);
}

TEST_F(ConfigTest, a_duration_out_of_range_is_refused_with_the_range_in_readable_units) {
    EXPECT_EQ(complaint("[http]\nidle_timeout = \"2h\"\n"),
              "dlfp.toml:2: http.idle_timeout must be a duration such as \"250ms\", \"2s\", "
              "\"15min\", \"8h\", \"3d\" from 1ms to 1h");
}

TEST_F(ConfigTest, every_type_is_read_from_both_sources) {
    const auto file = load(
        "[http]\nallowed_origins = [\"https://a\", \"https://b\"]\n"
        "[log]\nfile_path = \"/var/log/dlfp.log\"\naccess_lines = false\n"
        "[sms]\ngateway_token = \"t\"\n");
    EXPECT_EQ(file.list("http.allowed_origins"),
              (std::vector<std::string>{"https://a", "https://b"}));
    EXPECT_EQ(file.text("log.file_path"), "/var/log/dlfp.log");
    EXPECT_FALSE(file.truth("log.access_lines"));
    EXPECT_EQ(file.secret("sms.gateway_token").reveal(), "t");
    const auto environment = load("", {{"DLFP_HTTP_ALLOWED_ORIGINS", "https://a, https://b"},
                                       {"DLFP_LOG_ACCESS_LINES", "false"},
                                       {"DLFP_HTTP_IDLE_TIMEOUT", "250ms"},
                                       {"DLFP_SMS_GATEWAY_TOKEN", "u"}});
    EXPECT_EQ(environment.list("http.allowed_origins"), file.list("http.allowed_origins"));
    EXPECT_FALSE(environment.truth("log.access_lines"));
    EXPECT_EQ(environment.duration("http.idle_timeout"), Duration{250ms});
    EXPECT_EQ(environment.secret("sms.gateway_token").reveal(), "u");
}

TEST_F(ConfigTest, an_unknown_key_stops_the_start_and_names_line_and_likely_meaning) {
    EXPECT_EQ(complaint("[http]\nport = 1\nprt = 2\n"),
              "dlfp.toml:3: http.prt is not a configuration key; did you mean http.port?");
    EXPECT_EQ(complaint("[htttp]\nunheard_of = 2\n"),
              "dlfp.toml:2: htttp.unheard_of is not a configuration key");
    EXPECT_EQ(complaint("port = 1\n"), "dlfp.toml:1: keys live in a section, as in [http]");
}

TEST_F(ConfigTest, a_value_of_another_type_or_out_of_range_stops_the_start) {
    EXPECT_EQ(complaint("[http]\nport = \"9000\"\n"),
              "dlfp.toml:2: http.port must be an integer from 0 to 65535");
    EXPECT_EQ(complaint("[http]\nport = 70000\n"),
              "dlfp.toml:2: http.port must be an integer from 0 to 65535");
    EXPECT_EQ(complaint("[sms]\nparts_max = 0\n"),
              "dlfp.toml:2: sms.parts_max must be an integer of at least 1");
    EXPECT_NE(complaint("[http]\nidle_timeout = 30\n").find("a duration such as"),
              std::string::npos);
    EXPECT_EQ(complaint("[log]\naccess_lines = \"yes\"\n"),
              "dlfp.toml:2: log.access_lines must be true or false");
    EXPECT_EQ(complaint("[http]\nallowed_origins = [1]\n"),
              "dlfp.toml:2: http.allowed_origins must be a list of texts");
}

TEST_F(ConfigTest, a_mistyped_variable_of_a_known_section_stops_the_start) {
    EXPECT_EQ(complaint("", {{"DLFP_HTTP_PROT", "1"}}),
              "DLFP_HTTP_PROT: there is no such configuration variable");
    EXPECT_EQ(complaint("", {{"DLFP_HTTP_PORT", "x"}}),
              "DLFP_HTTP_PORT: must be an integer from 0 to 65535");
    EXPECT_EQ(complaint("", {{"DLFP_KEY_K2026", "…"}, {"DLFP_TEST_DATABASE", "x"}}),
              "no complaint");
}

TEST_F(ConfigTest, all_problems_are_told_at_once) {
    const auto text =
        complaint("[http]\nprt = 1\n[log]\naccess_lines = 3\n", {{"DLFP_HTTP_PORT", "-1"}});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2) << text;
}

TEST_F(ConfigTest, a_broken_or_missing_file_stops_the_start_with_its_line) {
    EXPECT_TRUE(complaint("[http]\nport = \n").starts_with("dlfp.toml:2: "));
    EXPECT_THROW(Config::load(schema, {"/nonexistent/dlfp.toml", {}}), ConfigFault);
    EXPECT_NO_THROW(Config::load(schema, {"", {}}));
}

TEST_F(ConfigTest, asking_for_an_undeclared_key_or_another_type_is_a_fault_of_the_program) {
    const auto config = load("");
    EXPECT_THROW(config.integer("http.prt"), std::logic_error);
    EXPECT_THROW(config.text("http.port"), std::logic_error);
    EXPECT_THROW(config.text("sms.gateway_token"), std::logic_error);
}

// clause: 5.1.1.1.3-b-2.1
TEST(config_schema, a_secret_with_a_default_or_a_wrong_default_does_not_start) {
    constexpr std::array<ConfigKey, 1> with_default{
        {{"a.b", ConfigType::secret, "changeme", "A secret.", ""}}};
    EXPECT_THROW(Config::load(with_default, {}), std::logic_error);
    constexpr std::array<ConfigKey, 1> wrong{{{"a.b", ConfigType::integer, "x", "A number.", ""}}};
    EXPECT_THROW(Config::load(wrong, {}), std::logic_error);
}

TEST(config_schema, the_reference_page_has_every_key) {
    const auto page = Config::describe_markdown(schema);
    EXPECT_NE(page.find("## [http]\n"), std::string::npos);
    EXPECT_NE(page.find("| `port` | `DLFP_HTTP_PORT` | integer, 0 – 65535 | `8443` | Port of "
                        "HTTPS. | HTTPS 端口。 |\n"),
              std::string::npos)
        << page;
    EXPECT_NE(page.find("| `parts_max` | `DLFP_SMS_PARTS_MAX` | integer (parts), 1 – … | `3` |"),
              std::string::npos)
        << page;
    EXPECT_NE(page.find("| `gateway_token` | `DLFP_SMS_GATEWAY_TOKEN` | secret | – |"),
              std::string::npos);
}

TEST(duration_text, is_read_back_as_the_same_duration) {
    for (const auto* text : {"250ms", "90s", "15min", "8h", "3d"})
        EXPECT_EQ(duration_text(*parse_duration(text)), text);
    EXPECT_EQ(duration_text(*parse_duration("120s")), "2min");
    EXPECT_EQ(duration_text(Duration{0}), "0ms");
}

TEST(parse_duration, reads_five_units_and_nothing_else) {
    EXPECT_EQ(parse_duration("250ms"), Duration{250ms});
    EXPECT_EQ(parse_duration("3d"), Duration{72h});
    for (const auto* text : {"", "s", "10", "1.5s", "-1s", "1 s", "2m", "9999999999999s"})
        EXPECT_FALSE(parse_duration(text)) << text;
    EXPECT_FALSE(parse_duration("999999999999d")) << "overflow";
}

}  // namespace
}  // namespace dlfp::runtime
