// The sandbox: a host of its own in our database, with the answers a real one gives. Named sandbox
// wherever it shows; only development mode provides it.
#pragma once

#include "core/host/server/host_port.h"
#include "core/host/server/sandbox_repository.h"
#include "platform/api/platform.h"

namespace dlfp::host {

/// How long a timed-out reference stays "in progress" for inquiries.
inline constexpr Duration sandbox_settles_after = 5s;

/// What the sandbox decides about one movement, before it writes anything.
struct SandboxVerdict {
    MovementReply reply;
    HostRefusal recorded_refusal = HostRefusal::none;
    bool has_moved = false;
    bool is_recorded = true;  ///< false: it never arrived
};

/// Decides a movement of an account (absent: the agreement is unknown). Frozen accounts take
/// neither debits nor credits; a debit never overdraws.
SandboxVerdict decide_sandbox_movement(const std::optional<SandboxAccount>& account,
                                       MovementDirection direction, Money amount,
                                       SandboxScript script);

class SandboxHost final : public HostPort {
public:
    explicit SandboxHost(api::Platform& platform) : platform_{platform} {}

    std::string_view name() const override { return "sandbox"; }
    CheckReply check_person(const Person& person) override;
    BindingReply check_binding(const BindingRequest& request) override;
    MovementReply debit_bound(const MovementRequest& request) override;
    MovementReply credit_bound(const MovementRequest& request) override;
    InquiryReply inquire(std::string_view reference) override;
    HostStatement statement(BusinessDate day) override;

private:
    MovementReply move(const MovementRequest& request, MovementDirection direction);

    api::Platform& platform_;
};

}  // namespace dlfp::host
