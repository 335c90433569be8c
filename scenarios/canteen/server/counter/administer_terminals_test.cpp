// Registering and blocking terminals.
#include "scenarios/canteen/server/counter/administer_terminals.h"

#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

struct TerminalsTest : testing::Test {
    CounterBank bank;

    RegisterTerminalRequest request_with(const crypto::PrivateKey& key) {
        return {.name = "一号窗口",
                .area_id = CanteenBank::set_meals,
                .mode = TerminalMode::set_meal,
                .public_key = crypto::to_base64url(key.public_key().to_spki())};
    }
    static crypto::PrivateKey fresh_key() {
        return crypto::PrivateKey::generate(crypto::KeyKind::p256);
    }
};

TEST_F(TerminalsTest, a_registered_terminal_is_listed_with_its_fingerprint) {
    const auto key = fresh_key();
    const auto made = bank.steward().call(register_terminal_endpoint, request_with(key));
    ASSERT_SUCCEEDS(made);
    const auto listed = bank.cashier().call(list_terminals_endpoint, {});
    ASSERT_EQ(listed->items.size(), 1U);
    EXPECT_EQ(listed->items[0].name, "一号窗口");
    EXPECT_EQ(listed->items[0].area_name, "套餐窗口");
    EXPECT_EQ(listed->items[0].key_fingerprint, key_fingerprint(key.public_key().to_spki()));
    EXPECT_EQ(listed->items[0].last_seen_at_us, std::nullopt);
    EXPECT_TRUE(bank.other_steward().call(list_terminals_endpoint, {})->items.empty());
}

TEST_F(TerminalsTest, only_managers_register_and_block) {
    EXPECT_EQ(bank.cashier().call(register_terminal_endpoint, request_with(fresh_key())).status,
              403);
    const auto device = bank.device();
    EXPECT_EQ(bank.cashier()
                  .call(set_terminal_state_endpoint, {device.id, TerminalState::blocked})
                  .status,
              403);
}

TEST_F(TerminalsTest, a_key_serves_one_terminal_and_is_of_the_right_kind) {
    const auto key = fresh_key();
    ASSERT_SUCCEEDS(bank.steward().call(register_terminal_endpoint, request_with(key)));
    EXPECT_FAILS(bank.steward().call(register_terminal_endpoint, request_with(key)),
                 terminal_key_taken);
    const auto foreign = crypto::PrivateKey::generate(crypto::KeyKind::ed25519);
    EXPECT_FAILS(bank.steward().call(register_terminal_endpoint, request_with(foreign)),
                 terminal_key_malformed);
    auto damaged = request_with(key);
    damaged.public_key = std::string("AAAA");
    EXPECT_FAILS(bank.steward().call(register_terminal_endpoint, damaged), terminal_key_malformed);
}

TEST_F(TerminalsTest, other_operators_areas_and_terminals_are_not_found) {
    auto elsewhere = request_with(fresh_key());
    elsewhere.area_id = CanteenBank::other_area;
    EXPECT_FAILS(bank.steward().call(register_terminal_endpoint, elsewhere),
                 serving_area_not_found);
    const auto device = bank.device();
    EXPECT_FAILS(
        bank.other_steward().call(set_terminal_state_endpoint, {device.id, TerminalState::blocked}),
        terminal_not_found);
    const auto unknown = bank.read(
        [](sql::Reader& reader) { return find_terminal(reader, TerminalId::fixed(404)); });
    EXPECT_TRUE(unknown.failed_with(terminal_not_found));
}

TEST_F(TerminalsTest, an_operator_has_at_most_500_terminals) {
    const auto area = CanteenBank::set_meals;
    bank.write([&](sql::Transaction& transaction) {
        for (std::uint64_t number = 0; number < terminals_max; ++number)
            TerminalBooks{transaction}.add({.id = TerminalId::fixed(90'000 + number),
                                            .organisation_id = canteen_operator,
                                            .area_id = area,
                                            .name = "终端",
                                            .public_key = {std::byte{1}}});
        return true;
    });
    EXPECT_FAILS(bank.steward().call(register_terminal_endpoint, request_with(fresh_key())),
                 too_many_terminals);
}

}  // namespace
}  // namespace dlfp::canteen
