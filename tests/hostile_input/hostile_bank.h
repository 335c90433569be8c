// The program with its demo bank, callers of every kind who hold every permission, and what the
// database holds.
#pragma once

#include <gtest/gtest.h>

#include "tests/hostile_input/shots.h"
#include "tests/support/test_bank.h"

namespace dlfp::hostile {

/// Who calls: one of each kind, all of one organisation.
struct Party {
    IdBytes organisation_id{};
    IdBytes staff_id{};
    IdBytes customer_id{};
    IdBytes device_id{};
};
Party bank_party();
/// Of the demonstration's canteen.
Party operator_party();

class HostileBank : public testing::Test {
protected:
    test::TestBank bank;
    std::vector<Operation> operations;  ///< of all modules that are walked
    int sent = 0;

    HostileBank();

    api::ApiReply send(const Operation& operation, const Shot& shot, const Party& party);
    static std::string code_of(const api::ApiReply& reply);
    /// Rows of all tables by name.
    std::map<std::string, std::int64_t> count_rows();
    /// Every row of every table in one order, by name of the table.
    std::map<std::string, std::string> read_all_rows();
    void expect_no_fault(const Operation& operation, const Shot& shot);

private:
    /// A caller of the kind the operation asks for.
    test::Client client_for(const Operation& operation, const Party& party);
    std::vector<std::string> list_tables(sql::Reader& reader);
};

}  // namespace dlfp::hostile
