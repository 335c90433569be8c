// A copy taken from the running platform holds what was answered before, and starts in its place.
#include <gtest/gtest.h>

#include "tests/operations/run_program.h"

namespace dlfp::operations {
namespace {

class Backup : public ::testing::Test {
protected:
    std::vector<std::string> serve_arguments() const {
        return {"--development", "--data", folder.path()};
    }
    Ended control(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--development", "--data", folder.path().string()});
        return run("dlfpctl", arguments);
    }
    static std::string log_in(const Served& served, const std::string& key) {
        const auto answer =
            ask({.port = served.plain_port(),
                 .method = "POST",
                 .path = "/api/identity/staff-sessions",
                 .headers = {"idempotency-key: " + key},
                 .body = R"({"login_name":"bank.admin","password":"Dlfp-Staff-2026"})"});
        return text_member(answer.body, "token");
    }
    static int session_status(const Served& served, const std::string& token) {
        return ask({.port = served.plain_port(),
                    .path = "/api/identity/staff-session",
                    .headers = {"authorization: Bearer " + token}})
            .status;
    }
    Folder folder;
    std::string copy = (folder.path() / "copy.sqlite").string();
};

TEST_F(Backup, taken_while_running_is_restored_with_all_that_was_answered_before) {
    std::string before;
    std::string after;
    {
        Served served{serve_arguments()};
        before = log_in(served, "before-the-backup");
        ASSERT_EQ(session_status(served, before), 200);
        const auto taken = control({"backup", copy});
        ASSERT_EQ(taken.code, 0) << taken.output;
        after = log_in(served, "after-the-backup");
        ASSERT_EQ(session_status(served, after), 200);
        const auto refused = control({"restore", copy});
        EXPECT_EQ(refused.code, 1) << "a running platform is not overwritten: " << refused.output;
        EXPECT_EQ(session_status(served, after), 200);
        served.kill();
    }
    const auto restored = control({"restore", copy});
    ASSERT_EQ(restored.code, 0) << restored.output;
    EXPECT_EQ(control({"ledger", "verify"}).code, 0);
    EXPECT_EQ(control({"audit", "verify"}).code, 0);
    Served served{serve_arguments()};
    EXPECT_EQ(session_status(served, before), 200);
    EXPECT_EQ(session_status(served, after), 401);
    EXPECT_EQ(served.stop(), 0);
}

TEST_F(Backup, of_a_folder_without_database_is_refused) {
    const auto taken = control({"backup", copy});
    EXPECT_EQ(taken.code, 1) << taken.output;
}

}  // namespace
}  // namespace dlfp::operations
