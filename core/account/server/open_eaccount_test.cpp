// Opening and linking by the endpoint: identity's own name and number are compared by the host.
#include "core/account/server/open_eaccount.h"

#include "core/account/server/account_demo.h"
#include "core/account/server/own_accounts.h"
#include "core/account/server/staff_accounts.h"
#include "core/account/server/testing/account_bank.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/ports.h"

namespace dlfp::account {
namespace {

constexpr auto demo_customer = identity::demo_verified_customer_id;
const auto reserved_mobile = *identity::MobileNumber::parse(identity::demo_verified_mobile);

struct OpenEAccountTest : testing::Test {
    AccountBank bank;
    test::Client customer = bank.customer(demo_customer);

    void SetUp() override { identity::make_module().load_demo(bank.platform()); }

    static OpenEAccountRequest binding(std::string number) {
        return {AccountClass::class_two, Secret<>{std::move(number)}, reserved_mobile};
    }
    static LinkCardRequest card(std::string number) {
        return {Secret<>{std::move(number)}, reserved_mobile};
    }
};

// clause (simulated): 3.1.3-13
TEST_F(OpenEAccountTest, a_verified_customer_binds_this_and_another_bank) {
    const auto own = customer.call(open_eaccount_endpoint, binding("6222020000000000011"));
    ASSERT_TRUE(own) << own.body;
    EXPECT_EQ(own->bound_number_masked, "6222***********0011");
    const auto other = customer.call(open_eaccount_endpoint, binding("6217000000000000022"));
    EXPECT_EQ(other->bound_bank_name, "他行（演示）");
    EXPECT_EQ(customer.call(show_accounts_endpoint, {})->accounts.size(), 2U);
}

// clause (simulated): 5.3-2
TEST_F(OpenEAccountTest, an_account_of_somebody_else_or_a_wrong_reserved_number_is_refused) {
    EXPECT_FAILS(customer.call(open_eaccount_endpoint, binding("6222020000000000044")),
                 bound_person_differs);
    auto wrong = binding("6222020000000000011");
    wrong.reserved_mobile = *identity::MobileNumber::parse("13800138001");
    EXPECT_FAILS(customer.call(open_eaccount_endpoint, wrong), bound_mobile_differs);
    EXPECT_FAILS(customer.call(open_eaccount_endpoint, binding("622202000000000")),
                 bound_account_unknown);
    EXPECT_TRUE(customer.call(show_accounts_endpoint, {})->accounts.empty());
}

// clause: 5.1.3-2
TEST_F(OpenEAccountTest, a_customer_without_real_name_opens_nothing) {
    auto registered = bank.bank.as(bank.bank.caller(api::CallerKind::customer,
                                                    identity::demo_registered_customer_id.bytes(),
                                                    {"identity.registered"}));
    EXPECT_EQ(registered.call(open_eaccount_endpoint, binding("6222020000000000044")).status, 403);
}

// clause: 3.1.3-14
// clause (simulated): 3.1.3-12
TEST_F(OpenEAccountTest, cards_of_our_bank_are_linked_once_and_let_their_holder_dine) {
    EXPECT_FAILS(customer.call(link_card_endpoint, card("6217000000000000022")), not_own_bank_card);
    const auto linked = customer.call(link_card_endpoint, card("6259000000000000033"));
    ASSERT_TRUE(linked) << linked.body;
    EXPECT_EQ(linked->bound_class, host::HostAccountClass::credit);
    EXPECT_FAILS(customer.call(link_card_endpoint, card("6259000000000000033")), already_linked);
    const auto may_dine = [&] {
        return bank.read(
            [](sql::Reader& reader) { return has_dining_account(reader, demo_customer); });
    };
    EXPECT_TRUE(may_dine());
    const auto shown = customer.call(show_accounts_endpoint, {})->linked_cards;
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].linked_card_id, linked->linked_card_id);
    const auto found = [&](std::string_view card_ref) {
        return bank.read([&](sql::Reader& reader) { return find_linked_card(reader, card_ref); });
    };
    EXPECT_EQ(found(linked->linked_card_id.to_text())->customer_id, demo_customer);
    EXPECT_TRUE(found("6259000000000000033").failed_with(linked_card_not_found));
    EXPECT_TRUE(found(BindingId::fixed(1).to_text()).failed_with(linked_card_not_found));
    EXPECT_FAILS(bank.customer(li).call(unlink_card_endpoint, {linked->linked_card_id}), not_found);
    ASSERT_TRUE(customer.call(unlink_card_endpoint, {linked->linked_card_id}));
    EXPECT_FALSE(may_dine());
    EXPECT_TRUE(found(linked->linked_card_id.to_text()).failed_with(linked_card_not_found))
        << "it pays no more";
    EXPECT_TRUE(customer.call(link_card_endpoint, card("6259000000000000033"))) << "again";
}

TEST_F(OpenEAccountTest, the_real_name_check_is_answered_by_the_host) {
    auto& port = bank.platform().ports.get<identity::RealNameCheckPort>();
    using identity::RealNameOutcome;
    EXPECT_EQ(port.check({"李四", "110101198811230015", "13000000000"}), RealNameOutcome::matches);
    EXPECT_EQ(port.check({"李五", "110101198811230015", ""}), RealNameOutcome::differs);
    bank.write([](sql::Transaction& transaction) {
        host::SandboxBooks{transaction}.set_next_script(host::SandboxScript::unavailable);
        return done;
    });
    EXPECT_EQ(port.check({"李四", "110101198811230015", ""}), RealNameOutcome::unavailable);
}

TEST_F(OpenEAccountTest, staff_find_accounts_by_mobile_number) {
    ASSERT_TRUE(customer.call(open_eaccount_endpoint, binding("6222020000000000011")));
    auto staff = bank.staff(view_accounts);
    const auto found = staff.call(find_accounts_endpoint, {.mobile = reserved_mobile});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->customer->masked_mobile, "138****8000");
    EXPECT_EQ(found->accounts.size(), 1U);
}

TEST_F(OpenEAccountTest, the_demo_account_is_bound_topped_up_and_loaded_once) {
    load_demo(bank.platform());
    load_demo(bank.platform());
    EXPECT_EQ(bank.balance(demo_eaccount_id), yuan(500));
    EXPECT_EQ(customer.call(show_accounts_endpoint, {})->accounts.size(), 1U);
}

}  // namespace
}  // namespace dlfp::account
