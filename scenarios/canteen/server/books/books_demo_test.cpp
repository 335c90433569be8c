// The demonstration's last days: booked on their own days, and ready to be closed by hand.
#include "core/identity/server/demo.h"
#include "core/identity/server/module.h"
#include "scenarios/canteen/server/books/books.h"
#include "scenarios/canteen/server/books/close_day.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/counter/counter.h"
#include "scenarios/canteen/server/diners/diners.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

struct BooksDemoTest : testing::Test {
    CanteenBank bank;

    BooksDemoTest() {
        bank.platform().is_development = true;
        identity::make_module().load_demo(bank.platform());
        bank.open(identity::demo_verified_customer_id);
        load_demo_catalogue(bank.platform());
        load_demo_diners(bank.platform());
        load_demo_counter(bank.platform());
        load_demo_books(bank.platform());
    }
    test::Client steward() {
        return bank.bank.as(bank.bank.caller(
            api::CallerKind::staff, CanteenBank::steward_id.bytes(),
            {"canteen.view_reports", "canteen.close_days"}, identity::demo_operator_id.bytes()));
    }
};

// clause: 3.1.3-2
TEST_F(BooksDemoTest, each_of_the_last_days_took_its_money_on_its_own_day) {
    for (std::int32_t back = 5; back > 0; --back) {
        const auto day =
            steward().call(review_day_endpoint, {.day = bank.today().plus_days(-back)});
        ASSERT_TRUE(day) << day.body;
        EXPECT_TRUE(day->charged_fen.is_positive());
        EXPECT_EQ(day->trade_fen, day->charged_fen);
        EXPECT_EQ(day->for_other_days_fen, Money{});
        EXPECT_EQ(day->paid_other_days_fen, Money{});
        EXPECT_EQ(day->differences.size(), 0U);
        EXPECT_EQ(day->obstacle, "");
    }
    const auto today = steward().call(review_day_endpoint, {.day = bank.today()});
    EXPECT_EQ(today->charged_fen, Money{});
}

// clause: 3.1.3-2
TEST_F(BooksDemoTest, yesterday_waits_for_somebody_to_close_it_and_adds_up) {
    const auto yesterday = bank.today().plus_days(-1);
    close_days_automatically(bank.platform(), bank.bank.now());
    EXPECT_FALSE(steward().call(review_day_endpoint, {.day = yesterday})->closed);
    const auto closed = steward().call(close_day_endpoint, {.day = yesterday});
    ASSERT_TRUE(closed) << closed.body;
    EXPECT_TRUE(closed->fee_fen.is_positive());
    EXPECT_EQ(closed->settled_fen + closed->fee_fen, closed->charged_fen);
    EXPECT_EQ(closed->ledger_difference_fen, Money{});
}

TEST_F(BooksDemoTest, outside_development_nothing_is_loaded) {
    bank.platform().is_development = false;
    EXPECT_THROW(load_demo_books(bank.platform()), std::logic_error);
}

}  // namespace
}  // namespace dlfp::canteen
