// Demo diners with purses, for a canteen day by hand right after the start; development only.
#include <algorithm>
#include <array>

#include "core/identity/server/demo.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/diners/diners.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"
#include "scenarios/canteen/server/diners/grant_subsidies.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;
constexpr auto zhang_id = DinerId::fixed(310'001);
constexpr auto lunch_type_id = SubsidyTypeId::fixed(320'001);
constexpr auto night_type_id = SubsidyTypeId::fixed(320'002);
/// The bank's own clearing account was opened just now and would date every receipt today.
constexpr auto demo_source_id = ledger::AccountId::fixed(310'900);
constexpr Money demo_funding = yuan(5'000);
constexpr Money demo_cash = yuan(100);
constexpr Money demo_subsidy = yuan(300);
constexpr std::int32_t demo_grant_days = 30;

struct DemoDiner {
    DinerId id;
    std::string_view number;
    std::string_view name;
    std::string_view mobile;
    std::string_view department;
    std::string_view class_name;
    std::string_view card_number;
};
constexpr std::array demo_diners{
    DemoDiner{zhang_id, "1001", "张三", "13800138000", "技术部", "职工", "60010001"},
    DemoDiner{DinerId::fixed(310'002), "1002", "李娜", "13700137002", "技术部", "职工", "60010002"},
    DemoDiner{DinerId::fixed(310'003), "1003", "王强", "13700137003", "后勤部", "职工", "60010003"},
    DemoDiner{DinerId::fixed(310'004), "1004", "刘洋", "13700137004", "财务部", "职工", "60010004"},
    DemoDiner{DinerId::fixed(310'005), "2001", "陈静", "13700137005", "一年级", "学生", "60020001"},
    DemoDiner{DinerId::fixed(310'006), "2002", "杨帆", "13700137006", "一年级", "学生", "60020002"},
    DemoDiner{DinerId::fixed(310'007), "3001", "赵访", "13700137007", "来访", "访客", "60030001"}};

std::optional<PriceClassId> class_named(sql::Reader& reader, std::string_view name) {
    for (const auto& known : DinerRepository{reader}.list_classes(owner))
        if (known.name == name) return known.id;
    return {};
}

std::optional<MealCategoryId> category_named(sql::Reader& reader, std::string_view name) {
    for (const auto& known : DinerRepository{reader}.list_categories(owner))
        if (known.name == name) return known.id;
    return {};
}

/// Money as a receipt through the host would bring it.
Result<Done> receive(const payment::Scope& scope, ledger::AccountId target, Money amount) {
    TRY_DONE(ledger::post(scope.transaction,
                          {.id = scope.platform.random.next_id<ledger::TransferTag>(scope.now),
                           .debit_account_id = demo_source_id,
                           .credit_account_id = target,
                           .amount_fen = amount,
                           .cause = {"canteen.demo", target.bytes()},
                           .memo = "演示资金"},
                          scope.now));
    return done;
}

Result<Done> add_demo_diner(const payment::Scope& scope, const DemoDiner& demo) {
    const auto mobile = identity::MobileNumber::parse(demo.mobile);
    identity::find_or_enrol_customer(scope.platform, scope.transaction, {*mobile});
    DinerDraft draft{.id = demo.id,
                     .organisation_id = owner,
                     .details = {.diner_number = std::string(demo.number),
                                 .name = std::string(demo.name),
                                 .mobile = std::string(demo.mobile),
                                 .department = std::string(demo.department),
                                 .price_class_id = class_named(scope.transaction, demo.class_name),
                                 .avoided_allergens = "",
                                 .card_number = std::string(demo.card_number)}};
    if (demo.id == zhang_id) draft.customer_id = identity::demo_verified_customer_id;
    TRY(const auto diner, enrol_diner(scope, draft));
    return receive(scope, diner.cash_account_id, demo_cash);
}

Result<Done> add_demo_types(const payment::Scope& scope) {
    SubsidyBooks books{scope.transaction};
    const auto add = [&](SubsidyTypeId id, std::string_view name, std::string_view meal,
                         std::int64_t priority) {
        const auto category = category_named(scope.transaction, meal);
        if (!category || books.find_type(owner, id)) return;
        books.add_type({id, owner, std::string(name), category->to_text(), priority, false,
                        EntryState::active});
    };
    add(lunch_type_id, "午餐补贴", "午餐", 1);
    add(night_type_id, "夜班补贴", "夜宵", 2);
    return done;
}

Result<Done> add_demo_rows(const payment::Scope& scope) {
    TRY_DONE(ledger::open_account(scope.transaction,
                                  {.id = demo_source_id,
                                   .code = ledger::AccountCode::host_clearing,
                                   .holder = "canteen.demo"},
                                  scope.now));
    for (const auto& demo : demo_diners) TRY_DONE(add_demo_diner(scope, demo));
    TRY(const auto funding, funding_account_of(scope, owner));
    TRY_DONE(receive(scope, funding, demo_funding));
    SubsidyBooks books{scope.transaction};
    auto rule = books.lock_rule(owner);
    rule.allows_guests = true;
    rule.guest_price_class_id = class_named(scope.transaction, "访客");
    books.set_rule(rule);
    return done;
}

/// The demo works on any later day: 张三 always has a subsidy that is valid today.
Result<Done> renew_subsidy(const payment::Scope& scope) {
    const auto today = BusinessDate::of(scope.now);
    SubsidyBooks books{scope.transaction};
    if (!books.find_type(owner, lunch_type_id)) return done;
    for (const auto& grant : books.list_of_diner(zhang_id))
        if (grant.valid_from <= today && today <= grant.valid_until) return done;
    auto paid = pay_grants(scope, owner,
                           {.type_id = lunch_type_id,
                            .amount_fen = demo_subsidy,
                            .valid_from = today,
                            .valid_until = today.plus_days(demo_grant_days),
                            .diner_ids = std::vector{zhang_id}});
    // A demo that spent all its funding over the months simply has no subsidy.
    if (paid.failed_with(funding_short)) return done;
    return paid;
}

}  // namespace

void load_demo_diners(api::Platform& platform) {
    platform.database
        .write([&](sql::Transaction& transaction) -> Result<Done> {
            const payment::Scope scope{transaction, platform, platform.clock.now()};
            const payment::Scope opening{transaction, platform, demo_opened_at(scope.now)};
            if (!DinerRepository{transaction}.find(owner, zhang_id))
                TRY_DONE(add_demo_rows(opening));
            TRY_DONE(add_demo_types(scope));
            return renew_subsidy(scope);
        })
        .value();
}

}  // namespace dlfp::canteen
