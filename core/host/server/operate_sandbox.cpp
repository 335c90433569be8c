// The switches of the sandbox host.
#include "core/host/server/operate_sandbox.h"

#include "core/host/server/host_port.h"

namespace dlfp::host {
namespace {

Result<Done> require_sandbox(const api::ReadCall& call) {
    if (call.port<HostPort>().name() != "sandbox") return sandbox_absent;
    return done;
}

std::string_view text_of(SandboxScript script) {
    return boost::describe::enum_to_string(script, "");
}

}  // namespace

Result<SandboxView> show_sandbox(const api::NoRequest&, api::ReadCall& call) {
    TRY_DONE(require_sandbox(call));
    SandboxRepository books{call.reader()};
    return SandboxView{.adapter = std::string(call.port<HostPort>().name()),
                       .next_script = books.next_script(),
                       .items = books.list_accounts()};
}

Result<Done> add_sandbox_account(const AddSandboxAccountRequest& request, api::Call& call) {
    TRY_DONE(require_sandbox(call));
    call.about("host_sandbox_account", mask_account_number(request.account_number));
    const SandboxAccount account{.account_number = request.account_number,
                                 .bank_code = request.bank_code,
                                 .bank_name = request.bank_name,
                                 .account_class = request.account_class,
                                 .holder_name = request.holder_name,
                                 .id_number = request.id_number,
                                 .mobile = request.mobile,
                                 .balance_fen = request.balance_fen};
    if (SandboxBooks{call.transaction()}.add_account(account) == 0) return sandbox_account_exists;
    return done;
}

Result<Done> set_sandbox_account(const SetSandboxAccountRequest& request, api::Call& call) {
    TRY_DONE(require_sandbox(call));
    SandboxBooks books{call.transaction()};
    TRY(const auto before,
        or_failure(books.find_account(request.account_number), sandbox_account_not_found));
    call.about("host_sandbox_account", mask_account_number(request.account_number));
    call.changed("is_frozen", std::to_string(before.is_frozen), std::to_string(request.is_frozen));
    call.changed("script", std::string(text_of(before.script)),
                 std::string(text_of(request.script)));
    books.set_frozen(request.account_number, request.is_frozen ? 1 : 0);
    books.set_script(request.account_number, request.script);
    return done;
}

Result<Done> set_next_call(const SetNextCallRequest& request, api::Call& call) {
    TRY_DONE(require_sandbox(call));
    SandboxBooks books{call.transaction()};
    call.about("host_sandbox_next_call", "1");
    call.changed("script", std::string(text_of(books.next_script())),
                 std::string(text_of(request.script)));
    books.set_next_script(request.script);
    return done;
}

}  // namespace dlfp::host
