// Sets the bank up as its customers and staff would: enrol, verify, open accounts, become diners.
#include "tests/simulation/population.h"

#include <stdexcept>

#include "app/modules.h"
#include "core/identity/server/check_real_name.h"
#include "core/identity/server/customer.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/resident_id_number.h"
#include "core/identity/server/role.h"
#include "core/payment/server/payment_repository.h"
#include "platform/api/json.h"
#include "platform/runtime/log/log.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/diners/diners.h"
#include "tests/simulation/fixed_signer.h"
#include "tests/simulation/invariants.h"
#include "tests/support/test_database.h"

namespace dlfp::simulation {
namespace {

constexpr int diners_count = 12;
constexpr std::size_t counters_count = 2;
constexpr Money pin_free_max = yuan(200);
constexpr Money unapproved_refund_max = yuan(15);
constexpr auto steward_id = identity::StaffId::fixed(3101);
constexpr auto approver_id = identity::StaffId::fixed(3104);
constexpr auto kitchen_id = identity::StaffId::fixed(3103);

/// Keys of terminals, as SubjectPublicKeyInfo; nobody has the private ones.
constexpr std::array<std::string_view, 3> terminal_keys{
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVDs1TGZkdeA_IkmuQ8AV4zcCw"
    "lzoOxeXW-zhi_qVD243zqiAPDmFcCE1rhygT-0rlYi9cjRoUJ93kMP1CRDOmQ",
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzIsE6qcodlMT0Y_3R1yBzlles"
    "RCnmUiBoeUBJL1xtuUdBCD1xGi-XJ3U_0ZssfKuej_-ae_bu8BjtBA2AcGb6Q",
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE_bFt7eFlgiXdGcQ3Tt18z1536"
    "9UIYBX7nh1A6FRc-1LVYPTtuE6Li6T1p31j5iCc2rL1viIZJJ1_iPiJP_xWSg"};

api::Caller customer_caller(const IdBytes& id, std::vector<std::string> permissions) {
    return {
        .kind = api::CallerKind::customer,
        .id = id,
        .permissions = std::make_shared<const std::vector<std::string>>(std::move(permissions))};
}

class Setting {
public:
    Setting(SimulatedBank& bank, runtime::FrozenClock& clock) : bank_{bank}, clock_{clock} {}

    Population people() {
        load_demo();
        Population people{.diners = {},
                          .steward = staff(steward_id, "operator_manager"),
                          .approver = staff(approver_id, "operator_manager"),
                          .kitchen = staff(kitchen_id, "operator_kitchen"),
                          .terminals = {},
                          .counters = {},
                          .subsidy_type_id = {}};
        for (int number = 0; number < diners_count; ++number)
            people.diners.push_back(make_diner(people.steward, number));
        for (std::size_t number = 0; number < terminal_keys.size(); ++number)
            people.terminals.push_back(
                make_terminal(people.steward, std::string(terminal_keys[number])));
        for (std::size_t number = 0; number < counters_count; ++number)
            people.counters.push_back(make_terminal(people.steward, fixed_public_key(number)));
        people.subsidy_type_id = member_of(
            ask(people.steward, "/staff/canteen/subsidy-types",
                R"({"name":"午餐补贴","category_ids":[")" + canteen::demo_lunch_id.to_text() +
                    R"("],"priority":1,"carries_over":true})"),
            "type_id");
        lower_refund_limit();
        return people;
    }

private:
    void load_demo() {
        auto& platform = bank_.platform();
        for (const auto& module : app_modules_)
            if (module.name == "identity") module.load_demo(platform);
        canteen::load_demo_catalogue(platform);
        canteen::load_demo_diners(platform);
    }

    std::string ask(const api::Caller& caller, std::string target, std::string body) {
        clock_.advance(1s);
        const auto answer = bank_.send({.caller = caller,
                                        .method = "POST",
                                        .target = std::move(target),
                                        .body = std::move(body),
                                        .key = "setting-" + std::to_string(++keys_)},
                                       dice_);
        bank_.deliver_events();
        if (answer.reply.status != 200)
            throw std::logic_error("the setting is refused: " + answer.reply.body);
        return answer.reply.body;
    }

    api::Caller staff(identity::StaffId id, std::string role) {
        return {.kind = api::CallerKind::staff,
                .id = id.bytes(),
                .organisation_id = identity::demo_operator_id.bytes(),
                .permissions = std::make_shared<const std::vector<std::string>>(
                    identity::permissions_of({std::move(role)}, bank_.platform().permissions))};
    }

    identity::CustomerId enrol(const std::string& mobile) {
        auto& platform = bank_.platform();
        return platform.database.write([&](sql::Transaction& transaction) {
            const auto id = identity::find_or_enrol_customer(
                platform, transaction, {*identity::MobileNumber::parse(mobile)});
            payment::PaymentBooks{transaction}.set_pin_free_max(id, pin_free_max, clock_.now());
            return id;
        });
    }

    SimulatedDiner make_diner(const api::Caller& steward, int number) {
        const auto digits = std::to_string(100 + number);
        const auto mobile = "13311110" + digits;
        const auto name = "顾客" + digits;
        const auto id = enrol(mobile).bytes();
        const auto seventeen = "11010119900307" + digits;
        ask(customer_caller(id, {"identity.registered"}), "/identity/real-name-check",
            R"({"name":")" + name + R"(","id_number":")" + seventeen +
                identity::id_number_check_character(seventeen) + R"("})");
        SimulatedDiner diner{.caller =
                                 customer_caller(id, {"identity.registered", "identity.verified"})};
        diner.account_id = member_of(
            ask(diner.caller, "/accounts",
                R"({"account_class":"class_two","bound_account_number":"6222029900000000)" +
                    digits + R"(","reserved_mobile":")" + mobile + R"("})"),
            "account_id");
        diner.card_number = "7001" + digits;
        diner.diner_id = member_of(
            ask(steward, "/staff/canteen/diners",
                R"({"diner_number":"9)" + digits + R"(","name":")" + name + R"(","mobile":")" +
                    mobile + R"(","card_number":")" + diner.card_number + R"("})"),
            "diner_id");
        ask(diner.caller, "/accounts/" + diner.account_id + "/top-ups", R"({"amount_fen":50000})");
        clock_.advance(5s);
        bank_.run_jobs();
        return diner;
    }

    /// So that of the refunds of single dishes some need a second person.
    void lower_refund_limit() {
        bank_.database().write([](sql::Transaction& transaction) {
            transaction.execute(
                {"simulation.lower_refund_limit",
                 "INSERT INTO payment_rule SELECT $1, pin_free_max_fen, code_once_max_fen,"
                 " code_day_max_fen, code_confirmed_day_max_fen, $2, 'simulation'"
                 " FROM payment_rule"},
                BusinessDate::of(morning_time()).plus_days(-2), unapproved_refund_max);
            return true;
        });
    }

    api::Caller make_terminal(const api::Caller& steward, const std::string& public_key) {
        const auto id =
            member_of(ask(steward, "/staff/canteen/terminals",
                          R"({"name":"收银)" + std::to_string(++terminals_) + R"(","area_id":")" +
                              canteen::demo_shop_area_id.to_text() +
                              R"(","mode":"free_amount","public_key":")" + public_key + R"("})"),
                      "terminal_id");
        return {.kind = api::CallerKind::device,
                .id = canteen::TerminalId::parse(id)->bytes(),
                .organisation_id = identity::demo_operator_id.bytes(),
                .permissions = std::make_shared<const std::vector<std::string>>(
                    std::vector<std::string>{"canteen.use_terminal"})};
    }

    SimulatedBank& bank_;
    runtime::FrozenClock& clock_;
    std::vector<api::Module> app_modules_ = app::make_modules();
    Dice dice_{1};
    int keys_ = 0;
    int terminals_ = 0;
};

Morning make_morning() {
    Morning morning{.database_path = test::make_test_folder() + "/bank.db"};
    // What jobs say of a failing disk is expected here, and no output of a test.
    log::open({.file_path = test::make_test_folder() + "/bank.log"});
    auto& disk = CrashDisk::installed();
    disk.load({}, Honesty::honest);
    runtime::FrozenClock clock{morning_time() - 2h};
    const auto random = runtime::make_seeded_random(20'261'123);
    Dice dice{1};
    const Moods moods;
    const auto host = std::make_shared<OutsideHost>(clock, dice, moods);
    {
        SimulatedBank bank{{clock, *random, host, std::make_shared<OutsideCarrier>(dice, moods),
                            morning.database_path}};
        morning.people = Setting{bank, clock}.people();
        clock.set(morning_time());
        bank.run_jobs();
        bank.deliver_events();
        morning.unexplained = host_position(bank.database()) - host->received();
        if (const auto findings = bank.verify(); !findings.empty())
            throw std::logic_error("the first morning is not in order: " + findings.front());
    }
    morning.disk = disk.image();
    morning.host = host->memory();
    return morning;
}

}  // namespace

UtcTime morning_time() { return UtcTime::from_us(1'795'406'400'000'000) - 6h; }

const Morning& first_morning() {
    static const Morning morning = make_morning();
    return morning;
}

std::string member_of(const std::string& json, std::string_view name) {
    const auto document = api::JsonDocument::parse(json);
    if (!document) return {};
    const auto found = document->root().find(name);
    if (!found) return {};
    switch (found->kind()) {
        case api::JsonView::Kind::string: return std::string(found->string());
        case api::JsonView::Kind::integer: return std::to_string(found->integer());
        default: return {};
    }
}

}  // namespace dlfp::simulation
