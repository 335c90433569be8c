// SQL of canteen_feedback.
#include "scenarios/canteen/server/catalogue/feedback_repository.h"

namespace dlfp::canteen {
namespace {

const std::string& feedback_rows() {
    static const std::string text =
        "SELECT " + sql::column_list<Feedback>() + " FROM canteen_feedback ";
    return text;
}

constexpr FeedbackId newest_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return FeedbackId{bytes};
}();

}  // namespace

std::vector<Feedback> FeedbackRepository::list_of_customer(identity::CustomerId customer_id,
                                                           std::optional<FeedbackId> after,
                                                           std::int64_t limit) {
    static const std::string text =
        feedback_rows() + "WHERE customer_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    return reader_.list<Feedback>({"canteen.list_own_feedback", text}, customer_id,
                                  after.value_or(newest_possible), limit);
}

std::vector<Feedback> FeedbackRepository::list_of_operator(identity::OrganisationId organisation_id,
                                                           std::optional<FeedbackId> after,
                                                           std::int64_t limit) {
    static const std::string text =
        feedback_rows() + "WHERE organisation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    return reader_.list<Feedback>({"canteen.list_feedback", text}, organisation_id,
                                  after.value_or(newest_possible), limit);
}

std::int64_t FeedbackRepository::count_unanswered(identity::OrganisationId organisation_id) {
    static constexpr sql::Query query{"canteen.count_unanswered_feedback",
                                      "SELECT COUNT(*) FROM canteen_feedback WHERE "
                                      "organisation_id = $1 AND reply IS NULL AND words <> ''"};
    return reader_.value<std::int64_t>(query, organisation_id);
}

std::optional<RatedOrder> FeedbackRepository::find_order(identity::CustomerId customer_id,
                                                         MealOrderId id) {
    static constexpr sql::Query query{"canteen.find_rated_order",
                                      "SELECT id, organisation_id, outlet_id, paid_at_us "
                                      "FROM canteen_meal_order WHERE id = $1 AND customer_id = $2"};
    return reader_.find<RatedOrder>(query, id, customer_id);
}

std::optional<Feedback> FeedbackRepository::find_rating(MealOrderId order_id) {
    static const std::string text = feedback_rows() + "WHERE order_id = $1";
    return reader_.find<Feedback>({"canteen.find_rating", text}, order_id);
}

std::int64_t FeedbackBooks::add(const Feedback& feedback) {
    return transaction_.insert_if_absent("canteen_feedback", feedback);
}

std::optional<Feedback> FeedbackBooks::lock(identity::OrganisationId organisation_id,
                                            FeedbackId id) {
    static const std::string text =
        feedback_rows() + "WHERE id = $1 AND organisation_id = $2 FOR UPDATE";
    return transaction_.find<Feedback>({"canteen.lock_feedback", text}, id, organisation_id);
}

void FeedbackBooks::set_reply(const Feedback& feedback) {
    static constexpr sql::Query query{
        "canteen.reply_to_feedback",
        "UPDATE canteen_feedback SET reply = $3, replied_by = $4, replied_at_us = $5 "
        "WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, feedback.id, feedback.organisation_id, feedback.reply,
                         feedback.replied_by, feedback.replied_at_us);
}

}  // namespace dlfp::canteen
