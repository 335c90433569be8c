// All SQL about feedback and ratings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// What a customer said: words, or stars for an order with or without words.
struct Feedback {
    FeedbackId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    identity::CustomerId customer_id;
    std::optional<MealOrderId> order_id;
    std::optional<std::int64_t> stars;
    std::string words;
    std::optional<std::string> reply;
    std::optional<identity::StaffId> replied_by;
    std::optional<UtcTime> replied_at_us;
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(Feedback, (),
                      (id, organisation_id, outlet_id, customer_id, order_id, stars, words, reply,
                       replied_by, replied_at_us, created_at_us))

/// An order as a rating needs it.
struct RatedOrder {
    MealOrderId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    std::optional<UtcTime> paid_at_us;
};
BOOST_DESCRIBE_STRUCT(RatedOrder, (), (id, organisation_id, outlet_id, paid_at_us))

class FeedbackRepository {
public:
    explicit FeedbackRepository(sql::Reader& reader) : reader_{reader} {}

    /// Newest first, older than `after`.
    std::vector<Feedback> list_of_customer(identity::CustomerId customer_id,
                                           std::optional<FeedbackId> after, std::int64_t limit);
    std::vector<Feedback> list_of_operator(identity::OrganisationId organisation_id,
                                           std::optional<FeedbackId> after, std::int64_t limit);
    std::int64_t count_unanswered(identity::OrganisationId organisation_id);
    /// The customer's own order only.
    std::optional<RatedOrder> find_order(identity::CustomerId customer_id, MealOrderId id);
    std::optional<Feedback> find_rating(MealOrderId order_id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class FeedbackBooks : public FeedbackRepository {
public:
    explicit FeedbackBooks(sql::Transaction& transaction)
        : FeedbackRepository{transaction}, transaction_{transaction} {}

    /// Rows added: 0 when the order is rated already.
    std::int64_t add(const Feedback& feedback);
    std::optional<Feedback> lock(identity::OrganisationId organisation_id, FeedbackId id);
    void set_reply(const Feedback& feedback);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
