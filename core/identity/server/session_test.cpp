// Sessions: what ends them, how soon, on how many nodes, and what the view costs.
#include "core/identity/server/session.h"

#include <thread>

#include "core/identity/server/internal/session_view.h"
#include "core/identity/server/session_repository.h"
#include "core/identity/server/testing/identity_scene.h"
#include "platform/api/event_hub.h"
#include "platform/api/migrations.h"
#include "platform/runtime/crypto/key_ring.h"

namespace dlfp::identity {
namespace {

using testing::good_password;
using testing::IdentityScene;

auto show(IdentityScene& scene, const std::string& token) {
    return scene.with_token(token).call(show_session_endpoint, {});
}

// clause: 5.3.2-b-11
TEST(session, idle_one_ends_after_fifteen_minutes) {
    IdentityScene scene;
    const auto session = scene.registered();
    for (int visit = 0; visit < 4; ++visit) {
        scene.bank.advance(15min);
        EXPECT_SUCCEEDS(show(scene, session.token));
    }
    scene.bank.advance(15min + 1s);
    EXPECT_FAILS(show(scene, session.token), session_unknown);
}

TEST(session, busy_one_ends_after_twelve_hours_all_the_same) {
    IdentityScene scene;
    const auto session = scene.registered();
    for (int visit = 1; visit < 72; ++visit) {
        scene.bank.advance(10min);
        EXPECT_SUCCEEDS(show(scene, session.token));
    }
    scene.bank.advance(10min);
    EXPECT_FAILS(show(scene, session.token), session_unknown);
}

TEST(session, logged_out_one_works_no_more) {
    IdentityScene scene;
    const auto session = scene.registered();
    EXPECT_SUCCEEDS(scene.with_token(session.token).call(log_out_endpoint, {}));
    EXPECT_FAILS(show(scene, session.token), session_unknown);
}

TEST(session, made_up_tokens_and_no_token_open_nothing) {
    IdentityScene scene;
    scene.registered();
    for (const char* token : {"cst_", "cst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "sst_x"})
        EXPECT_FAILS(show(scene, token), session_unknown);
    EXPECT_EQ(scene.nobody().call(show_session_endpoint, {}).code, "api.login_required");
}

TEST(session, token_is_stored_as_its_digest_only) {
    IdentityScene scene;
    const auto session = scene.registered();
    const auto customer = show(scene, session.token)->customer_id;
    scene.bank.database().read([&](sql::Reader& reader) {
        const auto rows = session_repository::list_live(reader, customer.bytes(), scene.bank.now());
        ASSERT_EQ(rows.size(), 1U);
        const auto digest = crypto::sm3(session.token);
        EXPECT_TRUE(std::ranges::equal(rows[0].token_digest, digest));
    });
}

TEST(session_list, shows_devices_and_logs_others_out) {
    IdentityScene scene;
    const auto here = scene.registered();
    const auto there = *scene.nobody().call(log_in_endpoint,
                                            {scene.mobile, Secret<>{good_password}, {{"iPhone"}}});
    auto client = scene.with_token(here.token);
    const auto list = client.call(list_sessions_endpoint, {});
    ASSERT_EQ(list->items.size(), 2U);
    const auto other = std::ranges::find(list->items, false, &SessionItem::is_current);
    EXPECT_EQ(other->device_title, "iPhone");
    EXPECT_SUCCEEDS(client.call(end_own_session_endpoint, {there.session_id}));
    EXPECT_FAILS(show(scene, there.token), session_unknown);
    EXPECT_FAILS(client.call(end_own_session_endpoint, {there.session_id}), session_not_found);
    EXPECT_EQ(client.call(list_sessions_endpoint, {})->items.size(), 1U);
}

TEST(session_list, foreign_sessions_are_not_found) {
    IdentityScene scene;
    const auto own = scene.registered();
    const auto foreign = scene.registered(*MobileNumber::parse("13700000000"));
    EXPECT_FAILS(scene.with_token(own.token).call(end_own_session_endpoint, {foreign.session_id}),
                 session_not_found);
    EXPECT_SUCCEEDS(show(scene, foreign.token));
}

TEST(session, eleventh_one_ends_the_longest_unused) {
    IdentityScene scene;
    const auto first = scene.registered();
    std::vector<SessionReply> later;
    for (int count = 0; count < 10; ++count) {
        scene.bank.advance(1s);
        later.push_back(scene.log_in(good_password).value());
    }
    EXPECT_FAILS(show(scene, first.token), session_unknown);
    EXPECT_SUCCEEDS(show(scene, later.front().token));
}

TEST(display_mode, follows_the_customer_to_every_device) {
    IdentityScene scene;
    const auto session = scene.registered();
    EXPECT_SUCCEEDS(
        scene.with_token(session.token).call(set_display_mode_endpoint, {DisplayMode::elder}));
    const auto elsewhere = scene.log_in(good_password).value();
    EXPECT_EQ(show(scene, elsewhere.token)->display_mode, DisplayMode::elder);
}

/// A second node on the same database: its own platform, its own view.
struct SecondNode {
    explicit SecondNode(IdentityScene& scene, sql::Database& database)
        : platform{.database = database,
                   .clock = scene.bank.clock(),
                   .random = scene.bank.platform().random,
                   .events = events} {
        platform.ports.provide(
            std::make_shared<crypto::KeyRing>(scene.bank.platform().ports.get<crypto::KeyRing>()));
        make_module().set_up(platform);
    }
    Result<api::Caller> authenticate(const std::string& token) {
        return bearer_authenticator().authenticate(
            {.scheme = "Bearer", .credentials = token, .now = platform.clock.now()}, platform);
    }
    api::EventHub events;
    api::Platform platform;
};

TEST(two_nodes, session_opened_on_one_works_on_the_other_and_revoked_works_on_none) {
    IdentityScene scene;
    // In one process SQLite has one node; the second one stands on the same database object, its
    // view hears of the end through the notification. PostgreSQL has the age limit besides.
    SecondNode node{scene, scene.bank.database()};
    const auto session = scene.registered();
    EXPECT_TRUE(node.authenticate(session.token));
    EXPECT_SUCCEEDS(scene.with_token(session.token).call(log_out_endpoint, {}));
    scene.bank.advance(cluster_view_age_max + 1ms);
    EXPECT_FAILS(show(scene, session.token), session_unknown);
    if (scene.bank.database().engine() == sql::Engine::postgresql) {
        EXPECT_TRUE(node.authenticate(session.token).failed_with(session_unknown));
    } else {
        while (node.authenticate(session.token)) std::this_thread::yield();
    }
}

class View : public ::testing::Test {
protected:
    static crypto::Digest digest_of(int number) {
        return crypto::sm3("token " + std::to_string(number));
    }
    static SessionEntry entry() {
        return {.caller = {.kind = api::CallerKind::customer},
                .last_seen_at = test::test_noon,
                .expires_at = test::test_noon + 12h,
                .idle_max = 15min};
    }
    UtcTime now = test::test_noon;
    api::Caller caller;
};

TEST_F(View, entry_read_while_its_session_ended_is_not_kept) {
    SessionView view{ViewMode::embedded};
    const auto before = view.generation(digest_of(1));
    view.forget(digest_of(1));
    EXPECT_TRUE(view.keep(digest_of(1), entry(), now, before));
    EXPECT_FALSE(view.find(digest_of(1), now, caller).is_live);
    EXPECT_EQ(view.size(), 0U);
}

TEST_F(View, of_a_cluster_reads_again_after_a_second_and_an_embedded_one_does_not) {
    for (const auto mode : {ViewMode::embedded, ViewMode::cluster}) {
        SessionView view{mode};
        view.keep(digest_of(1), entry(), now, view.generation(digest_of(1)));
        EXPECT_TRUE(view.find(digest_of(1), now + 1s, caller).is_live);
        EXPECT_EQ(view.find(digest_of(1), now + 1001ms, caller).is_live,
                  mode == ViewMode::embedded);
    }
}

TEST_F(View, sign_of_life_is_due_once_a_minute) {
    SessionView view{ViewMode::embedded};
    view.keep(digest_of(1), entry(), now, view.generation(digest_of(1)));
    int due = 0;
    for (int second = 0; second < 600; ++second)
        due += view.find(digest_of(1), now + 1s * second, caller).is_due ? 1 : 0;
    EXPECT_EQ(due, 9);
}

TEST_F(View, sign_of_life_known_here_survives_a_read_of_an_older_row) {
    SessionView view{ViewMode::embedded};
    view.keep(digest_of(1), entry(), now, view.generation(digest_of(1)));
    view.find(digest_of(1), now + 14min, caller);
    EXPECT_TRUE(view.keep(digest_of(1), entry(), now + 20min, view.generation(digest_of(1))));
    EXPECT_FALSE(view.keep(digest_of(2), entry(), now + 20min, view.generation(digest_of(2))));
}

TEST_F(View, stays_within_its_bound) {
    SessionView view{ViewMode::embedded};
    const auto one_shard = [](int number) {
        crypto::Digest digest{};
        std::memcpy(digest.data() + 8, &number, sizeof number);
        return digest;
    };
    for (int number = 0; number < int{SessionView::entries_per_shard_max} + 10; ++number)
        view.keep(one_shard(number), entry(), now, view.generation(one_shard(number)));
    EXPECT_EQ(view.size(), SessionView::entries_per_shard_max);
}

}  // namespace
}  // namespace dlfp::identity
