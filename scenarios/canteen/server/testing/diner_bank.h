// A bank with an operator, its meal categories and 张三 as a diner: the fixture of the part
// `diners`.
#pragma once

#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/identity/server/check_real_name.h"
#include "core/payment/server/testing/payment_bank.h"
#include "scenarios/canteen/server/module.h"
#include "scenarios/canteen/server/testing/diner_rows.h"

namespace dlfp::canteen {

using payment::canteen_operator;
using payment::other_operator;

inline const auto lunch_category = MealCategoryId::fixed(602);
inline const auto staff_class = PriceClassId::fixed(611);
inline const auto guest_class = PriceClassId::fixed(612);

/// Rows of the catalogue as this part reads them.
struct TestClass {
    PriceClassId id;
    identity::OrganisationId organisation_id;
    std::string name;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(TestClass, (), (id, organisation_id, name, state))

/// Who 张三 is: somebody made here, quickly, or the demo customer, who has a payment PIN.
enum class People { made_here, demo };

class DinerBank : public payment::PaymentBank {
public:
    explicit DinerBank(People people = People::made_here) : PaymentBank{38, with_canteen()} {
        write([&](sql::Transaction& transaction) {
            transaction.insert("canteen_price_class",
                               TestClass{staff_class, canteen_operator, "职工", {}});
            transaction.insert("canteen_price_class",
                               TestClass{guest_class, canteen_operator, "访客", {}});
            return true;
        });
        if (people == People::demo) {
            identity::make_module().load_demo(platform());
            zhang = identity::demo_verified_customer_id;
            return;
        }
        zhang = registered("13800138000");
        verify(zhang, "张三", "110101199003070038");
    }

    /// A steward of the operator; `number` tells members of staff apart.
    test::Client steward(std::uint8_t number = 1) { return steward_of(canteen_operator, number); }
    test::Client steward_of(identity::OrganisationId organisation, std::uint8_t number = 1) {
        return bank.as(
            bank.caller(api::CallerKind::staff, {number},
                        {"canteen.view", "canteen.manage_diners", "canteen.manage_subsidies",
                         "approval.view_approvals", "approval.decide_approvals"},
                        organisation.bytes()));
    }

    /// A customer with this number, without real name.
    identity::CustomerId registered(std::string_view mobile) {
        return write([&](sql::Transaction& transaction) {
                   return Result<identity::CustomerId>{identity::find_or_enrol_customer(
                       platform(), transaction, {*identity::MobileNumber::parse(mobile)})};
               })
            .value();
    }
    void verify(identity::CustomerId id, std::string name, std::string id_number) {
        bank.as(bank.caller(api::CallerKind::customer, id.bytes(), {"identity.registered"}))
            .call(identity::check_real_name_endpoint, {std::move(name), std::move(id_number)})
            .value();
    }

    /// 张三, linked, with a class-II account.
    Diner zhang_with(Money cash_fen) {
        eaccount = open(zhang);
        return add_diner(
            *this,
            {.organisation_id = canteen_operator, .customer_id = zhang, .cash_fen = cash_fen});
    }
    SubsidyGrant give_lunch(const Diner& diner, Money amount) {
        return add_subsidy(*this, diner,
                           {.amount_fen = amount,
                            .categories = {lunch_category},
                            .valid_from = today(),
                            .valid_until = today().plus_days(7)});
    }
    std::optional<MealSlot> lunch() const {
        return MealSlot{MealPeriodId::fixed(1), lunch_category, today()};
    }
    payment::OrderDraft meal_of(std::vector<payment::Tender> tenders) const {
        auto drafted = draft(std::move(tenders));
        drafted.payer_customer_id = zhang;
        return drafted;
    }
    Money cash_of(const Diner& diner) {
        for (const auto& purse : purses_of(*this, diner))
            if (purse.kind == PurseKind::cash) return purse.available_fen;
        throw std::logic_error("a diner without a cash purse");
    }

    identity::CustomerId zhang;
    account::EAccountId eaccount;

private:
    static std::vector<api::Module> with_canteen() {
        std::vector<api::Module> modules;
        modules.push_back(approval::make_module());
        modules.push_back(make_module());
        return modules;
    }
};

}  // namespace dlfp::canteen
