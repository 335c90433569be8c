// The objects of the demo bank that the matrix asks for, by the prefix of their ids. All belong to
// one customer, one canteen operator, or both.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/test_bank.h"

namespace dlfp::authorization {

/// Adds one object of each kind that the demo bank lacks.
void add_missing_objects(test::TestBank& bank);

/// Which object is meant: its kind by the prefix of its ids, the path of the endpoint, and how many
/// of its kind the call has named before it.
struct Wanted {
    std::string_view prefix;
    std::string_view path;
    int place = 0;
};

/// The id of such an object; of the last one if there are fewer; empty if there is none.
std::string find_object(test::TestBank& bank, const Wanted& wanted);

/// The terminal whose device calls.
IdBytes calling_terminal(test::TestBank& bank);

}  // namespace dlfp::authorization
