// Spreadsheets hold what was given, and a text stays a text.
#include "platform/runtime/workbook/workbook.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

namespace dlfp::workbook {
namespace {

/// The text of a member of the archive, by the system's unzip.
std::string member_of(const std::string& bytes, const std::string& member) {
    const auto path = testing::TempDir() + "workbook_test.xlsx";
    std::ofstream{path, std::ios::binary} << bytes;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{
        ::popen(("python3 -c \"import sys,zipfile;sys.stdout.write(zipfile.ZipFile('" + path +
                 "').read('" + member + "').decode())\"")
                    .c_str(),
                "r"),
        &::pclose};
    std::string text;
    std::array<char, 4096> buffer{};
    while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
        text.append(buffer.data(), count);
    return text;
}

TEST(workbook, no_time_of_writing_is_in_the_file) {
    const auto bytes = to_bytes({.name = "营业", .titles = {"日期"}, .rows = {}});
    const auto core = member_of(bytes, "docProps/core.xml");
    EXPECT_NE(core.find("2000-01-01T00:00:00Z</dcterms:created>"), std::string::npos) << core;
}

TEST(workbook, amounts_are_numbers_in_yuan_and_texts_are_never_formulas) {
    const auto bytes = to_bytes({.name = "营业",
                                 .titles = {"日期", "笔数", "金额"},
                                 .rows = {{"=HYPERLINK(1)", std::int64_t{3}, Money::fen(12'50)}}});
    EXPECT_TRUE(bytes.starts_with("PK"));
    const auto sheet = member_of(bytes, "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("<v>12.5</v>"), std::string::npos) << sheet;
    EXPECT_NE(sheet.find("<v>3</v>"), std::string::npos);
    EXPECT_EQ(sheet.find("<f>"), std::string::npos);
    const auto strings = member_of(bytes, "xl/sharedStrings.xml");
    EXPECT_NE(strings.find("=HYPERLINK(1)"), std::string::npos);
    EXPECT_NE(strings.find("笔数"), std::string::npos);
}

TEST(workbook, a_name_that_no_sheet_may_have_is_told) {
    EXPECT_THROW(to_bytes({.name = "a/b", .titles = {"x"}, .rows = {}}), std::runtime_error);
}

}  // namespace
}  // namespace dlfp::workbook
