// Recorded files are read strictly.
#include "tests/linearizability/history.h"

#include <gtest/gtest.h>

#include <sstream>

namespace dlfp::linearizability {
namespace {

std::map<std::string, History> read(const std::string& text) {
    std::istringstream lines{text};
    return read_histories(lines);
}

TEST(recorded_history, calls_land_at_their_object) {
    const auto histories = read(
        "object a account 100 50\nobject c one_time\nobject d one_time 5\n"
        "a pay 40 done 0 1 2\na look 0 done 60 3 4\nc use 0 unknown 0 5 -\n");
    ASSERT_EQ(histories.size(), 3U);
    EXPECT_EQ(histories.at("c").limit, 0);
    EXPECT_EQ(histories.at("d").limit, 5);
    const auto& account = histories.at("a");
    EXPECT_EQ(account.start, 100);
    EXPECT_EQ(account.limit, 50);
    ASSERT_EQ(account.operations.size(), 2U);
    EXPECT_EQ(account.operations[1].seen, 60);
    EXPECT_EQ(histories.at("c").operations[0].returned, never);
}

TEST(recorded_history, a_line_that_is_not_understood_is_refused) {
    for (const auto* text :
         {"a pay 1 done 0 1 2\n", "object a account 100\n", "object a wallet\n",
          "object a one_time x\n", "object a one_time\na use 0 done 0 1\n",
          "object a one_time\na steal 0 done 0 1 2\n", "object a one_time\na use 0 done 0 1 -\n",
          "object a one_time\na use 0 unknown 0 1 2\n", "object a one_time\na use 0 done 0 2 1\n",
          "object a one_time\nobject a one_time\n"})
        EXPECT_THROW(read(text), std::runtime_error) << text;
}

}  // namespace
}  // namespace dlfp::linearizability
