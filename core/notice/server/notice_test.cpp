// The message centre as customers use it, and short messages on their way to the outbox.
#include "core/notice/server/notice.h"

#include "core/identity/server/ports.h"
#include "core/notice/server/module.h"
#include "core/notice/server/read_notices.h"
#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/module.h"
#include "platform/api/event_hub.h"
#include "tests/support/test_bank.h"

namespace dlfp::notice {
namespace {

struct NoticeTest : testing::Test {
    test::TestBank bank{{outbox::make_module(), make_module()}};
    identity::CustomerId zhang = bank.next_id<identity::CustomerTag>();
    identity::CustomerId li = bank.next_id<identity::CustomerTag>();

    NoticeId tell(identity::CustomerId customer, std::string title) {
        NoticeId id;
        bank.database().write([&](sql::Transaction& transaction) {
            id = send(bank.platform(), transaction,
                      {.customer_id = customer,
                       .kind = "payment.refunded",
                       .title = std::move(title),
                       .text = "退款 ¥6.90 已退回",
                       .link = "payment.history"});
            return true;
        });
        bank.advance(1ms);
        return id;
    }
    test::Client as(identity::CustomerId customer) {
        return bank.as(bank.caller(api::CallerKind::customer, customer.bytes()));
    }
    std::int64_t unread(identity::CustomerId customer) {
        return as(customer).call(count_unread_endpoint, {})->unread;
    }
};

TEST_F(NoticeTest, a_customer_sees_the_own_messages_newest_first) {
    tell(zhang, "first");
    tell(zhang, "second");
    tell(li, "other");
    const auto list = as(zhang).call(list_notices_endpoint, {});
    ASSERT_EQ(list->items.size(), 2U);
    EXPECT_EQ(list->items[0].title, "second");
    EXPECT_EQ(list->items[0].link, "payment.history");
    EXPECT_FALSE(list->items[0].read_at_us);
    EXPECT_EQ(unread(zhang), 2);
    EXPECT_EQ(unread(li), 1);
}

TEST_F(NoticeTest, pages_follow_each_other_without_gap_or_repetition) {
    for (int count = 0; count < 5; ++count) tell(zhang, std::to_string(count));
    std::string seen;
    std::optional<NoticeId> after;
    do {
        const auto page =
            as(zhang).call(list_notices_endpoint, {.after = after, .limit = api::Whole<1, 200>{2}});
        for (const auto& line : page->items) seen += line.title;
        after = page->next_after;
    } while (after);
    EXPECT_EQ(seen, "43210");
}

TEST_F(NoticeTest, the_first_reading_counts) {
    const auto id = tell(zhang, "x");
    const auto read_at = bank.now();
    EXPECT_EQ(as(zhang).call(mark_read_endpoint, {id})->unread, 0);
    bank.advance(1h);
    EXPECT_SUCCEEDS(as(zhang).call(mark_read_endpoint, {id}));
    EXPECT_EQ(as(zhang).call(list_notices_endpoint, {})->items.at(0).read_at_us, read_at);
}

TEST_F(NoticeTest, somebody_elses_message_is_not_found) {
    const auto id = tell(zhang, "x");
    EXPECT_FAILS(as(li).call(mark_read_endpoint, {id}), notice_not_found);
    EXPECT_EQ(unread(zhang), 1);
}

TEST_F(NoticeTest, marking_all_leaves_others_alone) {
    tell(zhang, "1");
    tell(zhang, "2");
    tell(li, "3");
    EXPECT_EQ(as(zhang).call(mark_all_read_endpoint, {})->unread, 0);
    EXPECT_EQ(unread(zhang), 0);
    EXPECT_EQ(unread(li), 1);
}

TEST_F(NoticeTest, open_screens_are_told_after_the_commit_and_without_content) {
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<api::ScreenEvent> events;
    bank.database().subscribe(api::EventHub::channel, [&](std::string_view payload) {
        const std::lock_guard lock{mutex};
        events.push_back(api::EventHub::unpack(payload));
        arrived.notify_one();
    });
    const auto topics = as(zhang).call(follow_notices_endpoint, {});
    tell(zhang, "private title");
    std::unique_lock lock{mutex};
    ASSERT_TRUE(arrived.wait_for(lock, std::chrono::seconds(10), [&] { return !events.empty(); }));
    EXPECT_EQ(topics->topics, std::vector<std::string>{events[0].topic});
    EXPECT_EQ(events[0].payload_json, "{}");
}

TEST_F(NoticeTest, staff_and_strangers_have_no_messages) {
    EXPECT_EQ(bank.as_nobody().call(list_notices_endpoint, {}).code, "api.login_required");
    const auto staff =
        bank.as(bank.caller(api::CallerKind::staff, zhang.bytes())).call(list_notices_endpoint, {});
    EXPECT_NE(staff.status, 200);
}

}  // namespace
}  // namespace dlfp::notice
