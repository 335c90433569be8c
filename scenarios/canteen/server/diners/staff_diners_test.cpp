// Staff keep diners: search, edit with history, disable, merge (clause 3.1.3-4).
#include "scenarios/canteen/server/diners/staff_diners.h"

#include "scenarios/canteen/server/diners/merge_diners.h"
#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

const auto li_mobile = *identity::MobileNumber::parse("13700137000");

struct StaffDinersTest : testing::Test {
    DinerBank bank;
    test::Client steward = bank.steward();

    CreateDinerRequest li() const {
        return {.diner_number = "2001",
                .name = "李四",
                .mobile = li_mobile,
                .department = api::Text<40>{"后勤部"},
                .price_class_id = staff_class,
                .card_number = api::Text<32>{"C-2001"}};
    }
    DinerView create(const CreateDinerRequest& request) {
        return steward.call(create_diner_endpoint, request).value();
    }
    EditDinerRequest edit_of(const DinerView& diner) const {
        return {.diner_id = diner.diner_id,
                .version = {diner.version},
                .diner_number = diner.diner_number,
                .department = api::Text<40>{diner.department},
                .price_class_id = diner.price_class_id,
                .card_number = diner.card_number ? std::optional{api::Text<32>{*diner.card_number}}
                                                 : std::nullopt};
    }
    std::size_t found(const ListDinersRequest& request) {
        return steward.call(list_diners_endpoint, request)->items.size();
    }
};

TEST_F(StaffDinersTest, a_created_diner_is_shown_masked_and_found_by_every_field) {
    const auto created = create(li());
    EXPECT_EQ(created.masked_name, "*四");
    EXPECT_EQ(created.masked_mobile, "137****7000");
    EXPECT_EQ(created.price_class_name, "职工");
    EXPECT_FALSE(created.is_linked);
    EXPECT_EQ(found({}), 1U);
    EXPECT_EQ(found({.diner_number = "2001"}), 1U);
    EXPECT_EQ(found({.name = "李四"}), 1U);
    EXPECT_EQ(found({.mobile = "13700137000"}), 1U);
    EXPECT_EQ(found({.department = "后勤部"}), 1U);
    EXPECT_EQ(found({.card_number = "C-2001"}), 1U);
    EXPECT_EQ(found({.price_class_id = staff_class, .state = DinerState::active}), 1U);
    EXPECT_EQ(found({.name = "李"}), 0U);
    EXPECT_EQ(found({.mobile = "12345678901"}), 0U);
    EXPECT_EQ(found({.price_class_id = guest_class}), 0U);
    EXPECT_EQ(found({.state = DinerState::disabled}), 0U);
    const auto shown = steward.call(show_diner_endpoint, {created.diner_id});
    ASSERT_EQ(shown->purses.size(), 1U);
    EXPECT_EQ(shown.body.find("13700137000"), std::string::npos);
    EXPECT_EQ(shown.body.find("李四"), std::string::npos);
}

TEST_F(StaffDinersTest, pages_follow_one_another) {
    for (const auto* number : {"1", "2", "3"}) {
        auto request = li();
        request.diner_number = number;
        request.card_number.reset();
        create(request);
        bank.bank.advance(1s);
    }
    const auto first = steward.call(list_diners_endpoint, {.limit = api::Whole<1, 200>{2}});
    ASSERT_EQ(first->items.size(), 2U);
    EXPECT_EQ(first->items.front().diner_number, "3");
    const auto second = steward.call(list_diners_endpoint, {.after = first->next_after});
    ASSERT_EQ(second->items.size(), 1U);
    EXPECT_EQ(second->items.front().diner_number, "1");
    EXPECT_FALSE(second->next_after);
}

TEST_F(StaffDinersTest, another_operator_sees_nothing_of_it) {
    const auto created = create(li());
    auto other = bank.steward_of(other_operator);
    EXPECT_TRUE(other.call(list_diners_endpoint, {})->items.empty());
    EXPECT_FAILS(other.call(show_diner_endpoint, {created.diner_id}), diner_not_found);
    EXPECT_FAILS(other.call(list_diner_versions_endpoint, {created.diner_id}), diner_not_found);
    EXPECT_FAILS(other.call(set_diner_state_endpoint, {created.diner_id, DinerState::disabled}),
                 diner_not_found);
    EXPECT_FAILS(other.call(edit_diner_endpoint, edit_of(created)), diner_not_found);
}

TEST_F(StaffDinersTest, numbers_cards_and_classes_are_checked) {
    create(li());
    EXPECT_FAILS(steward.call(create_diner_endpoint, li()), diner_number_taken);
    auto request = li();
    request.diner_number = "2002";
    EXPECT_FAILS(steward.call(create_diner_endpoint, request), card_number_taken);
    request.card_number.reset();
    request.price_class_id = PriceClassId::fixed(999);
    EXPECT_FAILS(steward.call(create_diner_endpoint, request), price_class_unknown);
}

// clause: 3.1.3-4
TEST_F(StaffDinersTest, every_change_keeps_the_version_before_it) {
    const auto created = create(li());
    auto request = edit_of(created);
    request.department = "财务部";
    request.name = "李四光";
    request.price_class_id = guest_class;
    const auto edited = steward.call(edit_diner_endpoint, request);
    ASSERT_TRUE(edited) << edited.body;
    EXPECT_EQ(edited->version, 2);
    EXPECT_EQ(edited->masked_name, "**光");
    EXPECT_EQ(edited->masked_mobile, "137****7000");
    ASSERT_TRUE(steward.call(set_diner_state_endpoint, {created.diner_id, DinerState::disabled}));
    const auto history = steward.call(list_diner_versions_endpoint, {created.diner_id});
    ASSERT_EQ(history->items.size(), 2U);
    EXPECT_EQ(history->items[0].change, "disabled");
    EXPECT_EQ(history->items[0].department, "财务部");
    EXPECT_EQ(history->items[0].price_class_name, "访客");
    EXPECT_EQ(history->items[1].version, 1);
    EXPECT_EQ(history->items[1].change, "edited");
    EXPECT_EQ(history->items[1].department, "后勤部");
    EXPECT_EQ(history->items[1].masked_name, "*四");
    EXPECT_EQ(history->items[1].price_class_name, "职工");
    EXPECT_EQ(history.body.find("李四"), std::string::npos);
}

TEST_F(StaffDinersTest, a_stale_form_changes_nothing) {
    const auto created = create(li());
    ASSERT_TRUE(steward.call(edit_diner_endpoint, edit_of(created)));
    EXPECT_FAILS(steward.call(edit_diner_endpoint, edit_of(created)), diner_changed_meanwhile);
}

TEST_F(StaffDinersTest, a_verified_customer_of_the_same_name_is_linked_at_once) {
    auto request = li();
    request.name = "张三";
    request.mobile = *identity::MobileNumber::parse("13800138000");
    EXPECT_TRUE(create(request).is_linked);
    request.diner_number = "2002";
    request.card_number.reset();
    EXPECT_FALSE(create(request).is_linked) << "a customer is one diner of an operator";
    request.diner_number = "2003";
    request.name = "张三丰";
    EXPECT_FALSE(create(request).is_linked);
}

// clause: 3.1.3-4
TEST_F(StaffDinersTest, merging_moves_money_debts_and_subsidies_and_leaves_a_pointer) {
    const auto zhang = bank.zhang_with(yuan(8));
    const auto grant = bank.give_lunch(zhang, yuan(10));
    const auto into = create(li());
    const auto target = bank.read([&](sql::Reader& reader) {
        return find_diner(reader, canteen_operator, into.diner_id).value();
    });
    const auto merged = steward.call(merge_diners_endpoint, {zhang.id, into.diner_id});
    ASSERT_TRUE(merged) << merged.body;
    EXPECT_EQ(merged->moved_fen, yuan(8));
    EXPECT_TRUE(merged->diner.is_linked);
    EXPECT_EQ(bank.balance(zhang.cash_account_id), Money{});
    EXPECT_EQ(bank.balance(target.cash_account_id), yuan(8));
    const auto purses = purses_of(bank, target);
    EXPECT_EQ(purses.front().grant_id, grant.id);
    const auto old = steward.call(show_diner_endpoint, {zhang.id});
    EXPECT_EQ(old->diner.state, DinerState::disabled);
    EXPECT_EQ(old->diner.merged_into, into.diner_id);
    EXPECT_EQ(steward.call(list_diner_versions_endpoint, {zhang.id})->items.size(), 1U);
    EXPECT_EQ(steward.call(list_diner_versions_endpoint, {into.diner_id})->items.size(), 1U);
    EXPECT_FAILS(steward.call(set_diner_state_endpoint, {zhang.id, DinerState::active}),
                 diner_merged);
    EXPECT_FAILS(steward.call(edit_diner_endpoint, edit_of(old->diner)), diner_merged);
    EXPECT_FAILS(steward.call(merge_diners_endpoint, {zhang.id, into.diner_id}), diner_merged);
}

TEST_F(StaffDinersTest, the_merged_record_takes_the_debt_over_and_cash_pays_it) {
    const auto zhang = bank.zhang_with(Money{});
    const auto target = add_diner(
        bank, {.organisation_id = canteen_operator, .diner_number = "2", .cash_fen = yuan(5)});
    bank.write([&](sql::Transaction& transaction) {
            return ledger::post(transaction,
                                {.id = bank.bank.next_id<ledger::TransferTag>(),
                                 .debit_account_id = zhang.arrears_account_id,
                                 .credit_account_id = bank.merchant.clearing_account_id,
                                 .amount_fen = yuan(3),
                                 .cause = {"test.owe", zhang.id.bytes()}},
                                bank.bank.now());
        })
        .value();
    const auto merged = steward.call(merge_diners_endpoint, {zhang.id, target.id});
    ASSERT_TRUE(merged) << merged.body;
    EXPECT_EQ(merged->owed_fen, yuan(3));
    EXPECT_EQ(bank.balance(zhang.arrears_account_id), Money{});
    EXPECT_EQ(bank.cash_of(target), yuan(2));
}

TEST_F(StaffDinersTest, records_of_two_people_are_not_merged) {
    const auto zhang = bank.zhang_with(Money{});
    const auto wang = add_diner(bank, {.organisation_id = canteen_operator,
                                       .diner_number = "2",
                                       .customer_id = bank.registered("13900139000")});
    EXPECT_FAILS(steward.call(merge_diners_endpoint, {zhang.id, wang.id}),
                 diners_linked_differently);
    EXPECT_FAILS(steward.call(merge_diners_endpoint, {zhang.id, zhang.id}), same_diner);
    EXPECT_FAILS(bank.steward_of(other_operator).call(merge_diners_endpoint, {zhang.id, wang.id}),
                 diner_not_found);
}

}  // namespace
}  // namespace dlfp::canteen
