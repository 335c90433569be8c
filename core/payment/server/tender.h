// Tenders: where the money of an order comes from, and what goes back to whom.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "core/ledger/server/account.h"
#include "core/payment/server/payment_failures.h"

namespace dlfp::payment {

/// Where the money of a tender comes from.
enum class TenderKind {
    subsidy,
    cash_purse,
    eaccount,
    linked_card,  ///< through the host: `account_id` is account::host_clearing_account_id and
                  ///< `source_ref` the card; the last tender, never beside an electronic account
};
BOOST_DESCRIBE_ENUM(TenderKind, subsidy, cash_purse, eaccount, linked_card)

/// One source of money. The scenario's pure plan orders them: the first is used first, and refunds
/// go back to the last first (row C5).
struct Tender {
    TenderKind kind{};
    ledger::AccountId account_id;  ///< debited; of the payer
    Money amount_fen;              ///< positive
    std::string source_ref;        ///< ≤ 64 bytes, the scenario's: e.g. the subsidy grant's id
};

/// A tender of an order as stored, with what came back of it.
struct TenderLine {
    std::int64_t position = 0;
    TenderKind kind{};
    ledger::AccountId account_id;
    Money amount_fen;
    Money refunded_fen;
    std::string source_ref;
};
BOOST_DESCRIBE_STRUCT(TenderLine, (),
                      (position, kind, account_id, amount_fen, refunded_fen, source_ref))

/// What one tender got back. A subsidy returns to its grant with the grant's own expiry: the
/// scenario books that by `source_ref`.
struct RefundPart {
    std::int64_t position = 0;
    TenderKind kind{};
    ledger::AccountId account_id;
    Money amount_fen;
    std::string source_ref;
};
BOOST_DESCRIBE_STRUCT(RefundPart, (), (position, kind, account_id, amount_fen, source_ref))

/// Spreads a refund over the tenders: the one used last first, each up to what is left of it
/// (row C5: 6.90 of 10.00 subsidy + 5.80 cash is 5.80 cash + 1.10 subsidy). Parts add up to
/// `amount`. refund_amount_malformed unless positive; refund_exceeds_charge (`refundable_fen`).
Result<std::vector<RefundPart>> plan_refund(const std::vector<TenderLine>& tenders, Money amount);

}  // namespace dlfp::payment
