// A canteen that has sold something: orders and counter sales with their payments, written as the
// parts `orders` and `counter` write them; for the tests of the part `books`.
#pragma once

#include "scenarios/canteen/server/books/close_day.h"
#include "scenarios/canteen/server/books/read_overview.h"
#include "scenarios/canteen/server/books/read_reports.h"
#include "scenarios/canteen/server/counter/sale_repository.h"
#include "scenarios/canteen/server/orders/order_repository.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"
#include "scenarios/canteen/server/testing/diner_rows.h"

namespace dlfp::canteen {

class TradingBank : public CanteenBank {
public:
    static constexpr auto till = TerminalId::fixed(78'001);

    explicit TradingBank(std::int64_t fee_basis_points = 38) : CanteenBank{fee_basis_points} {
        diner = add_diner(*this, {.organisation_id = canteen_operator, .customer_id = zhang});
        grant = add_subsidy(*this, diner,
                            {.amount_fen = yuan(10'000),
                             .categories = {lunch},
                             .valid_from = today(),
                             .valid_until = today().plus_days(30)});
        fill(diner.cash_account_id, yuan(10'000));
        in_test(
            "INSERT INTO canteen_terminal (id, organisation_id, area_id, name, mode, "
            "public_key, clock_offset_us, last_seq, state) VALUES ($1, $2, $3, '一号收银台', "
            "'per_item', $4, 0, 0, 'active')",
            till, canteen_operator, shop, sql::Bytes{});
    }

    /// A charged payment for an order or a sale; the subsidy pays `subsidy` of it.
    payment::PaymentId paid_for(const std::string& scene_ref, Money total, Money subsidy) {
        std::vector<payment::Tender> tenders;
        if (subsidy.is_positive())
            tenders.push_back(
                {payment::TenderKind::subsidy, grant.account_id, subsidy, grant.id.to_text()});
        if (total > subsidy)
            tenders.push_back(
                {payment::TenderKind::cash_purse, diner.cash_account_id, total - subsidy, ""});
        auto drafted = draft(std::move(tenders));
        drafted.scene_ref = scene_ref;
        const auto id = order(drafted);
        take(id).value();
        return id;
    }

    /// A lunch ordered and paid now for a day.
    payment::PaymentId meal(Money total, BusinessDate day, Money subsidy = {}) {
        const auto id = bank.next_id<MealOrderTag>();
        const auto payment_id = paid_for(id.to_text(), total, subsidy);
        write([&](sql::Transaction& transaction) {
            OrderBooks{transaction}.add({.id = id,
                                         .organisation_id = canteen_operator,
                                         .outlet_id = outlet,
                                         .period_id = lunch_period,
                                         .category_id = lunch,
                                         .day = day,
                                         .diner_id = diner.id,
                                         .customer_id = zhang,
                                         .state = OrderState::paid,
                                         .total_fen = total,
                                         .refunded_fen = {},
                                         .payment_id = payment_id,
                                         .pick_up_number = ++last_number_,
                                         .note = "",
                                         .created_at_us = bank.now(),
                                         .paid_at_us = bank.now(),
                                         .picked_up_at_us = {}},
                                        {{.line = 1,
                                          .menu_item_id = item(pork),
                                          .dish_id = pork,
                                          .dish_name = "红烧肉",
                                          .quantity = 1,
                                          .unit_price_fen = total,
                                          .amount_fen = total}});
            return true;
        });
        return payment_id;
    }

    /// A sale in the shop that happened on a day and arrives now.
    payment::PaymentId sale(Money total, BusinessDate day) {
        const auto id = bank.next_id<SaleTag>();
        const auto payment_id = paid_for(id.to_text(), total, {});
        write([&](sql::Transaction& transaction) {
            SaleBooks books{transaction};
            books.add({.id = id,
                       .organisation_id = canteen_operator,
                       .terminal_id = till,
                       .seq = ++last_seq_,
                       .content_hash = {},
                       .payer_kind = PayerKind::card,
                       .diner_id = diner.id,
                       .customer_id = zhang,
                       .area_id = shop,
                       .category_id = {},
                       .day = day,
                       .total_fen = total,
                       .refunded_fen = {},
                       .payment_id = payment_id,
                       .is_offline = true,
                       .device_time_us = bank.now(),
                       .device_offset_us = 0,
                       .occurred_at_us = day.starts_at() + 12h,
                       .received_at_us = bank.now(),
                       .suspicion = {},
                       .twin_sale_id = {},
                       .reviewed_at_us = {}});
            books.add_line({.sale_id = id,
                            .line = 1,
                            .dish_id = {},
                            .dish_name = "矿泉水",
                            .quantity = 2,
                            .weight_g = {},
                            .unit_price_fen = total,
                            .amount_fen = total,
                            .refunded_fen = {}});
            return true;
        });
        return payment_id;
    }

    /// Money back; orders and sales hear of it by the payment's event.
    void refunded(payment::PaymentId payment_id, Money amount) {
        give_back(payment_id, amount, steward_id.to_text()).value();
    }

    template <class... Args>
    void in_test(std::string_view text, const Args&... args) {
        write([&](sql::Transaction& transaction) {
            transaction.execute({"test.arrange", text}, args...);
            return true;
        });
    }

    test::Outcome<ClosedDay> close(BusinessDate day, CloseMode mode = CloseMode::regular,
                                   std::optional<api::Text<200>> reason = {}) {
        return steward().call(close_day_endpoint,
                              {.day = day, .mode = mode, .reason = std::move(reason)});
    }
    DayReview review(BusinessDate day) {
        return *steward().call(review_day_endpoint, {.day = day});
    }
    ReportReply report(ReportKind kind) {
        return *steward().call(
            read_report_endpoint,
            {.kind = kind, .from = today().plus_days(-30), .until = today().plus_days(30)});
    }

    Diner diner;
    SubsidyGrant grant;

private:
    std::int64_t last_number_ = 0;
    std::int64_t last_seq_ = 0;
};

}  // namespace dlfp::canteen
