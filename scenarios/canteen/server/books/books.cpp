// Table of contents of the part `books`.
#include "scenarios/canteen/server/books/books.h"

#include "scenarios/canteen/server/books/close_day.h"

namespace dlfp::canteen {

void add_books(api::Module& module) {
    module.add(list_days_endpoint)
        .add(review_day_endpoint)
        .add(close_day_endpoint)
        .add(set_close_rule_endpoint);
    module.jobs.push_back({"canteen.close_days", 10min, &close_days_automatically});
}

}  // namespace dlfp::canteen
