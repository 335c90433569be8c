// The chart of accounts (会计科目): every kind of account, its number, normal side and the
// overdraft rule it gets unless the opening says otherwise.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

namespace dlfp::ledger {

/// A movement increases one side of an account; entries never mix both.
enum class Side { debit, credit };
BOOST_DESCRIBE_ENUM(Side, debit, credit)

enum class AccountCode {
    bank_cash,            ///< 库存现金
    host_clearing,        ///< 存放核心清算: the platform's position at the core-banking host
    channel_clearing,     ///< 渠道待清算: owed by payment channels
    receivable,           ///< 应收款项: fees and advances still owed to us
    customer_eaccount,    ///< 客户电子账户: class II and III accounts
    customer_purse,       ///< 客户钱包: prepaid purse of a scenario
    subsidy_purse,        ///< 补贴钱包: granted by an organisation, purpose-bound
    subsidy_funding,      ///< 补贴资金: what an organisation has put in for its subsidies
    deposit_held,         ///< 押金: held for a customer
    merchant_clearing,    ///< 商户待清算: earned today, not settled
    merchant_settlement,  ///< 商户结算: settled, payable to the operator
    fee_income,           ///< 手续费收入
    subsidy_expense,      ///< 补贴支出: subsidies the bank itself pays
    loss_expense,         ///< 损失核销
    suspense,             ///< 暂收暂付: money whose owner is not known yet
};
BOOST_DESCRIBE_ENUM(AccountCode, bank_cash, host_clearing, channel_clearing, receivable,
                    customer_eaccount, customer_purse, subsidy_purse, subsidy_funding, deposit_held,
                    merchant_clearing, merchant_settlement, fee_income, subsidy_expense,
                    loss_expense, suspense)

/// One line of the chart.
struct ChartLine {
    AccountCode code;
    int number;        ///< 科目号
    Side normal_side;  ///< the side on which a balance is positive
    std::string_view name_zh;
    bool is_overdrawn_by_nature;  ///< may stand on either side: clearing, suspense
};

/// The line of a code; every code has one (checked at compile time).
const ChartLine& chart_line(AccountCode code);

constexpr Side opposite(Side side) { return side == Side::debit ? Side::credit : Side::debit; }

}  // namespace dlfp::ledger
