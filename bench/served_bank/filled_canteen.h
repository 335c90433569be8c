// A canteen for each merchant of a filled bank: one dish on the menus of the next days, and the
// bank's customers as its diners.
#pragma once

#include <string>
#include <vector>

#include "bench/served_bank/filled_bank.h"

namespace dlfp::bench {

/// Who may order what.
struct HungryDiner {
    const LoggedIn* customer;
    std::string menu_item_id;
};

/// Opens the canteens; each customer becomes a diner of one of them. The bank outlives the answer.
std::vector<HungryDiner> open_canteens(app::Program& program, const FilledBank& bank);

}  // namespace dlfp::bench
