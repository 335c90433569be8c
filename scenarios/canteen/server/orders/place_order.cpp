// Orders are placed under the diner's lock: no two of them plan with the same meals left.
#include "scenarios/canteen/server/orders/place_order.h"

#include "scenarios/canteen/server/orders/order_payment.h"
#include "scenarios/canteen/server/orders/order_repository.h"

namespace dlfp::canteen {
namespace {

/// What a tender is called beyond its kind: the subsidy's name, the card's masked number.
std::string name_of(sql::Reader& reader, const std::vector<Purse>& purses,
                    const payment::Tender& tender) {
    if (tender.kind == payment::TenderKind::linked_card)
        return account::find_linked_card(reader, tender.source_ref).value().number_masked;
    for (const auto& purse : purses)
        if (purse.kind == PurseKind::subsidy && purse.account_id == tender.account_id)
            return purse.name;
    return "";
}

/// Stores the payment's part of an order; the order's id comes back in the payment's events.
Result<PlaceOrderReply> create_payment(api::Call& call, MealOrder& order,
                                       const Ordering& ordering) {
    const auto expires_at = plan_expiry(call.now(), ordering.planned.ordering_ends_at);
    TRY(order.payment_id,
        payment::create_order(payment::scope_of(call),
                              {.organisation_id = order.organisation_id,
                               .payer_customer_id = order.customer_id,
                               .subject = ordering.period.name + " " + order.day.to_text(),
                               .scene = std::string(payment_scene),
                               .scene_ref = order.id.to_text(),
                               .tenders = ordering.tenders,
                               .expires_at_us = expires_at}));
    return PlaceOrderReply{order.id, order.payment_id, order.total_fen, expires_at};
}

Result<Done> check_total(const Ordering& ordering, Money expected) {
    const auto total = ordering.planned.total_fen;
    if (total == expected) return done;
    return Error{order_price_changed}.with("total_fen", total.fen());
}

}  // namespace

Result<QuoteOrderReply> quote_order(const QuoteOrderRequest& request, api::Call& call) {
    auto& reader = call.transaction();
    TRY(const auto diner,
        find_ordering_diner(reader, request.lines, identity::customer_of(call.caller())));
    TRY(const auto ordering, plan_ordering(reader, diner, request.lines, call.now()));
    const auto purses = list_purses(reader, diner, call.now());
    QuoteOrderReply reply{.total_fen = ordering.planned.total_fen,
                          .ordering_ends_at_us = ordering.planned.ordering_ends_at,
                          .server_now_us = call.now()};
    for (const auto& line : ordering.planned.lines) reply.lines.push_back(view_of(line));
    for (const auto& tender : ordering.tenders)
        reply.tenders.push_back({tender.kind, name_of(reader, purses, tender), tender.amount_fen});
    return reply;
}

Result<PlaceOrderReply> place_order(const PlaceOrderRequest& request, api::Call& call) {
    auto& transaction = call.transaction();
    const auto customer_id = identity::customer_of(call.caller());
    TRY(const auto known, find_ordering_diner(transaction, request.lines, customer_id));
    TRY(const auto diner, lock_diner(transaction, known.organisation_id, known.id));
    TRY(const auto ordering, plan_ordering(transaction, diner, request.lines, call.now()));
    TRY_DONE(check_total(ordering, request.expected_total_fen));
    MealOrder order{.id = call.next_id<MealOrderTag>(),
                    .organisation_id = diner.organisation_id,
                    .outlet_id = ordering.period.outlet_id,
                    .period_id = ordering.period.id,
                    .category_id = ordering.period.category_id,
                    .day = ordering.slot.day,
                    .diner_id = diner.id,
                    .customer_id = customer_id,
                    .state = OrderState::unpaid,
                    .total_fen = ordering.planned.total_fen,
                    .note = request.note,
                    .created_at_us = call.now()};
    TRY_DONE(take_portions(transaction, order, ordering.planned.lines));
    TRY(const auto reply, create_payment(call, order, ordering));
    OrderBooks{transaction}.add(order, ordering.planned.lines);
    return reply;
}

Result<PlaceOrderReply> change_order(const ChangeOrderRequest& request, api::Call& call) {
    auto& transaction = call.transaction();
    OrderBooks books{transaction};
    TRY(const auto known, or_failure(books.find(request.order_id), order_not_found));
    TRY(const auto diner, lock_diner(transaction, known.organisation_id, known.diner_id));
    TRY(auto order, lock_current_order(payment::scope_of(call), request.order_id));
    TRY_DONE(require_unpaid(order));
    // The old portions go back first: they may be part of the changed order.
    return_portions(transaction, order, books.list_lines(order.id));
    TRY(const auto ordering, plan_ordering(transaction, diner, request.lines, call.now()));
    if (ordering.slot.period_id != order.period_id || ordering.slot.day != order.day)
        return order_lines_mixed;
    TRY_DONE(check_total(ordering, request.expected_total_fen));
    TRY_DONE(take_portions(transaction, order, ordering.planned.lines));
    const auto given_up = order.payment_id;
    order.total_fen = ordering.planned.total_fen;
    TRY(const auto reply, create_payment(call, order, ordering));
    // Stored before the old payment closes: its event must find that the order has another one.
    books.store(order);
    books.replace_lines(order.id, ordering.planned.lines);
    TRY_DONE(payment::close_order(payment::scope_of(call), given_up));
    announce_order(payment::scope_of(call), order);
    return reply;
}

}  // namespace dlfp::canteen
