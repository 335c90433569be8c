// What a terminal says was sold: the content that it signs and that tells a replay from a change.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/api/field.h"
#include "platform/runtime/crypto/hash.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// How the diner made himself known. A payment code is possible with a connection only.
enum class PayerKind { payment_code, card, diner_number };
BOOST_DESCRIBE_ENUM(PayerKind, payment_code, card, diner_number)

struct SalePayer {
    PayerKind kind{};
    api::Text<64> value;
};
BOOST_DESCRIBE_STRUCT(SalePayer, (), (kind, value))

/// One line as the terminal recorded it. `unit_price_fen` is what the terminal showed: per piece,
/// per kilogram, or the free amount itself; a set meal is priced by us (row C6).
struct SoldLine {
    TerminalMode kind{};
    std::optional<MenuItemId> menu_item_id;
    std::optional<DishId> dish_id;
    api::Text<64> dish_name;
    api::Whole<1, 99> quantity;
    std::optional<api::Whole<1, 50'000>> weight_g;
    Money unit_price_fen;
};
BOOST_DESCRIBE_STRUCT(SoldLine, (),
                      (kind, menu_item_id, dish_id, dish_name, quantity, weight_g, unit_price_fen))

/// One sale. In a batch a fact without lines says that the terminal gave the number away.
struct SaleFact {
    api::Whole<1, 9'007'199'254'740'991> seq;
    UtcTime device_time_us;  ///< by the device's own clock
    SalePayer payer;
    api::List<SoldLine, 30> lines;

    bool is_void() const { return lines.empty(); }
};
BOOST_DESCRIBE_STRUCT(SaleFact, (), (seq, device_time_us, payer, lines))

/// The canonical text of a fact: one row per value, one per line. The device signs it (README).
std::string sale_text(const SaleFact& fact);
/// SM3 of the text: two facts are the same when their hashes are (row C3).
sql::Bytes content_hash_of(const SaleFact& fact);

/// The text that a batch signature covers.
struct BatchText {
    TerminalId terminal_id;
    std::int64_t from_seq = 0;
    std::int64_t to_seq = 0;
};
std::string batch_text(const BatchText& batch, const std::vector<SaleFact>& sales);

}  // namespace dlfp::canteen
