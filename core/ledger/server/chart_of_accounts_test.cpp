// The chart in the README is the chart in the code.
#include "core/ledger/server/chart_of_accounts.h"

#include <gmock/gmock.h>

#include <boost/mp11.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace dlfp::ledger {
namespace {

template <class F>
void for_each_code(F visit) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<AccountCode>>(
        [&](auto enumerator) { visit(enumerator.value, std::string(enumerator.name)); });
}

/// The module's README; tests run somewhere below the root of the tree.
std::string readme() {
    auto folder = std::filesystem::current_path();
    while (!exists(folder / "core/ledger/README.md")) {
        if (folder == folder.parent_path()) throw std::runtime_error("README.md is out of reach");
        folder = folder.parent_path();
    }
    std::ifstream file{folder / "core/ledger/README.md"};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(chart_of_accounts, every_code_has_a_number_of_its_own) {
    std::set<int> numbers;
    for_each_code([&](AccountCode code, const std::string& name) {
        EXPECT_EQ(chart_line(code).code, code) << name;
        EXPECT_TRUE(numbers.insert(chart_line(code).number).second) << name;
    });
}

TEST(chart_of_accounts, the_readme_shows_the_chart_that_the_code_uses) {
    const auto text = readme();
    for_each_code([&](AccountCode code, const std::string& name) {
        const auto& line = chart_line(code);
        const auto row = "| " + std::to_string(line.number) + " | " + name + " | " +
                         std::string(line.name_zh) + " | " +
                         (line.normal_side == Side::credit ? "credit" : "debit") + " | " +
                         (line.is_overdrawn_by_nature ? "yes" : "no") + " |";
        EXPECT_THAT(text, testing::HasSubstr(row));
    });
}

}  // namespace
}  // namespace dlfp::ledger
