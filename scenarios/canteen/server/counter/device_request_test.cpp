// Which signed requests are believed.
#include "scenarios/canteen/server/counter/device_request.h"

#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

struct DeviceRequestTest : testing::Test {
    CounterBank bank;
    Device device = bank.device();

    SignedRequest desk() { return bank.sign(device, show_desk_endpoint, {}); }
    SignedRequest clock_check() {
        return bank.sign(device, check_clock_endpoint, {bank.bank.now(), {0}});
    }
};

TEST_F(DeviceRequestTest, a_signed_request_reaches_its_terminal) {
    const auto shown = bank.send<DeskReply>(desk());
    ASSERT_SUCCEEDS(shown);
    EXPECT_EQ(shown->terminal_id, device.id);
    EXPECT_EQ(shown->area_name, "小炒窗口");
}

TEST_F(DeviceRequestTest, a_replayed_read_and_a_replayed_write_are_refused) {
    for (const auto& request : {desk(), clock_check()}) {
        ASSERT_SUCCEEDS(bank.send(request));
        EXPECT_FAILS(bank.send(request), device_request_replayed);
    }
}

/// Another node has not seen the nonce in its memory; the database has.
TEST_F(DeviceRequestTest, a_write_replayed_to_another_node_is_refused) {
    const auto request = clock_check();
    ASSERT_SUCCEEDS(bank.send(request));
    bank.platform().ports.provide(std::make_shared<SeenNonces>());
    EXPECT_FAILS(bank.send(request), device_request_replayed);
}

TEST_F(DeviceRequestTest, a_time_outside_the_window_is_told_ours) {
    for (const auto time : {bank.bank.now() - 6min, bank.bank.now() + 6min}) {
        auto request = desk();
        request.authorization = bank.authorize(device, request, time);
        const auto refused = bank.send(request);
        EXPECT_FAILS(refused, device_time_outside_window);
        EXPECT_EQ(refused.fact("server_time_us"), bank.bank.now().us());
    }
    auto request = desk();
    request.authorization = bank.authorize(device, request, bank.bank.now() - 4min);
    EXPECT_SUCCEEDS(bank.send(request));
}

TEST_F(DeviceRequestTest, a_blocked_terminal_is_refused_from_its_next_request_on) {
    const auto block = [&](TerminalState state) {
        return bank.steward().call(set_terminal_state_endpoint, {device.id, state});
    };
    ASSERT_SUCCEEDS(block(TerminalState::blocked));
    EXPECT_FAILS(bank.send(desk()), terminal_blocked);
    EXPECT_FAILS(bank.send(clock_check()), terminal_blocked);
    ASSERT_SUCCEEDS(block(TerminalState::active));
    EXPECT_SUCCEEDS(bank.send(desk()));
}

TEST_F(DeviceRequestTest, another_key_is_refused) {
    const Device thief{device.id, crypto::PrivateKey::generate(crypto::KeyKind::p256)};
    auto request = desk();
    request.authorization = bank.authorize(thief, request);
    EXPECT_FAILS(bank.send(request), device_signature_wrong);
}

// clause: 5.1.4-h.2
TEST_F(DeviceRequestTest, another_body_path_or_method_is_refused) {
    auto other_body = clock_check();
    other_body.body.replace(other_body.body.find("\"round_trip_us\":0"), 17, "\"round_trip_us\":9");
    auto other_target = desk();
    other_target.target += "?a=b";
    auto other_method = desk();
    other_method.method = "POST";
    other_method.target = "/device/canteen/clock-checks";
    for (const auto& request : {other_body, other_target, other_method})
        EXPECT_FAILS(bank.send(request), device_signature_wrong);
}

/// What is signed are the bytes that came, not what they mean.
TEST_F(DeviceRequestTest, the_same_body_in_other_bytes_is_refused) {
    for (const auto* blank : {" ", "\n", "\t", "\r\n"}) {
        auto longer = clock_check();
        longer.body += blank;
        auto wider = clock_check();
        wider.body.insert(1, blank);
        for (const auto& request : {longer, wider})
            EXPECT_FAILS(bank.send(request), device_signature_wrong);
    }
}

/// Else a proxy could dress up a good request as another one.
TEST_F(DeviceRequestTest, credentials_have_one_text) {
    const auto good = desk();
    const auto time_begins = good.authorization.find('.') + 1;
    for (const auto* sign : {"0", "+", "-", " "}) {
        auto dressed_up = good;
        dressed_up.authorization.insert(time_begins, sign);
        EXPECT_FAILS(bank.send(dressed_up), device_signature_wrong)
        << sign;
    }
    EXPECT_SUCCEEDS(bank.send(good));
}

TEST_F(DeviceRequestTest, damaged_credentials_and_unknown_terminals_are_refused_alike) {
    const auto good = desk();
    const Device unknown{TerminalId::fixed(404), device.key};
    auto of_unknown = desk();
    of_unknown.authorization = bank.authorize(unknown, of_unknown);
    EXPECT_FAILS(bank.send(of_unknown), device_signature_wrong);
    for (const auto& text : {std::string("Device ") + device.id.to_text(), good.authorization + "x",
                             good.authorization.substr(0, good.authorization.size() - 4),
                             good.authorization.substr(0, good.authorization.rfind('.')),
                             "Device " + device.id.to_text() + ".1.2.3"}) {
        auto damaged = good;
        damaged.authorization = text;
        EXPECT_FAILS(bank.send(damaged), device_signature_wrong)
        << text;
    }
}

TEST_F(DeviceRequestTest, a_device_is_no_member_of_staff_and_staff_are_no_device) {
    auto request = desk();
    request.target = "/staff/canteen/terminals";
    request.authorization = bank.authorize(device, request);
    EXPECT_EQ(bank.send(request).status, 403);
    EXPECT_EQ(bank.steward().call(show_desk_endpoint, {}).status, 403);
}

// Row C8: both clocks and the difference are kept.
TEST_F(DeviceRequestTest, a_clock_check_measures_how_far_the_device_is_off) {
    const auto device_time = bank.bank.now() - 4min - 50ms;
    const auto checked = bank.call(device, check_clock_endpoint, {device_time, {100'000}});
    ASSERT_SUCCEEDS(checked);
    EXPECT_EQ(checked->offset_us, Duration{-4min}.count());
    const auto view = bank.steward().call(list_terminals_endpoint, {})->items.at(0);
    EXPECT_EQ(view.clock_offset_us, Duration{-4min}.count());
    EXPECT_EQ(view.last_seen_at_us, bank.bank.now());
    const auto checks = bank.read([&](sql::Reader& reader) {
        return TerminalRepository{reader}.list_clock_checks(device.id);
    });
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(checks[0].device_time_us, device_time);
    EXPECT_EQ(checks[0].checked_at_us, bank.bank.now());
}

TEST_F(DeviceRequestTest, anybody_may_ask_what_time_it_is) {
    EXPECT_EQ(bank.bank.as_nobody().call(tell_time_endpoint, {})->server_time_us, bank.bank.now());
}

TEST(seen_nonces, one_is_refused_until_its_request_is_too_old_anyway) {
    SeenNonces nonces;
    const auto terminal = TerminalId::fixed(1);
    const auto noon = test::test_noon;
    EXPECT_TRUE(nonces.remember(terminal, "a", noon));
    EXPECT_FALSE(nonces.remember(terminal, "a", noon));
    EXPECT_TRUE(nonces.remember(TerminalId::fixed(2), "a", noon));
    EXPECT_TRUE(nonces.remember(terminal, "b", noon + 11min));
    EXPECT_FALSE(nonces.remember(terminal, "a", noon + 11min));
    EXPECT_TRUE(nonces.remember(terminal, "c", noon + 22min));
    EXPECT_TRUE(nonces.remember(terminal, "a", noon + 22min));
}

}  // namespace
}  // namespace dlfp::canteen
