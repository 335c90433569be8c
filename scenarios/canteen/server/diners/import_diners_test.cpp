// Importing diners: verdicts as a table, the whole way, and owners who can log in (3.1.3-8).
#include "scenarios/canteen/server/diners/import_diners.h"

#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/workbook/workbook.h"
#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

ImportRow row(std::string number, std::string name, std::string mobile) {
    return {
        .diner_number = std::move(number), .name = std::move(name), .mobile = std::move(mobile)};
}

TEST(plan_import, every_reason_is_found_and_the_first_of_twins_is_good) {
    KnownDiners known;
    known.classes.emplace("职工", staff_class);
    known.by_number.emplace("9", KnownDiner{DinerId::fixed(9), {}, true});
    known.by_card.emplace("C9", DinerId::fixed(9));
    const auto with = [](ImportRow base, std::string ImportRow::* member, std::string value) {
        base.*member = std::move(value);
        return base;
    };
    const auto good = row("1", "张三", "13800138000");
    const auto other = row("2", "李四", "13800138002");
    const std::vector<std::pair<ImportRow, RowProblem>> table{
        {with(good, &ImportRow::card_number, "C1"), RowProblem::none},
        {row("", "张三", "13800138001"), RowProblem::number_missing},
        {row(std::string(33, '1'), "张三", "13800138001"), RowProblem::number_too_long},
        {row("1", "李四", "13800138001"), RowProblem::number_twice},
        {row("2", "", "13800138001"), RowProblem::name_missing},
        {row("2", std::string(51, 'a'), "13800138001"), RowProblem::name_too_long},
        {row("2", "李四", "1380013800"), RowProblem::mobile_malformed},
        {row("2", "李四", "13800138000"), RowProblem::mobile_twice},
        {with(other, &ImportRow::department, std::string(41, 'a')),
         RowProblem::department_too_long},
        {with(other, &ImportRow::price_class, "教师"), RowProblem::class_unknown},
        {with(other, &ImportRow::card_number, std::string(33, '1')), RowProblem::card_too_long},
        {with(other, &ImportRow::card_number, "C1"), RowProblem::card_twice},
        {with(other, &ImportRow::card_number, "C9"), RowProblem::card_taken},
        {row("9", "王五", "13800138009"), RowProblem::diner_merged},
        {with(other, &ImportRow::price_class, "职工"), RowProblem::none}};
    std::vector<ImportRow> rows;
    for (const auto& [given, expected] : table) rows.push_back(given);
    const auto judged = plan_import(rows, known);
    for (std::size_t index = 0; index < table.size(); ++index) {
        EXPECT_EQ(judged[index].problem, table[index].second) << "row " << index;
        EXPECT_EQ(judged[index].verdict == ImportVerdict::wrong,
                  table[index].second != RowProblem::none);
        EXPECT_EQ(problem_zh(table[index].second).empty(), table[index].second == RowProblem::none);
    }
}

TEST(read_import_rows, titles_may_stand_in_any_order_and_blanks_are_trimmed) {
    const auto rows = read_import_rows(
        {{"手机", " 姓名", "学号", "备注"}, {" 13800138000 ", "　张三", "7\t", "x"}, {"", "", ""}});
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().diner_number, "7");
    EXPECT_EQ(rows->front().name, "张三");
    EXPECT_EQ(rows->front().mobile, "13800138000");
    EXPECT_EQ(rows->front().line, 2);
    EXPECT_TRUE(
        read_import_rows({{"姓名", "工号"}, {"a", "b"}}).failed_with(import_column_missing));
    EXPECT_TRUE(read_import_rows({{"姓名", "工号", "手机号"}}).failed_with(import_has_no_rows));
    EXPECT_TRUE(read_import_rows({}).failed_with(import_has_no_rows));
}

struct ImportDinersTest : testing::Test {
    DinerBank bank;
    test::Client steward = bank.steward();

    static std::string base64(std::string_view text) {
        return crypto::to_base64(crypto::view_of(text));
    }
    static std::string csv(std::string_view rows) {
        return "工号,姓名,手机号,部门,价格类别,卡号\n" + std::string(rows);
    }
    auto preview(std::string_view file) {
        return steward.call(preview_import_endpoint, {base64(file)});
    }
    auto confirm(std::string_view file, const std::string& hash) {
        return steward.call(confirm_import_endpoint, {base64(file), hash, "名单.csv"});
    }
    std::size_t diners() { return steward.call(list_diners_endpoint, {})->items.size(); }
};

// clause: 3.1.3-8
TEST_F(ImportDinersTest, good_rows_go_in_and_wrong_ones_are_listed_for_mending) {
    const auto file =
        csv("1001,张三,13800138000,技术部,职工,C-1\n"
            "1002,李四,13700137000,,,\n"
            "1002,李四,13700137001,,,\n"
            "1003,=HYPERLINK(1),123,,,\n");
    const auto looked = preview(file);
    ASSERT_TRUE(looked) << looked.body;
    EXPECT_EQ(looked->row_count, 4);
    EXPECT_EQ(looked->added_count, 2);
    EXPECT_EQ(looked->wrong_count, 2);
    EXPECT_EQ(looked->rows.front().problem, RowProblem::number_twice);
    EXPECT_EQ(looked->rows.front().line, 4);
    EXPECT_EQ(diners(), 0U) << "looking changes nothing";
    const auto done_reply = confirm(file, looked->content_hash);
    ASSERT_TRUE(done_reply) << done_reply.body;
    EXPECT_EQ(diners(), 2U);
    EXPECT_NE(done_reply->error_csv.find("手机号不是11位有效号码"), std::string::npos);
    EXPECT_NE(done_reply->error_csv.find("'=HYPERLINK"), std::string::npos)
        << "no cell becomes a formula";
    const auto zhang = steward.call(list_diners_endpoint, {.diner_number = "1001"})->items.at(0);
    EXPECT_TRUE(zhang.is_linked) << "a verified customer of the same name";
    EXPECT_EQ(zhang.price_class_name, "职工");
    EXPECT_EQ(zhang.card_number, "C-1");
}

// clause: 3.1.3-8
TEST_F(ImportDinersTest, the_owner_of_a_good_row_is_a_customer_who_can_log_in) {
    const auto mobile = *identity::MobileNumber::parse("13700137000");
    const auto exists = [&] {
        return bank.read([&](sql::Reader& reader) {
            return identity::find_customer_by_mobile(bank.platform(), reader, mobile).has_value();
        });
    };
    const auto file = csv("1002,李四,13700137000,,,\n1003,王五,1370013700,,,\n");
    const auto hash = preview(file)->content_hash;
    EXPECT_FALSE(exists());
    ASSERT_TRUE(confirm(file, hash));
    EXPECT_TRUE(exists());
}

TEST_F(ImportDinersTest, a_workbook_imported_twice_changes_only_what_differs) {
    const auto workbook_of = [](const std::string& department) {
        return workbook::to_bytes({.name = "名单",
                                   .titles = {"工号", "姓名", "手机号", "部门"},
                                   .rows = {{std::string("1"), std::string("甲"),
                                             std::int64_t{13'700'137'001}, std::string("一部")},
                                            {std::string("2"), std::string("乙"),
                                             std::int64_t{13'700'137'002}, department}}});
    };
    const auto first = workbook_of("一部");
    ASSERT_TRUE(confirm(first, preview(first)->content_hash));
    const auto again = preview(first);
    EXPECT_EQ(again->unchanged_count, 2);
    EXPECT_FAILS(confirm(first, again->content_hash), import_changes_nothing);
    const auto second = workbook_of("二部");
    const auto looked = preview(second);
    EXPECT_EQ(looked->changed_count, 1);
    EXPECT_EQ(looked->unchanged_count, 1);
    EXPECT_FAILS(confirm(second, again->content_hash), import_file_differs);
    ASSERT_TRUE(confirm(second, looked->content_hash));
    const auto changed = steward.call(list_diners_endpoint, {.diner_number = "2"})->items.at(0);
    EXPECT_EQ(changed.department, "二部");
    EXPECT_EQ(changed.version, 2);
}

// clause: 6.3.1-d-2.4
TEST_F(ImportDinersTest, files_that_are_no_list_are_refused) {
    EXPECT_FAILS(steward.call(preview_import_endpoint, {"not base64!"}), import_file_malformed);
    EXPECT_FAILS(preview("姓名,电话\n张三,1\n"), import_column_missing);
    EXPECT_FAILS(preview("工号,姓名,手机号\n"), import_has_no_rows);
    EXPECT_FAILS(preview("PK\x03\x04 damaged"), workbook::table_unreadable);
    EXPECT_FAILS(preview("工号,姓名\xFF\xFF"), workbook::table_encoding_unknown);
    std::string long_file = "工号,姓名,手机号\n";
    for (int line = 0; line < 5'001; ++line) long_file += "1,a,1\n";
    EXPECT_FAILS(preview(long_file), workbook::table_too_large);
    EXPECT_FAILS(preview(std::string(import_file_bytes_max + 1, 'a')), import_file_malformed);
}

TEST_F(ImportDinersTest, another_operators_cards_and_numbers_do_not_matter) {
    add_diner(bank,
              {.organisation_id = other_operator, .diner_number = "1001", .card_number = "C-1"});
    const auto file = csv("1001,张三,13800138000,,,C-1\n");
    EXPECT_EQ(preview(file)->added_count, 1);
}

}  // namespace
}  // namespace dlfp::canteen
