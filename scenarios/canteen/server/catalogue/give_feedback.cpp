// Feedback in both directions; a reply goes to the customer's message centre.
#include "scenarios/canteen/server/catalogue/give_feedback.h"

#include <map>

#include "core/notice/server/notice.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::int64_t page_size = 30;

std::string outlet_name(sql::Reader& reader, OutletId id) {
    const auto outlet = OfferRepository{reader}.find_outlet(id);
    return outlet ? outlet->name : "";
}

FeedbackLine line_of(const Feedback& feedback, sql::Reader& reader) {
    return {.feedback_id = feedback.id,
            .outlet_id = feedback.outlet_id,
            .outlet_name = outlet_name(reader, feedback.outlet_id),
            .order_id = feedback.order_id,
            .stars = feedback.stars,
            .words = feedback.words,
            .reply = feedback.reply,
            .replied_at_us = feedback.replied_at_us,
            .created_at_us = feedback.created_at_us,
            .customer_name = {}};
}

FeedbackReply page_of(const std::vector<Feedback>& rows, std::int64_t limit, sql::Reader& reader) {
    FeedbackReply reply;
    for (const auto& row : rows) reply.items.push_back(line_of(row, reader));
    if (static_cast<std::int64_t>(rows.size()) == limit) reply.next_after = rows.back().id;
    return reply;
}

std::map<identity::CustomerId, std::string> names_of(const std::vector<Feedback>& rows,
                                                     sql::Reader& reader) {
    std::vector<identity::CustomerId> ids;
    for (const auto& row : rows) ids.push_back(row.customer_id);
    std::map<identity::CustomerId, std::string> names;
    for (const auto& display : identity::customer_displays(reader, ids))
        names[display.customer_id] =
            display.masked_name.empty() ? display.masked_mobile : display.masked_name;
    return names;
}

}  // namespace

Result<FeedbackReply> list_own_feedback(const FeedbackPage& request, api::ReadCall& call) {
    const std::int64_t limit = request.limit ? request.limit->value : page_size;
    const auto rows = FeedbackRepository{call.reader()}.list_of_customer(
        identity::customer_of(call.caller()), request.after, limit);
    return page_of(rows, limit, call.reader());
}

Result<FeedbackReply> list_feedback(const FeedbackPage& request, api::ReadCall& call) {
    const std::int64_t limit = request.limit ? request.limit->value : page_size;
    const auto rows = FeedbackRepository{call.reader()}.list_of_operator(
        identity::organisation_of(call.caller()), request.after, limit);
    auto reply = page_of(rows, limit, call.reader());
    const auto names = names_of(rows, call.reader());
    for (std::size_t index = 0; index < rows.size(); ++index)
        if (const auto name = names.find(rows[index].customer_id); name != names.end())
            reply.items[index].customer_name = name->second;
    return reply;
}

Result<GivenFeedback> give_feedback(const GiveFeedbackRequest& request, api::Call& call) {
    TRY(const auto outlet, find_outlet(call.reader(), request.outlet_id));
    Feedback feedback;
    feedback.id = call.next_id<FeedbackTag>();
    feedback.organisation_id = outlet.organisation_id;
    feedback.outlet_id = outlet.id;
    feedback.customer_id = identity::customer_of(call.caller());
    feedback.words = request.words;
    feedback.created_at_us = call.now();
    FeedbackBooks{call.transaction()}.add(feedback);
    return GivenFeedback{feedback.id};
}

Result<GivenFeedback> rate_order(const RateOrderRequest& request, api::Call& call) {
    FeedbackBooks books{call.transaction()};
    const auto customer_id = identity::customer_of(call.caller());
    TRY(const auto order,
        or_failure(books.find_order(customer_id, request.order_id), rated_order_not_found));
    if (!order.paid_at_us) return rated_order_unpaid;
    Feedback rating;
    rating.id = call.next_id<FeedbackTag>();
    rating.organisation_id = order.organisation_id;
    rating.outlet_id = order.outlet_id;
    rating.customer_id = customer_id;
    rating.order_id = order.id;
    rating.stars = request.stars;
    if (request.words) rating.words = *request.words;
    rating.created_at_us = call.now();
    if (books.add(rating) == 0) return order_rated;
    return GivenFeedback{rating.id};
}

Result<OrderRating> show_rating(const OrderRatingRequest& request, api::ReadCall& call) {
    FeedbackRepository repository{call.reader()};
    TRY(const auto order,
        or_failure(repository.find_order(identity::customer_of(call.caller()), request.order_id),
                   rated_order_not_found));
    const auto rating = repository.find_rating(order.id);
    if (!rating) return OrderRating{};
    return OrderRating{line_of(*rating, call.reader())};
}

Result<Done> answer_feedback(const AnswerFeedbackRequest& request, api::Call& call) {
    FeedbackBooks books{call.transaction()};
    TRY(auto feedback,
        or_failure(books.lock(identity::organisation_of(call.caller()), request.feedback_id),
                   feedback_not_found));
    if (feedback.reply) return feedback_answered;
    feedback.reply = request.reply;
    feedback.replied_by = identity::staff_of(call.caller());
    feedback.replied_at_us = call.now();
    books.set_reply(feedback);
    call.about("canteen_feedback", feedback.id.to_text());
    call.changed("reply", "", request.reply);
    notice::send(call.platform(), call.transaction(),
                 {.customer_id = feedback.customer_id,
                  .kind = "canteen.feedback_answered",
                  .title = outlet_name(call.reader(), feedback.outlet_id) + "回复了您的意见",
                  .text = *feedback.reply,
                  .link = "canteen.feedback"});
    return done;
}

}  // namespace dlfp::canteen
