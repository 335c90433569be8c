// Customers say what they think, registered ones too (clause 3.1.3-11); staff answer.
#pragma once

#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/feedback_repository.h"
#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

inline constexpr Failure feedback_not_found{"canteen.feedback_not_found", FailureClass::missing};
inline constexpr Failure feedback_answered{"canteen.feedback_answered", FailureClass::conflict};
/// Also for somebody else's order.
inline constexpr Failure rated_order_not_found{"canteen.rated_order_not_found",
                                               FailureClass::missing};
inline constexpr Failure rated_order_unpaid{"canteen.rated_order_unpaid", FailureClass::refused};
inline constexpr Failure order_rated{"canteen.order_rated", FailureClass::conflict};

struct FeedbackLine {
    FeedbackId feedback_id;
    OutletId outlet_id;
    std::string outlet_name;
    std::optional<MealOrderId> order_id;
    std::optional<std::int64_t> stars;
    std::string words;
    std::optional<std::string> reply;
    std::optional<UtcTime> replied_at_us;
    UtcTime created_at_us;
    std::string customer_name;  ///< masked; empty on the customer's own list
};
BOOST_DESCRIBE_STRUCT(FeedbackLine, (),
                      (feedback_id, outlet_id, outlet_name, order_id, stars, words, reply,
                       replied_at_us, created_at_us, customer_name))
struct FeedbackPage {
    std::optional<FeedbackId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(FeedbackPage, (), (after, limit))
struct FeedbackReply {
    std::vector<FeedbackLine> items;
    std::optional<FeedbackId> next_after;
};
BOOST_DESCRIBE_STRUCT(FeedbackReply, (), (items, next_after))
Result<FeedbackReply> list_own_feedback(const FeedbackPage& request, api::ReadCall& call);
Result<FeedbackReply> list_feedback(const FeedbackPage& request, api::ReadCall& call);

struct GiveFeedbackRequest {
    OutletId outlet_id;
    api::LongText<500> words;
};
BOOST_DESCRIBE_STRUCT(GiveFeedbackRequest, (), (outlet_id, words))
struct GivenFeedback {
    FeedbackId feedback_id;
};
BOOST_DESCRIBE_STRUCT(GivenFeedback, (), (feedback_id))
Result<GivenFeedback> give_feedback(const GiveFeedbackRequest& request, api::Call& call);

struct RateOrderRequest {
    MealOrderId order_id;
    api::Whole<1, 5> stars;
    std::optional<api::LongText<500, 0>> words;
};
BOOST_DESCRIBE_STRUCT(RateOrderRequest, (), (order_id, stars, words))
Result<GivenFeedback> rate_order(const RateOrderRequest& request, api::Call& call);

struct OrderRatingRequest {
    MealOrderId order_id;
};
BOOST_DESCRIBE_STRUCT(OrderRatingRequest, (), (order_id))
struct OrderRating {
    std::optional<FeedbackLine> rating;  ///< unset: not rated yet
};
BOOST_DESCRIBE_STRUCT(OrderRating, (), (rating))
Result<OrderRating> show_rating(const OrderRatingRequest& request, api::ReadCall& call);

struct AnswerFeedbackRequest {
    FeedbackId feedback_id;
    api::LongText<500> reply;
};
BOOST_DESCRIBE_STRUCT(AnswerFeedbackRequest, (), (feedback_id, reply))
Result<Done> answer_feedback(const AnswerFeedbackRequest& request, api::Call& call);

inline constexpr api::Limits feedback_limits{
    .body_bytes_max = 4'096, .calls_per_minute_max = 6, .deadline = 2s};

inline constexpr auto list_own_feedback_endpoint =
    api::get<&list_own_feedback>("/canteen/feedback")
        .doc("The customer's own feedback and ratings with the answers, newest first.")
        .for_customers()
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto give_feedback_endpoint = api::post<&give_feedback>("/canteen/feedback")
                                                   .doc("Tells an outlet something.")
                                                   .for_customers()
                                                   .idempotent()
                                                   .limits(feedback_limits)
                                                   .may_fail(outlet_not_found);
inline constexpr auto show_rating_endpoint =
    api::get<&show_rating>("/canteen/orders/{order_id}/rating")
        .doc("The customer's rating of an own order, if there is one.")
        .for_customers()
        .limits(catalogue_read_limits)
        .may_fail(rated_order_not_found);
inline constexpr auto rate_order_endpoint =
    api::post<&rate_order>("/canteen/orders/{order_id}/rating")
        .doc("Rates an own paid order with one to five stars, once.")
        .for_customers()
        .idempotent()
        .limits(feedback_limits)
        .may_fail(rated_order_not_found, rated_order_unpaid, order_rated);
inline constexpr auto list_feedback_endpoint =
    api::get<&list_feedback>("/staff/canteen/feedback")
        .doc("Feedback and ratings of the own operator, newest first.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto answer_feedback_endpoint =
    api::post<&answer_feedback>("/staff/canteen/feedback/{feedback_id}/reply")
        .doc("Answers feedback once; the customer is told.")
        .for_staff(manage_catalogue)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail(feedback_not_found, feedback_answered);

}  // namespace dlfp::canteen
