// bench_load_bank: prepares a data folder for `dlfpd serve --development` and lists what a load
// generator needs, one line each: accounts.txt "token account", orders.txt "token payment", and
// with --canteens diners.txt "token menu_item".
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "bench/served_bank/filled_canteen.h"

namespace {

void write_lists(const dlfp::bench::FilledBank& bank, const std::filesystem::path& folder) {
    std::ofstream accounts{folder / "accounts.txt"};
    for (const auto& customer : bank.customers())
        accounts << customer.token << ' ' << customer.account_id.to_text() << '\n';
    std::ofstream orders{folder / "orders.txt"};
    for (const auto& order : bank.orders())
        orders << order.payer->token << ' ' << order.payment_id.to_text() << '\n';
    if (!accounts.flush() || !orders.flush())
        throw std::runtime_error("cannot write to " + folder.string());
}

void write_diners(const std::vector<dlfp::bench::HungryDiner>& diners,
                  const std::filesystem::path& folder) {
    std::ofstream lines{folder / "diners.txt"};
    for (const auto& diner : diners)
        lines << diner.customer->token << ' ' << diner.menu_item_id << '\n';
    if (!lines.flush()) throw std::runtime_error("cannot write to " + folder.string());
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App cli{"bench_load_bank"};
    dlfp::app::ProgramOptions options{
        .home_folder = {}, .database = {}, .identity = {}, .is_development = true};
    dlfp::bench::BankSize size;
    cli.add_option("--data", options.home_folder)->required();
    cli.add_option("--database", options.database.url);
    cli.add_option("--customers", size.customers);
    cli.add_option("--merchants", size.merchants);
    cli.add_option("--orders", size.orders);
    bool has_canteens = false;
    cli.add_flag("--canteens", has_canteens, "each merchant a canteen, each customer its diner");
    CLI11_PARSE(cli, argument_count, arguments);
    try {
        dlfp::app::Program program{options};
        const dlfp::bench::FilledBank bank{program, size};
        write_lists(bank, options.home_folder);
        if (has_canteens)
            write_diners(dlfp::bench::open_canteens(program, bank), options.home_folder);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "bench_load_bank: %s\n", fault.what());
        return 1;
    }
    return 0;
}
