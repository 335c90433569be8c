// A bank with a merchant and a customer who has a subsidy purse, a cash purse and an electronic
// account, for tests of payments.
#pragma once

#include "core/account/server/testing/account_bank.h"
#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/payment/server/module.h"
#include "core/payment/server/payment_repository.h"
#include "core/payment/server/refund_approval.h"
#include "core/payment/server/staff_books.h"

namespace dlfp::payment {

inline constexpr auto canteen_operator = identity::OrganisationId::fixed(7001);
inline constexpr auto other_operator = identity::OrganisationId::fixed(7002);
using account::li;
using account::zhang;

class PaymentBank : public account::AccountBank {
public:
    /// Runs `work` as one unit of work with its scope.
    template <class F>
    auto in_unit(F&& work) {
        return write([&](sql::Transaction& transaction) {
            return work(Scope{transaction, platform(), bank.now()});
        });
    }

    explicit PaymentBank(std::int64_t fee_basis_points = 38, std::vector<api::Module> more = {})
        : AccountBank{with_payment(std::move(more))} {
        subsidy = open_purse(ledger::AccountCode::subsidy_purse);
        cash = open_purse(ledger::AccountCode::customer_purse);
        in_unit([&](const Scope& scope) {
            return open_merchant(scope, {.organisation_id = canteen_operator,
                                         .fee_basis_points = fee_basis_points,
                                         .effective_from = today()});
        }).value();
        read([&](sql::Reader& reader) {
            merchant = PaymentRepository{reader}.find_merchant(canteen_operator).value();
            return 0;
        });
    }

    BusinessDate today() const { return BusinessDate::of(bank.now()); }

    ledger::AccountId open_purse(ledger::AccountCode code) {
        const auto id = bank.next_id<ledger::AccountTag>();
        write([&](sql::Transaction& transaction) {
            return ledger::open_account(
                transaction, {.id = id, .code = code, .holder = zhang.to_text()}, bank.now());
        }).value();
        return id;
    }

    static Tender from(TenderKind kind, ledger::AccountId id, Money amount) {
        return {.kind = kind,
                .account_id = id,
                .amount_fen = amount,
                .source_ref = kind == TenderKind::subsidy ? "grant-1" : ""};
    }
    OrderDraft draft(std::vector<Tender> tenders) const {
        return {.organisation_id = canteen_operator,
                .payer_customer_id = zhang,
                .subject = "午餐",
                .scene = "canteen",
                .scene_ref = "meal-1",
                .tenders = std::move(tenders),
                .expires_at_us = bank.now() + 15min};
    }
    /// The meal of row C5: 10.00 subsidy + 5.80 cash.
    OrderDraft meal() const {
        return draft({from(TenderKind::subsidy, subsidy, Money::fen(10'00)),
                      from(TenderKind::cash_purse, cash, Money::fen(5'80))});
    }
    /// An order of the cash purse alone.
    OrderDraft cash_order(Money amount) const {
        return draft({from(TenderKind::cash_purse, cash, amount)});
    }

    PaymentId order(const OrderDraft& drafted) {
        return in_unit([&](const Scope& scope) { return create_order(scope, drafted); }).value();
    }
    Result<ChargeReply> take(PaymentId id, ChargeMethod method = ChargeMethod::pin) {
        return in_unit([&](const Scope& scope) { return charge(scope, id, method); });
    }
    /// An order made, filled and charged.
    PaymentId charged(Money amount) {
        fill(cash, amount);
        const auto id = order(cash_order(amount));
        take(id).value();
        return id;
    }
    Result<RefundReply> give_back(PaymentId id, Money amount, std::string requested_by = "staff") {
        return in_unit([&](const Scope& scope) {
            return refund(scope, {id, amount, "不合口味", std::move(requested_by)});
        });
    }
    /// A member of staff who may decide refunds.
    test::Client checker(std::uint64_t number,
                         identity::OrganisationId organisation = canteen_operator) {
        return bank.as(bank.caller(
            api::CallerKind::staff, identity::StaffId::fixed(number).bytes(),
            {"approval.decide_approvals", "approval.view_approvals", "payment.approve_refunds"},
            organisation.bytes()));
    }
    /// The approval that the newest waiting refund of the operator is about.
    approval::ApprovalId waiting_approval() {
        return checker(1).call(approval::list_approvals_endpoint, {})->items.at(0).approval_id;
    }
    Payment stored(PaymentId id) {
        return read([&](sql::Reader& reader) { return find_payment(reader, id).value(); });
    }

    static std::vector<api::Module> with_payment(std::vector<api::Module> more) {
        more.insert(more.begin(), make_module());
        more.insert(more.begin(), approval::make_module());
        return more;
    }

    ledger::AccountId subsidy;
    ledger::AccountId cash;
    Merchant merchant;
};

/// A number among the facts of an error; -1 when absent.
inline std::int64_t fact_of(const Error& error, std::string_view name) {
    for (const auto& fact : error.facts())
        if (fact.name == name) return std::get<std::int64_t>(fact.value);
    return -1;
}

}  // namespace dlfp::payment
