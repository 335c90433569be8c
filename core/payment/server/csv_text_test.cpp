// Cells that a spreadsheet would run stay text; numbers stay numbers.
#include "core/payment/server/csv_text.h"

#include <gtest/gtest.h>

namespace dlfp::payment {
namespace {

TEST(csv_text, no_cell_becomes_a_formula) {
    EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
    EXPECT_EQ(csv_cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csv_cell("+86"), "'+86");
    EXPECT_EQ(csv_cell("-cmd"), "'-cmd");
    EXPECT_EQ(csv_cell("\tx"), "'\tx");
    EXPECT_EQ(csv_cell("-0.05"), "-0.05");
    EXPECT_EQ(csv_cell("午餐"), "午餐");
    EXPECT_EQ(csv_cell("-"), "'-");
}

TEST(csv_text, separators_and_quotes_are_quoted) {
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"x\""), "\"say \"\"x\"\"\"");
    CsvText csv{{"一", "二"}};
    csv.add({"1", "a\nb"});
    EXPECT_EQ(csv.text(), "\xEF\xBB\xBF一,二\r\n1,\"a\nb\"\r\n");
    EXPECT_EQ(csv.to_file("x.csv").content_type, "text/csv; charset=utf-8");
}

}  // namespace
}  // namespace dlfp::payment
