// Lists of payments.
#include "core/payment/server/payment_list.h"

#include <algorithm>
#include <map>

namespace dlfp::payment {
namespace {

constexpr std::int32_t days_default = 30;
constexpr std::int32_t days_max = 366;

}  // namespace

Result<PaymentFilter> filter_of(const ListPaymentsRequest& request, BusinessDate today) {
    PaymentFilter filter{.until = request.until.value_or(today),
                         .state = request.state,
                         .after = request.after,
                         .limit = request.limit.value_or(api::Whole<1, 200>{20})};
    filter.from = request.from.value_or(filter.until.plus_days(-days_default));
    const auto days = filter.until.days() - filter.from.days();
    if (days < 0 || days > days_max) return period_malformed;
    return filter;
}

ListPaymentsReply list_reply(sql::Reader& reader, const std::vector<Payment>& payments,
                             std::int64_t limit) {
    ListPaymentsReply reply;
    std::map<identity::OrganisationId, std::string> names;
    for (const auto& payment : payments) {
        auto [name, is_first] = names.try_emplace(payment.organisation_id);
        if (is_first) name->second = payee_name_of(reader, payment.organisation_id);
        reply.items.push_back({.payment_id = payment.id,
                               .subject = payment.subject,
                               .payee_name = name->second,
                               .scene = payment.scene,
                               .state = payment.state,
                               .amount_fen = payment.amount_fen,
                               .refunded_fen = payment.refunded_fen,
                               .created_at_us = payment.created_at_us,
                               .charged_at_us = payment.charged_at_us});
    }
    if (static_cast<std::int64_t>(payments.size()) == limit) reply.next_after = payments.back().id;
    return reply;
}

std::string payee_name_of(sql::Reader& reader, identity::OrganisationId organisation_id) {
    const auto organisation = identity::find_organisation(reader, organisation_id);
    return organisation ? organisation->name : "";
}

std::string receipt_number_of(const PaymentView& payment) {
    auto day = BusinessDate::of(payment.charged_at_us.value_or(payment.created_at_us)).to_text();
    std::erase(day, '-');
    const auto id = payment.payment_id.to_text();
    return day + "-" + id.substr(id.find('_') + 1);
}

}  // namespace dlfp::payment
