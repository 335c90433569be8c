// What the caller hears of a unit that worked and was then refused at its commit.
#include "platform/api/flight.h"

#include "tests/support/test_bank.h"

namespace dlfp::api {
namespace {

struct LeaveMarkRequest {
    Text<20> words;
};
BOOST_DESCRIBE_STRUCT(LeaveMarkRequest, (), (words))

Result<Done> leave_mark(const LeaveMarkRequest&, Call&) { return done; }

constexpr auto leave_mark_endpoint =
    post<&leave_mark>("/probe/marks")
        .doc("Leaves a mark.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 100, .deadline = 2s})
        .may_fail();

TEST(flight, success_is_told_only_after_the_commit) {
    Module module{.name = "probe"};
    module.add(leave_mark_endpoint);
    test::TestBank bank{{std::move(module)}};
    EXPECT_EQ(bank.as_nobody().call(leave_mark_endpoint, {{"a"}}).status, 200);
    bank.database().add_invariant(
        [](sql::Transaction&) { throw std::runtime_error("refused at the commit"); });
    EXPECT_EQ(bank.as_nobody().call(leave_mark_endpoint, {{"b"}}).status, 500);
    EXPECT_EQ(bank.take_faults().size(), 1U);
}

}  // namespace
}  // namespace dlfp::api
