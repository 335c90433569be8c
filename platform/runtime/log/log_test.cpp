// The log as an operator reads it: lines, escapes, rotation, and a disk that does not keep up.
#include "platform/runtime/log/log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/runtime/log/line.h"

namespace dlfp::log {
namespace {

namespace fs = std::filesystem;

static_assert(!std::is_constructible_v<Value, Secret<>>, "a secret must not be loggable");
static_assert(!std::is_convertible_v<const Secret<>&, Value>, "a secret must not be loggable");
static_assert(!std::is_constructible_v<Value, double>, "no floating point in logs");

struct OrderTag {
    static constexpr std::string_view prefix = "ord";
};

class LogTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "dlfp_log_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        directory = name;
        path = (directory / "dlfp.log").string();
    }
    void TearDown() override {
        close();
        fs::remove_all(directory);
    }
    static std::vector<std::string> lines_of(const std::string& file_path) {
        std::vector<std::string> lines;
        std::ifstream file(file_path);
        for (std::string line; std::getline(file, line);) lines.push_back(line);
        return lines;
    }

    fs::path directory;
    std::string path;
};

TEST(render_line, fields_keep_their_types) {
    const auto order = Id<OrderTag>::fixed(7);
    EXPECT_EQ(render_line(Level::note, "payment.charged", "req_1",
                          {{"order_id", order},
                           {"amount_fen", Money::fen(1250)},
                           {"is_first", true},
                           {"tries", 3},
                           {"mobile", Masked::mobile("13812345678")}}),
              R"("level":"info","event":"payment.charged","request_id":"req_1","order_id":")" +
                  order.to_text() +
                  R"(","amount_fen":1250,"is_first":true,"tries":3,"mobile":"138****5678"})");
}

TEST(render_line, a_value_cannot_forge_a_second_line_or_field) {
    EXPECT_EQ(
        render_line(Level::error, "e", "", {{"x", "a\n{\"level\":\"info\"}\t\x1B[31m\x7F\\"}}),
        R"("level":"error","event":"e",)"
        R"("x":"a\u000a{\"level\":\"info\"}\u0009\u001b[31m\u007f\\"})");
}

TEST(append_json_text, bytes_that_are_not_utf_8_are_replaced) {
    for (const auto* bad :
         {"\xFF", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
        std::string text;
        append_json_text(text, bad);
        EXPECT_EQ(text.find_first_not_of("\"\xEF\xBF\xBD"), std::string::npos) << text;
    }
    std::string text;
    append_json_text(text, "早餐𠮷");
    EXPECT_EQ(text, "\"早餐𠮷\"");
}

TEST(append_json_text, long_values_are_cut_on_a_character) {
    std::string long_text;
    for (int count = 0; count < 2000; ++count) long_text += "餐";
    std::string text;
    append_json_text(text, long_text);
    EXPECT_LT(text.size(), 2070U);
    EXPECT_TRUE(text.ends_with("餐…\""));
}

TEST_F(LogTest, a_line_has_time_level_event_and_the_request_of_its_thread) {
    open({.file_path = path});
    {
        const RequestScope scope{"req_outer"};
        note("canteen.opened", {{"dishes", 12}});
        const RequestScope inner{"req_inner"};
        note("canteen.second");
    }
    note("canteen.third");
    close();
    const auto lines = lines_of(path);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_TRUE(lines[0].starts_with("{\"time_us\":1")) << lines[0];
    EXPECT_EQ(lines[0].substr(lines[0].find(",\"level\"")),
              R"(,"level":"info","event":"canteen.opened","request_id":"req_outer","dishes":12})");
    EXPECT_EQ(lines[0].find(",\"level\""), std::string("{\"time_us\":").size() + 16);
    EXPECT_NE(lines[1].find("req_inner"), std::string::npos);
    EXPECT_EQ(lines[2].find("request_id"), std::string::npos);
}

TEST_F(LogTest, lines_below_the_least_level_are_not_written) {
    open({.file_path = path, .least = Level::warning});
    EXPECT_FALSE(is_written(Level::note));
    note("quiet");
    warning("loud");
    close();
    const auto lines = lines_of(path);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find("loud"), std::string::npos);
}

// clause: 7.2.4-b-1, 5.1.1.1.3-a-3.2
TEST_F(LogTest, an_access_line_names_the_function_and_no_content) {
    open({.file_path = path});
    access({.method = "POST",
            .route = "/canteen/orders",
            .status = 422,
            .elapsed = Duration{1500},
            .reply_bytes = 99,
            .caller_kind = "customer",
            .failure_code = "canteen.cut_off_passed"});
    close();
    EXPECT_NE(lines_of(path).at(0).find(
                  R"("event":"http.access","method":"POST","route":"/canteen/orders","status":422,)"
                  R"("elapsed_us":1500,"reply_bytes":99,"caller_kind":"customer",)"
                  R"("failure_code":"canteen.cut_off_passed"})"),
              std::string::npos);
}

TEST_F(LogTest, rotation_continues_in_a_fresh_file) {
    open({.file_path = path});
    warning("before");
    reopen();  // nothing was moved yet: the same file goes on
    warning("still_before");
    close();
    open({.file_path = path});
    fs::rename(path, path + ".1");
    reopen();
    warning("after");
    close();
    open({.file_path = path});
    close();
    EXPECT_EQ(lines_of(path + ".1").size(), 2U);
    ASSERT_EQ(lines_of(path).size(), 1U);
    EXPECT_NE(lines_of(path)[0].find("after"), std::string::npos);
}

TEST_F(LogTest, a_slow_disk_loses_the_oldest_lines_counts_them_and_blocks_nobody) {
    // A pipe nobody reads stands for the disk: once its 64 KiB are full, writing stops.
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    open({.file_path = path, .queue_lines_max = 32});
    const std::string filler(1000, 'x');
    for (int number = 0; number < 500; ++number)
        note("flood", {{"number", number}, {"filler", filler}});
    EXPECT_GT(dropped_lines(), 200U);
    std::string received;
    std::thread drain([&] {
        std::array<char, 4096> piece{};
        ::fcntl(reader, F_SETFL, 0);
        for (ssize_t size = 0; (size = ::read(reader, piece.data(), piece.size())) > 0;)
            received.append(piece.data(), static_cast<std::size_t>(size));
    });
    close();
    drain.join();
    ::close(reader);
    EXPECT_NE(received.find("\"number\":499,"), std::string::npos) << "the newest line is kept";
}

TEST_F(LogTest, a_file_that_cannot_be_opened_stops_the_start) {
    EXPECT_THROW(open({.file_path = (directory / "missing" / "dlfp.log").string()}),
                 std::runtime_error);
}

TEST_F(LogTest, threads_do_not_mix_their_lines) {
    open({.file_path = path});
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([thread] {
            const RequestScope scope{"req_" + std::to_string(thread)};
            for (int number = 0; number < 500; ++number) note("parallel", {{"number", number}});
        });
    for (auto& thread : threads) thread.join();
    close();
    const auto lines = lines_of(path);
    EXPECT_EQ(lines.size(), 2000U);
    for (const auto& line : lines) {
        EXPECT_TRUE(line.starts_with("{\"time_us\":"));
        EXPECT_TRUE(line.ends_with("}"));
    }
}

}  // namespace
}  // namespace dlfp::log
