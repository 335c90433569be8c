// What payments do to orders: paid, closed, refunded. Events may come twice, late, or after a
// request that has already seen the payment: every step here is repeatable and refuses nothing.
#pragma once

#include "platform/api/module.h"
#include "scenarios/canteen/server/orders/order_repository.h"

namespace dlfp::canteen {

inline constexpr std::string_view payment_scene = "canteen";

/// Subscribes to the three topics of core/payment.
void follow_payments(api::Module& module);

/// The order, locked and brought up to what its payment says now, so that no request decides by an
/// event that is still under way. order_not_found.
Result<MealOrder> lock_current_order(const payment::Scope& scope, MealOrderId id);

/// order_already_paid, order_ended.
Result<Done> require_unpaid(const MealOrder& order);

/// Ends an unpaid order: portions and counted meals go back. Nothing for others.
void close_unpaid(const payment::Scope& scope, MealOrder& order);

/// A refund of the payment that has been carried out.
struct DoneRefund {
    MealOrderId order_id;
    payment::RefundId refund_id;
    Money amount_fen;
};
/// Books money and lines of a refund once each; the kitchen learns what is not wanted any more.
/// Before the cut-off the portions can be sold again.
void book_refund(const payment::Scope& scope, const DoneRefund& refund);

/// Topics of screens: the order of one customer, the kitchen of one outlet.
std::string topic_of_order(MealOrderId id);
std::string topic_of_kitchen(OutletId id);
void announce_order(const payment::Scope& scope, const MealOrder& order);

}  // namespace dlfp::canteen
