// The chart as a table in the order of the enumerators, so that a look-up is an index.
#include "core/ledger/server/chart_of_accounts.h"

#include <algorithm>
#include <array>

namespace dlfp::ledger {
namespace {

using enum AccountCode;

// 1xxx assets, 2xxx liabilities, 3xxx in transit, 5xxx income and expense.
constexpr std::array chart{
    ChartLine{bank_cash, 1001, Side::debit, "库存现金", false},
    ChartLine{host_clearing, 1101, Side::debit, "存放核心清算", true},
    ChartLine{channel_clearing, 1102, Side::debit, "渠道待清算", true},
    ChartLine{receivable, 1201, Side::debit, "应收款项", false},
    ChartLine{customer_eaccount, 2001, Side::credit, "客户电子账户", false},
    ChartLine{customer_purse, 2002, Side::credit, "客户钱包", false},
    ChartLine{subsidy_purse, 2003, Side::credit, "补贴钱包", false},
    ChartLine{subsidy_funding, 2004, Side::credit, "补贴资金", false},
    ChartLine{deposit_held, 2005, Side::credit, "押金", false},
    ChartLine{merchant_clearing, 2101, Side::credit, "商户待清算", false},
    ChartLine{merchant_settlement, 2102, Side::credit, "商户结算", false},
    ChartLine{fee_income, 5001, Side::credit, "手续费收入", true},
    ChartLine{subsidy_expense, 5101, Side::debit, "补贴支出", true},
    ChartLine{loss_expense, 5102, Side::debit, "损失核销", true},
    ChartLine{suspense, 3001, Side::credit, "暂收暂付", true},
};

constexpr bool chart_is_in_order() {
    for (std::size_t index = 0; index < chart.size(); ++index)
        if (static_cast<std::size_t>(chart[index].code) != index) return false;
    return chart.size() == static_cast<std::size_t>(suspense) + 1;
}
static_assert(chart_is_in_order());

}  // namespace

const ChartLine& chart_line(AccountCode code) { return chart[static_cast<std::size_t>(code)]; }

}  // namespace dlfp::ledger
