// Every endpoint of the walked modules against bad input, by the program's own API document: the
// answer is a declared failure, nothing breaks, and what was refused as malformed changed nothing.
#include "app/modules.h"
#include "tests/hostile_input/hostile_bank.h"

namespace dlfp::hostile {
namespace {

using HostileInput = HostileBank;

/// The bank's staff may reach most; terminals are the operator's.
Party party_of(const Operation& operation) {
    return operation.security == "device_signature" ? operator_party() : bank_party();
}

TEST_F(HostileInput, malformed_requests_are_told_so_and_change_nothing) {
    ASSERT_GT(operations.size(), 50U);
    for (const auto& operation : operations) {
        const auto before = count_rows();
        for (const auto& shot : malformed(operation)) {
            const auto reply = send(operation, shot, party_of(operation));
            EXPECT_TRUE(reply.status == 400 || reply.status == 413 || reply.status == 404)
                << operation.name() << ", " << shot.word << ": " << reply.status << "\n  "
                << shot.target << "\n  " << shot.body.substr(0, 300) << "\n  "
                << reply.body.substr(0, 300);
            const auto code = code_of(reply);
            EXPECT_TRUE(operation.declares(reply.status, code) || code.starts_with("api."))
                << operation.name() << ", " << shot.word << ": " << code << " is not declared";
            expect_no_fault(operation, shot);
        }
        EXPECT_EQ(count_rows(), before) << operation.name() << " wrote something";
    }
    std::printf("%d malformed requests to %zu operations\n", sent, operations.size());
}

TEST_F(HostileInput, a_body_beyond_its_limit_is_refused_unread) {
    for (const auto& module : app::make_modules())
        for (const auto& declaration : module.endpoints) {
            if (!declaration.operation->has_request_body) continue;
            const std::string method{test::method_of(declaration)};
            for (const auto& operation : operations) {
                if (operation.path != declaration.path || operation.method != method) continue;
                Shot shot = Request{operation}.shot("too large");
                shot.body =
                    "{\"a\":\"" + std::string(declaration.limits.body_bytes_max, 'x') + "\"}";
                const auto reply = send(operation, shot, party_of(operation));
                EXPECT_EQ(code_of(reply), "api.body_too_large") << operation.name();
                EXPECT_EQ(reply.status, 413) << operation.name();
            }
        }
}

TEST_F(HostileInput, what_is_well_formed_but_far_out_ends_in_a_declared_answer) {
    for (const auto& operation : operations)
        for (const auto& shot : far_out(operation)) {
            const auto party = sent % 2 == 0 ? bank_party() : operator_party();
            const auto reply = send(operation, shot, party);
            EXPECT_LT(reply.status, 500)
                << operation.name() << ", " << shot.word << ": " << reply.body.substr(0, 300);
            if (reply.status != 200)
                EXPECT_TRUE(operation.declares(reply.status, code_of(reply)))
                    << operation.name() << ", " << shot.word << ": " << reply.status << " "
                    << code_of(reply) << " is not declared";
            expect_no_fault(operation, shot);
        }
    for (const auto& module : app::make_modules())
        if (module.verify) EXPECT_EQ(module.verify(bank.platform()), std::vector<std::string>{});
    std::printf("%d far-out requests to %zu operations\n", sent, operations.size());
}

}  // namespace
}  // namespace dlfp::hostile
