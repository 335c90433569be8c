// Files as people upload them: good ones of every kind, and damaged ones.
#include "platform/runtime/workbook/read_table.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "platform/runtime/workbook/workbook.h"

namespace dlfp::workbook {
namespace {

const Table expected{{"工号", "姓名", "手机号"}, {"1001", "张三", "13800138000"}};

std::string xlsx() {
    return to_bytes(
        {.name = "就餐人",
         .titles = {"工号", "姓名", "手机号"},
         .rows = {{std::string("1001"), std::string("张三"), std::int64_t{13'800'138'000}}}});
}

/// An archive of these parts, packed.
std::string archive(const std::vector<std::pair<std::string, std::string>>& parts) {
    auto* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(buffer);
    auto* file = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, content] : parts)
        zip_file_add(file, name.c_str(), zip_source_buffer(file, content.data(), content.size(), 0),
                     0);
    zip_close(file);
    zip_source_open(buffer);
    zip_stat_t stat;
    zip_source_stat(buffer, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    zip_source_free(buffer);
    return bytes;
}

constexpr std::string_view book = R"(<workbook xmlns:r="r"><sheets>
<sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>)";
constexpr std::string_view relations =
    R"(<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>)";

std::string sheet_archive(const std::string& sheet,
                          const std::string& texts = "<sst><si><t>a</t></si></sst>") {
    return archive({{"xl/workbook.xml", std::string(book)},
                    {"xl/_rels/workbook.xml.rels", std::string(relations)},
                    {"xl/sharedStrings.xml", texts},
                    {"xl/worksheets/sheet1.xml", sheet}});
}

TEST(read_table, reads_a_workbook_and_keeps_mobile_numbers_whole) {
    EXPECT_EQ(read_table(xlsx()).value(), expected);
}

TEST(read_table, reads_csv_with_and_without_mark_in_gbk_and_utf16) {
    const std::string csv = "工号,姓名,手机号\r\n1001,张三,13800138000\r\n";
    EXPECT_EQ(read_table(csv).value(), expected);
    EXPECT_EQ(read_table("\xEF\xBB\xBF" + csv).value(), expected);
    const std::string gbk =
        "\xB9\xA4\xBA\xC5,\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\xBA\xC5\n1001,\xD5\xC5\xC8\xFD,"
        "13800138000";
    EXPECT_EQ(read_table(gbk).value(), expected);
    const std::string utf16{"\xFF\xFE\x35\x00\x09\x00\x20\x5F", 8};
    EXPECT_EQ(read_table(utf16).value(), (Table{{"5", "张"}}));
}

TEST(read_table, reads_quotes_other_separators_and_leaves_empty_rows_at_the_end) {
    EXPECT_EQ(read_table("a;\"b;\"\"c\"\"\nd\";\n1;2;3\n\n\n").value(),
              (Table{{"a", "b;\"c\"\nd", ""}, {"1", "2", "3"}}));
    EXPECT_EQ(read_table("").value(), Table{});
}

TEST(read_table, reads_inline_texts_gaps_exponents_and_ignores_phonetics) {
    const auto bytes = sheet_archive(
        R"(<worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>
<row r="3"><c r="B3"><v>1.3800138E10</v></c><c r="C3"><v>2.5</v></c></row>
</sheetData></worksheet>)",
        "<sst><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si></sst>");
    EXPECT_EQ(read_table(bytes).value(),
              (Table{{"张三", "", "x"}, {}, {"", "13800138000", "2.5"}}));
}

// clause: 6.3.1-d-2.4
TEST(read_table, damaged_files_are_refused) {
    const auto good = xlsx();
    EXPECT_TRUE(read_table(good.substr(0, good.size() / 2)).failed_with(table_unreadable));
    EXPECT_TRUE(read_table("PK\x03\x04 nothing").failed_with(table_unreadable));
    EXPECT_TRUE(read_table(archive({{"a.txt", "a"}})).failed_with(table_unreadable));
    EXPECT_TRUE(read_table(sheet_archive("<worksheet><row>")).failed_with(table_unreadable));
    EXPECT_TRUE(read_table(sheet_archive(R"(<w><row r="1"><c t="s"><v>9</v></c></row></w>)"))
                    .failed_with(table_unreadable));
    EXPECT_TRUE(read_table("a,\"b").failed_with(table_unreadable));
    auto flipped = good;
    for (std::size_t at = good.size() / 3; at < good.size() / 2; ++at) flipped[at] ^= 0x5A;
    EXPECT_FALSE(read_table(flipped));
}

TEST(read_table, entities_are_not_expanded) {
    const std::string laughs = R"(<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<w><row r="1"><c t="str"><v>&b;</v></c></row></w>)";
    EXPECT_TRUE(read_table(sheet_archive(laughs)).failed_with(table_unreadable));
}

// clause: 6.3.1-d-2.4
TEST(read_table, bombs_and_tables_beyond_the_limits_are_refused) {
    const std::string zeros(70UL * 1024 * 1024, ' ');
    const auto bomb = sheet_archive("<w>" + zeros + "</w>");
    ASSERT_LT(bomb.size(), 200'000U) << "packed it is small";
    EXPECT_TRUE(read_table(bomb).failed_with(table_too_large));
    std::vector<std::pair<std::string, std::string>> many;
    for (int part = 0; part < 300; ++part) many.emplace_back(std::to_string(part), "x");
    EXPECT_TRUE(read_table(archive(many)).failed_with(table_too_large));
    std::string texts = "<sst>";
    for (int text = 0; text < 4; ++text) texts += "<si><t>a</t></si>";
    EXPECT_TRUE(read_table(sheet_archive("<w/>", texts + "</sst>"), {.shared_texts_max = 3})
                    .failed_with(table_too_large));
    EXPECT_TRUE(read_table("a\nb\nc", {.rows_max = 2}).failed_with(table_too_large));
    EXPECT_TRUE(read_table("a,b,c", {.columns_max = 2}).failed_with(table_too_large));
    EXPECT_TRUE(read_table("aaaa", {.cell_bytes_max = 3}).failed_with(table_too_large));
    EXPECT_TRUE(read_table(sheet_archive(R"(<w><row r="6000"><c><v>1</v></c></row></w>)"))
                    .failed_with(table_too_large));
}

TEST(read_table, bytes_of_no_known_encoding_are_refused) {
    EXPECT_TRUE(read_table("a,\xFF\xFF\xFF").failed_with(table_encoding_unknown));
    EXPECT_TRUE(read_table(std::string("a\0b", 3)).failed_with(table_encoding_unknown));
}

}  // namespace
}  // namespace dlfp::workbook
