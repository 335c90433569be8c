// One line per demo account; numbers are well-formed and belong to nobody.
#include "core/host/server/sandbox_demo.h"

namespace dlfp::host {
namespace {

using enum HostAccountClass;
using enum SandboxScript;

struct DemoPerson {
    std::string_view name;
    std::string_view id_number;
    std::string_view mobile;
};

constexpr DemoPerson zhang{"张三", "110101199003070038", "13800138000"};
constexpr DemoPerson li{"李四", "110101198811230015", "13900139000"};
constexpr DemoPerson wang{"王五", "330106199505150014", "13700137000"};
constexpr DemoPerson zhao{"赵六", "440305199207210015", "13600136000"};
constexpr DemoPerson sun{"孙七", "51010419850214001X", "13500135000"};
constexpr DemoPerson zhou{"周八", "320102199912010011", "13400134000"};
constexpr DemoPerson wu{"吴九", "210202197804040011", "13300133000"};
constexpr DemoPerson zheng{"郑十", "610103200008080012", "13200132000"};

SandboxAccount own(const DemoPerson& person, std::string_view number, Money balance) {
    return {.account_number = std::string(number),
            .bank_code = std::string(own_bank_code),
            .bank_name = "榕城银行",
            .account_class = class_one,
            .holder_name = std::string(person.name),
            .id_number = std::string(person.id_number),
            .mobile = std::string(person.mobile),
            .balance_fen = balance};
}

SandboxAccount of_other_bank(SandboxAccount account) {
    account.bank_code = "OTHB";
    account.bank_name = "他行（演示）";
    return account;
}

SandboxAccount of_class(SandboxAccount account, HostAccountClass account_class) {
    account.account_class = account_class;
    return account;
}

SandboxAccount answering(SandboxAccount account, SandboxScript script) {
    account.script = script;
    return account;
}

SandboxAccount frozen(SandboxAccount account) {
    account.is_frozen = true;
    return account;
}

}  // namespace

std::vector<SandboxAccount> sandbox_demo_accounts() {
    return {own(zhang, "6222020000000000011", yuan(50'000)),
            of_other_bank(own(zhang, "6217000000000000022", yuan(8'000))),
            of_class(own(zhang, "6259000000000000033", yuan(30'000)), credit),
            own(li, "6222020000000000044", yuan(20'000)),
            frozen(own(wang, "6222020000000000055", yuan(1'000))),
            answering(own(zhao, "6222020000000000066", yuan(10'000)), times_out_moved),
            answering(own(sun, "6222020000000000077", yuan(10'000)), times_out_not_moved),
            answering(own(zhou, "6222020000000000088", yuan(10'000)), unavailable),
            own(wu, "6222020000000000099", yuan(5)),
            of_class(own(zheng, "6222020000000000100", yuan(500)), class_two)};
}

void load_sandbox_demo(api::Platform& platform) {
    platform.database.write([](sql::Transaction& transaction) {
        SandboxBooks books{transaction};
        for (const auto& account : sandbox_demo_accounts()) books.add_account(account);
        return done;
    });
}

}  // namespace dlfp::host
