// A counter with connection sells: the diner shows a payment code or a canteen card, and pays at
// once.
#pragma once

#include "core/payment/server/payment.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/counter/book_sale.h"
#include "scenarios/canteen/server/counter/device_request.h"
#include "scenarios/canteen/server/counter/sale_view.h"
#include "scenarios/canteen/server/diners/switches.h"
#include "scenarios/canteen/server/orders/decide_meal_limit.h"

namespace dlfp::canteen {

/// This counter does not sell such lines. Fact `line`.
inline constexpr Failure line_not_for_terminal{"canteen.line_not_for_terminal",
                                               FailureClass::refused};
/// The menu has another price than the terminal showed. Facts `line`, `price_fen`.
inline constexpr Failure sale_price_changed{"canteen.sale_price_changed", FailureClass::conflict};
/// A diner's number alone is no proof: with a connection only code or card.
inline constexpr Failure payer_not_proven{"canteen.payer_not_proven", FailureClass::refused};
/// The device's time, corrected, is too far from now: measure the clock, or send the sale as one
/// that happened. Fact `occurred_at_us`.
inline constexpr Failure sale_not_now{"canteen.sale_not_now", FailureClass::conflict};

/// How far a sale with connection may lie from now.
inline constexpr Duration online_sale_window = 2min;

/// Books and charges a sale in one unit. The same (terminal, seq) with the same content answers the
/// sale that there is, also when the first answer was lost (row C3).
Result<SaleView> make_sale(const SaleFact& request, api::Call& call);

constexpr auto make_sale_endpoint =
    api::post<&make_sale>("/device/canteen/sales")
        .doc("Sells at a counter by payment code or canteen card.")
        .for_devices(use_terminal)
        .naturally_idempotent()
        .limits({.body_bytes_max = 16'384, .calls_per_minute_max = 240, .deadline = 5s})
        .may_fail(terminal_not_found, terminal_blocked, device_request_replayed, sale_seq_reused,
                  serving_area_not_found, menu_item_not_found, dish_sold_out, line_not_for_terminal,
                  sale_line_malformed, sale_without_amount, set_meal_price_missing,
                  sale_price_changed, sale_not_now, payer_not_proven, diner_not_found, not_a_diner,
                  diner_disabled, dining_account_missing, diner_in_arrears, counter_limit_exceeded,
                  meal_limit_reached, purses_insufficient, payment::merchant_not_found,
                  payment::code_failures, payment::charge_failures);

}  // namespace dlfp::canteen
