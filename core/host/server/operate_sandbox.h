// Staff look at the sandbox host and tell it how to answer. Development mode only.
#pragma once

#include "core/host/server/sandbox_repository.h"
#include "platform/api/endpoint.h"

namespace dlfp::host {

inline constexpr api::Permission operate_sandbox{"host.operate_sandbox", "操作核心系统沙箱"};

/// This installation has no sandbox.
inline constexpr Failure sandbox_absent{"host.sandbox_absent", FailureClass::missing};
inline constexpr Failure sandbox_account_not_found{"host.sandbox_account_not_found",
                                                   FailureClass::missing};
inline constexpr Failure sandbox_account_exists{"host.sandbox_account_exists",
                                                FailureClass::conflict};

struct SandboxView {
    std::string adapter;  ///< name of the adapter in use
    SandboxScript next_script{};
    std::vector<SandboxAccount> items;
};
BOOST_DESCRIBE_STRUCT(SandboxView, (), (adapter, next_script, items))

/// The sandbox's accounts and how it answers the next movement.
Result<SandboxView> show_sandbox(const api::NoRequest& request, api::ReadCall& call);

struct AddSandboxAccountRequest {
    api::Text<19, 12> account_number;
    api::Text<16> bank_code;
    api::Text<32> bank_name;
    HostAccountClass account_class{};
    api::Text<32> holder_name;
    api::Text<18, 18> id_number;
    api::Text<11, 11> mobile;
    Money balance_fen;
};
BOOST_DESCRIBE_STRUCT(AddSandboxAccountRequest, (),
                      (account_number, bank_code, bank_name, account_class, holder_name, id_number,
                       mobile, balance_fen))

/// Adds a made-up account, so that another made-up person can be verified and bound.
Result<Done> add_sandbox_account(const AddSandboxAccountRequest& request, api::Call& call);

struct SetSandboxAccountRequest {
    api::Text<19, 12> account_number;
    bool is_frozen = false;
    SandboxScript script{};
};
BOOST_DESCRIBE_STRUCT(SetSandboxAccountRequest, (), (account_number, is_frozen, script))

/// Freezes an account or sets how it always answers.
Result<Done> set_sandbox_account(const SetSandboxAccountRequest& request, api::Call& call);

struct SetNextCallRequest {
    SandboxScript script{};
};
BOOST_DESCRIBE_STRUCT(SetNextCallRequest, (), (script))

/// Sets how the next movement is answered; afterwards the sandbox is normal again.
Result<Done> set_next_call(const SetNextCallRequest& request, api::Call& call);

inline constexpr api::Limits sandbox_limits{
    .body_bytes_max = 2048, .calls_per_minute_max = 60, .deadline = 2s};

inline constexpr auto show_sandbox_endpoint =
    api::get<&show_sandbox>("/host/sandbox")
        .doc("Lists the accounts of the sandbox host and how it answers next.")
        .for_staff(operate_sandbox)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(sandbox_absent);
inline constexpr auto add_sandbox_account_endpoint =
    api::post<&add_sandbox_account>("/host/sandbox/accounts")
        .doc("Adds a made-up account to the sandbox host.")
        .for_staff(operate_sandbox)
        .naturally_idempotent()
        .limits(sandbox_limits)
        .may_fail(sandbox_absent, sandbox_account_exists);
inline constexpr auto set_sandbox_account_endpoint =
    api::put<&set_sandbox_account>("/host/sandbox/accounts/{account_number}")
        .doc("Freezes a sandbox account or sets how it answers.")
        .for_staff(operate_sandbox)
        .naturally_idempotent()
        .limits(sandbox_limits)
        .may_fail(sandbox_absent, sandbox_account_not_found);
inline constexpr auto set_next_call_endpoint =
    api::put<&set_next_call>("/host/sandbox/next-call")
        .doc("Sets how the sandbox host answers the next movement.")
        .for_staff(operate_sandbox)
        .naturally_idempotent()
        .limits(sandbox_limits)
        .may_fail(sandbox_absent);

}  // namespace dlfp::host
