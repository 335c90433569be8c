// Maker and checker: every rule as a table, and the whole way over the endpoints.
#include "core/approval/server/approval.h"

#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/approval/server/plan_decision.h"
#include "core/approval/server/request_repository.h"
#include "core/identity/server/module.h"
#include "tests/support/test_bank.h"

namespace dlfp::approval {
namespace {

const auto maker = identity::StaffId::fixed(1);
const auto checker = identity::StaffId::fixed(2);
const auto bank_itself = identity::OrganisationId::fixed(1);
const auto other_operator = identity::OrganisationId::fixed(9);
inline constexpr api::Permission change_prices{"probe.change_prices", "改价"};
inline constexpr api::Permission prepare_prices{"probe.prepare_prices", "拟价"};
inline constexpr Failure dish_gone{"probe.dish_gone", FailureClass::refused};

TEST(plan_decision, rules_in_precedence_order) {
    const RequestRow waiting{.organisation_id = bank_itself,
                             .maker_id = maker,
                             .state = ApprovalState::waiting,
                             .expires_at_us = UtcTime::from_us(100)};
    auto approved = waiting;
    approved.state = ApprovalState::approved;
    struct Row {
        RequestRow request;
        Decision decision;
        Decider decider;
        std::int64_t now;
        std::string_view expected;
    };
    const Decider right{checker, bank_itself, true};
    const Row rows[] = {
        {approved, Decision::approve, {checker, other_operator, true}, 200, "approval.not_found"},
        {approved, Decision::approve, right, 200, "approval.already_decided"},
        {waiting, Decision::approve, {maker, bank_itself, false}, 100, "approval.expired"},
        {waiting, Decision::withdraw, right, 99, "approval.not_the_maker"},
        {waiting, Decision::approve, {maker, bank_itself, false}, 99, "approval.own_request"},
        {waiting, Decision::reject, {maker, bank_itself, true}, 99, "approval.own_request"},
        {waiting,
         Decision::approve,
         {checker, bank_itself, false},
         99,
         "approval.kind_not_permitted"},
        {waiting,
         Decision::reject,
         {checker, bank_itself, false},
         99,
         "approval.kind_not_permitted"},
    };
    for (const auto& row : rows) {
        const auto planned =
            plan_decision(row.request, row.decision, row.decider, UtcTime::from_us(row.now));
        ASSERT_FALSE(planned) << row.expected;
        EXPECT_EQ(planned.error().code(), row.expected);
    }
    const auto at = UtcTime::from_us(99);
    EXPECT_EQ(*plan_decision(waiting, Decision::approve, right, at), ApprovalState::approved);
    EXPECT_EQ(*plan_decision(waiting, Decision::reject, right, at), ApprovalState::rejected);
    EXPECT_EQ(*plan_decision(waiting, Decision::withdraw, {maker, bank_itself, false}, at),
              ApprovalState::withdrawn);
}

struct PreparePriceRequest {
    api::Text<40> dish;
};
BOOST_DESCRIBE_STRUCT(PreparePriceRequest, (), (dish))
struct PreparePriceReply {
    ApprovalId approval_id;
};
BOOST_DESCRIBE_STRUCT(PreparePriceReply, (), (approval_id))

Result<PreparePriceReply> prepare_price(const PreparePriceRequest& request, api::Call& call) {
    return PreparePriceReply{ask(call, {.kind = "probe.price",
                                        .subject_kind = "dish",
                                        .subject_id = request.dish,
                                        .summary = "红烧肉改价",
                                        .payload = "1300",
                                        .changes = {{"price_fen", "1200", "1300"}}})};
}
constexpr auto prepare_price_endpoint =
    api::post<&prepare_price>("/probe/prices")
        .doc("Prepares a price.")
        .for_staff(prepare_prices)
        .idempotent()
        .limits({.body_bytes_max = 100, .calls_per_minute_max = 10, .deadline = 2s})
        .may_fail();

struct ApprovalTest : testing::Test {
    std::vector<std::string> applied;
    std::vector<std::string> dropped;
    bool is_gone = false;
    test::TestBank bank{{identity::make_module(), make_module(), probe()}};

    api::Module probe() {
        api::Module module{.name = "probe"};
        module.add(prepare_price_endpoint);
        module.set_up = [this](api::Platform& platform) {
            platform.ports.get<Kinds>().add(
                {"probe.price", "菜品改价", &change_prices,
                 [this](api::Call&, const ApprovedChange& change) -> Result<Done> {
                     if (is_gone) return dish_gone;
                     applied.push_back(change.subject_id + "=" + change.payload);
                     return done;
                 },
                 72h,
                 [this](const Place&, const ApprovedChange& change) {
                     dropped.push_back(change.subject_id + (change.decider_id.is_nil() ? "" : "!"));
                 }});
        };
        return module;
    }
    test::Client as(identity::StaffId staff, std::vector<std::string> more = {},
                    identity::OrganisationId organisation = bank_itself) {
        more.insert(more.end(), {"approval.view_approvals", "approval.decide_approvals",
                                 "probe.prepare_prices"});
        return bank.as(
            bank.caller(api::CallerKind::staff, staff.bytes(), more, organisation.bytes()));
    }
    test::Client as_checker() { return as(checker, {"probe.change_prices"}); }
    ApprovalId prepare() {
        return as(maker).call(prepare_price_endpoint, {.dish = "dish_1"})->approval_id;
    }
    ApprovalState state(ApprovalId id) {
        return as(maker).call(show_approval_endpoint, {id})->state;
    }
};

TEST_F(ApprovalTest, a_second_person_makes_a_change_take_effect_once) {
    const auto id = prepare();
    EXPECT_TRUE(applied.empty());
    const auto line = as_checker().call(list_approvals_endpoint, {})->items.at(0);
    EXPECT_EQ(line.kind_title_zh, "菜品改价");
    EXPECT_EQ(line.changes.at(0).after, "1300");
    const auto decided = as_checker().call(approve_endpoint, {id, api::Text<200>{"同意"}});
    EXPECT_SUCCEEDS(decided);
    EXPECT_EQ(decided->state, ApprovalState::approved);
    EXPECT_EQ(applied, std::vector<std::string>{"dish_1=1300"});
    EXPECT_FAILS(as_checker().call(approve_endpoint, {id}), already_decided);
    EXPECT_EQ(applied.size(), 1U);
    EXPECT_EQ(as(maker).call(show_approval_endpoint, {id})->remark, "同意");
}

TEST_F(ApprovalTest, the_maker_cannot_decide_whatever_the_roles) {
    const auto id = prepare();
    auto all_roles = as(maker, {"probe.change_prices"});
    EXPECT_FAILS(all_roles.call(approve_endpoint, {id}), own_request);
    EXPECT_FAILS(all_roles.call(reject_endpoint, {id}), own_request);
    EXPECT_TRUE(applied.empty());
    EXPECT_EQ(state(id), ApprovalState::waiting);
}

TEST_F(ApprovalTest, deciding_needs_the_permission_of_the_kind) {
    const auto id = prepare();
    EXPECT_FAILS(as(checker).call(approve_endpoint, {id}), kind_not_permitted);
    EXPECT_EQ(state(id), ApprovalState::waiting);
}

TEST_F(ApprovalTest, another_organisation_finds_nothing) {
    const auto id = prepare();
    auto foreign = as(checker, {"probe.change_prices"}, other_operator);
    EXPECT_FAILS(foreign.call(approve_endpoint, {id}), approval_not_found);
    EXPECT_FAILS(foreign.call(show_approval_endpoint, {id}), approval_not_found);
    EXPECT_TRUE(foreign.call(list_approvals_endpoint, {})->items.empty());
}

TEST_F(ApprovalTest, a_change_that_no_longer_fits_leaves_the_approval_waiting) {
    const auto id = prepare();
    is_gone = true;
    const auto outcome = as_checker().call(approve_endpoint, {id});
    EXPECT_FAILS(outcome, change_not_applicable);
    EXPECT_NE(outcome.body.find("probe.dish_gone"), std::string::npos);
    EXPECT_EQ(state(id), ApprovalState::waiting);
    is_gone = false;
    EXPECT_SUCCEEDS(as_checker().call(approve_endpoint, {id}));
}

TEST_F(ApprovalTest, only_the_maker_withdraws) {
    const auto id = prepare();
    EXPECT_FAILS(as_checker().call(withdraw_endpoint, {id}), not_the_maker);
    EXPECT_SUCCEEDS(as(maker).call(withdraw_endpoint, {id}));
    EXPECT_EQ(dropped, std::vector<std::string>{"dish_1!"});
    EXPECT_FAILS(as_checker().call(approve_endpoint, {id}), already_decided);
    EXPECT_EQ(
        as(maker).call(list_approvals_endpoint, {.state = ApprovalState::withdrawn})->items.size(),
        1U);
}

TEST_F(ApprovalTest, a_rejected_change_never_takes_effect) {
    const auto id = prepare();
    EXPECT_SUCCEEDS(as_checker().call(reject_endpoint, {id, api::Text<200>{"价格不符"}}));
    EXPECT_FAILS(as_checker().call(approve_endpoint, {id}), already_decided);
    EXPECT_TRUE(applied.empty());
    EXPECT_EQ(dropped, std::vector<std::string>{"dish_1!"});
}

TEST_F(ApprovalTest, after_three_days_nobody_can_approve) {
    const auto id = prepare();
    bank.advance(72h);
    EXPECT_FAILS(as_checker().call(approve_endpoint, {id}), approval_expired);
    expire(bank.platform(), bank.now());
    EXPECT_EQ(state(id), ApprovalState::expired);
    expire(bank.platform(), bank.now());
    EXPECT_EQ(dropped, std::vector<std::string>{"dish_1"}) << "once, and by nobody";
}

TEST_F(ApprovalTest, what_a_device_asked_for_is_decided_by_anybody_with_the_permission) {
    const auto id = bank.database().write([&](sql::Transaction& transaction) {
        return ask({bank.platform(), transaction, bank.now()}, {{}, bank_itself},
                   {"probe.price", "dish", "dish_1", "改价", "1300", {}});
    });
    EXPECT_EQ(as_checker().call(show_approval_endpoint, {id})->maker_name, "");
    EXPECT_SUCCEEDS(as_checker().call(approve_endpoint, {id}));
    EXPECT_EQ(applied, std::vector<std::string>{"dish_1=1300"});
}

TEST_F(ApprovalTest, one_key_decides_once) {
    const auto id = prepare();
    EXPECT_SUCCEEDS(as_checker().call_with_key(approve_endpoint, {id}, "approve-once-0001"));
    EXPECT_SUCCEEDS(as_checker().call_with_key(approve_endpoint, {id}, "approve-once-0001"));
    EXPECT_EQ(applied.size(), 1U);
}

TEST_F(ApprovalTest, an_unknown_kind_and_two_of_one_name_are_faults) {
    EXPECT_THROW(bank.platform().ports.get<Kinds>().add({"probe.price", "", &change_prices, {}}),
                 std::logic_error);
    EXPECT_EQ(bank.platform().ports.get<Kinds>().find("probe.other"), nullptr);
}

TEST_F(ApprovalTest, what_waits_is_listed_page_by_page_newest_first) {
    const auto oldest = prepare();
    bank.advance(1s);
    const auto middle = prepare();
    bank.advance(1s);
    const auto newest = prepare();
    const auto page = as_checker().call(list_approvals_endpoint, {.limit = {{2}}});
    ASSERT_EQ(page->items.size(), 2U);
    EXPECT_EQ(page->items[0].approval_id, newest);
    EXPECT_EQ(page->items[1].approval_id, middle);
    const auto rest =
        as_checker().call(list_approvals_endpoint, {.after = page->next_after, .limit = {{2}}});
    ASSERT_EQ(rest->items.size(), 1U);
    EXPECT_EQ(rest->items[0].approval_id, oldest);
    EXPECT_FALSE(rest->next_after);
}

/// A module that was deleted with its folder leaves requests that nobody can apply any more.
TEST_F(ApprovalTest, a_change_of_a_module_that_is_gone_is_shown_and_can_only_be_withdrawn) {
    const auto left_over = [&] {
        const auto id = bank.next_id<ApprovalTag>();
        bank.database().write([&](sql::Transaction& transaction) {
            request_repository::add(transaction, {.id = id,
                                                  .organisation_id = bank_itself,
                                                  .kind = "gone.change",
                                                  .subject_kind = "thing",
                                                  .subject_id = "thing_1",
                                                  .changes = "[]",
                                                  .maker_id = maker,
                                                  .state = ApprovalState::waiting,
                                                  .created_at_us = bank.now(),
                                                  .expires_at_us = bank.now() + 72h});
            return true;
        });
        return id;
    };
    const auto id = left_over();
    EXPECT_EQ(as_checker().call(show_approval_endpoint, {id})->kind_title_zh, "gone.change");
    EXPECT_FAILS(as_checker().call(approve_endpoint, {id}), kind_not_permitted);
    EXPECT_FAILS(as_checker().call(reject_endpoint, {id}), kind_not_permitted);
    EXPECT_SUCCEEDS(as(maker).call(withdraw_endpoint, {id}));
    const auto forgotten = left_over();
    bank.advance(72h);
    expire(bank.platform(), bank.now());
    EXPECT_EQ(state(forgotten), ApprovalState::expired);
    EXPECT_TRUE(dropped.empty());
}

TEST_F(ApprovalTest, a_kind_that_reserved_nothing_is_withdrawn_all_the_same) {
    bank.platform().ports.get<Kinds>().add(
        {"probe.plain", "简单", &change_prices,
         [](api::Call&, const ApprovedChange&) -> Result<Done> { return done; }});
    const auto id = bank.database().write([&](sql::Transaction& transaction) {
        return ask({bank.platform(), transaction, bank.now()}, {maker, bank_itself},
                   {"probe.plain", "dish", "dish_1", "改价", "", {}});
    });
    EXPECT_SUCCEEDS(as(maker).call(withdraw_endpoint, {id}));
    EXPECT_EQ(state(id), ApprovalState::withdrawn);
}

TEST_F(ApprovalTest, asking_under_a_name_that_no_module_declared_is_a_fault_and_stores_nothing) {
    bank.database().write([&](sql::Transaction& transaction) {
        EXPECT_THROW(ask({bank.platform(), transaction, bank.now()}, {maker, bank_itself},
                         {"probe.other", "dish", "dish_1", "改价", "1300", {}}),
                     std::logic_error);
        return true;
    });
    EXPECT_TRUE(as_checker().call(list_approvals_endpoint, {})->items.empty());
    EXPECT_FAILS(as_checker().call(show_approval_endpoint, {ApprovalId::fixed(5)}),
                 approval_not_found);
}

TEST_F(ApprovalTest, an_approved_change_can_be_asked_for_by_its_module) {
    const auto id = prepare();
    bank.database().read([&](sql::Reader& reader) {
        EXPECT_EQ(state_of(reader, id), ApprovalState::waiting);
        EXPECT_FALSE(state_of(reader, ApprovalId::fixed(5)));
    });
}

}  // namespace
}  // namespace dlfp::approval
