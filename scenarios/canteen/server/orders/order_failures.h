// Why ordering a meal, cancelling it and handing it out say no.
#pragma once

#include "platform/base/failure.h"

namespace dlfp::canteen {

// Ordering.
inline constexpr Failure order_not_found{"canteen.order_not_found", FailureClass::missing};
/// An order is of one meal: one outlet's period on one day.
inline constexpr Failure order_lines_mixed{"canteen.order_lines_mixed", FailureClass::malformed};
/// Sold by weight at the counter only. Fact `dish_name`.
inline constexpr Failure dish_not_orderable{"canteen.dish_not_orderable", FailureClass::refused};
inline constexpr Failure meal_not_served{"canteen.meal_not_served", FailureClass::refused};
/// Too many days ahead. Fact `opens_on`.
inline constexpr Failure ordering_not_open{"canteen.ordering_not_open", FailureClass::refused};
/// Fact `ordering_ends_at_us`.
inline constexpr Failure cut_off_passed{"canteen.cut_off_passed", FailureClass::refused};
/// Free dishes go with others: there is nothing to pay.
inline constexpr Failure order_total_zero{"canteen.order_total_zero", FailureClass::refused};
/// The total is not what the customer confirmed. Fact `total_fen`.
inline constexpr Failure order_price_changed{"canteen.order_price_changed", FailureClass::conflict};

// Changing and cancelling.
/// Paid meanwhile: lines can be cancelled, not changed.
inline constexpr Failure order_already_paid{"canteen.order_already_paid", FailureClass::conflict};
/// Given up, expired or cancelled as a whole.
inline constexpr Failure order_ended{"canteen.order_ended", FailureClass::conflict};
inline constexpr Failure order_not_paid{"canteen.order_not_paid", FailureClass::refused};
inline constexpr Failure order_collected{"canteen.order_collected", FailureClass::refused};
inline constexpr Failure order_line_unknown{"canteen.order_line_unknown", FailureClass::malformed};
/// Nothing is named that could come back.
inline constexpr Failure refund_lines_empty{"canteen.refund_lines_empty", FailureClass::refused};
/// Facts `line`, `quantity_left`.
inline constexpr Failure refund_quantity_exceeded{"canteen.refund_quantity_exceeded",
                                                  FailureClass::refused};
/// Facts `line`, `refundable_fen`.
inline constexpr Failure refund_amount_exceeded{"canteen.refund_amount_exceeded",
                                                FailureClass::refused};

// Kitchen and hand-out.
inline constexpr Failure ticket_not_found{"canteen.ticket_not_found", FailureClass::missing};
/// Slips go waiting, cooking, done. Fact `state`.
inline constexpr Failure ticket_cannot_go_back{"canteen.ticket_cannot_go_back",
                                               FailureClass::conflict};
inline constexpr Failure pick_up_number_unknown{"canteen.pick_up_number_unknown",
                                                FailureClass::missing};
/// Outside the meal's hours and no reason was given. Facts `hand_out_from_us`, `hand_out_until_us`.
inline constexpr Failure hand_out_not_now{"canteen.hand_out_not_now", FailureClass::refused};
/// Fact `picked_up_at_us`.
inline constexpr Failure already_picked_up{"canteen.already_picked_up", FailureClass::conflict};

}  // namespace dlfp::canteen
