// The demonstration's days wait for somebody to close them by hand; development only.
#include "core/identity/server/demo.h"
#include "scenarios/canteen/server/books/books.h"
#include "scenarios/canteen/server/books/closed_day_repository.h"

namespace dlfp::canteen {

void load_demo_books(api::Platform& platform) {
    if (!platform.is_development) throw std::logic_error("demo books outside development");
    platform.database
        .write([](sql::Transaction& transaction) -> Result<Done> {
            ClosedDayBooks books{transaction};
            auto rule = books.rule_of(identity::demo_operator_id);
            rule.mode = ClosingMode::by_hand;
            books.set_rule(identity::demo_operator_id, rule);
            return done;
        })
        .value();
}

}  // namespace dlfp::canteen
