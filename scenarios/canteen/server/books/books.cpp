// Table of contents of the part `books`.
#include "scenarios/canteen/server/books/books.h"

#include "scenarios/canteen/server/books/close_day.h"
#include "scenarios/canteen/server/books/read_overview.h"
#include "scenarios/canteen/server/books/trade_invariants.h"

namespace dlfp::canteen {

void add_books(api::Module& module) {
    module.add(list_days_endpoint)
        .add(review_day_endpoint)
        .add(close_day_endpoint)
        .add(set_close_rule_endpoint)
        .add(read_overview_endpoint)
        .add(read_report_endpoint)
        .add(export_report_endpoint);
    module.subscribers.push_back({"canteen.note_charge", payment::charged_topic, &note_trade});
    module.subscribers.push_back({"canteen.note_refund", payment::refunded_topic, &note_trade});
    module.invariants.push_back(&check_trade);
    module.verify = &verify_trade;
    module.jobs.push_back({"canteen.close_days", 10min, &close_days_automatically});
}

}  // namespace dlfp::canteen
