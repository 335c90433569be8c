// Subscribers that turn this module's events into messages of the message centre.
#include "core/account/server/tell_customer.h"

#include <stdexcept>

#include "core/account/server/account_events.h"
#include "core/notice/server/notice.h"
#include "platform/api/field.h"

namespace dlfp::account {
namespace {

template <class Event>
Event parse(std::string_view payload_json) {
    const auto document = api::JsonDocument::parse(payload_json);
    Event event;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), event, problem))
        throw std::invalid_argument("account event: " + problem.pointer + " " + problem.expected);
    return event;
}

void tell_of_funding(api::Platform& platform, sql::Transaction& transaction,
                     std::string_view payload_json) {
    const auto event = parse<FundingEvent>(payload_json);
    const std::string what = event.direction == FundingDirection::top_up ? "充值" : "提现";
    const bool is_done = event.state == FundingState::succeeded;
    notice::send(platform, transaction,
                 {.customer_id = event.customer_id,
                  .kind = std::string(funding_topic),
                  .title = what + (is_done ? "成功" : "未成功"),
                  .text = is_done ? what + event.amount_fen.to_yuan_text() + "元已完成。"
                                  : what + "没有成功，款项没有变动。",
                  .link = "account.overview"});
}

void tell_of_freeze(api::Platform& platform, sql::Transaction& transaction,
                    std::string_view payload_json) {
    const auto event = parse<AccountEvent>(payload_json);
    const bool is_free = event.freeze == ledger::Freeze::none;
    notice::send(platform, transaction,
                 {.customer_id = event.customer_id,
                  .kind = std::string(frozen_topic),
                  .title = is_free ? "账户已恢复使用" : "账户使用受到限制",
                  .text = is_free ? "您的电子账户已解除限制。"
                                  : "您的电子账户已被限制使用，详情请联系银行。",
                  .link = "account.overview"});
}

}  // namespace

void add_notices(api::Module& module) {
    module.subscribers.push_back({"account.tell_of_funding", funding_topic, &tell_of_funding});
    module.subscribers.push_back({"account.tell_of_freeze", frozen_topic, &tell_of_freeze});
}

}  // namespace dlfp::account
