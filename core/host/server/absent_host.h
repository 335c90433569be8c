// The host where none is configured: every answer is "unavailable", so that nothing pretends.
#pragma once

#include "core/host/server/host_port.h"

namespace dlfp::host {

/// Production without an adapter: nothing can be checked, nothing moves.
class AbsentHost final : public HostPort {
public:
    std::string_view name() const override { return "absent"; }
    CheckReply check_person(const Person&) override { return {}; }
    BindingReply check_binding(const BindingRequest&) override { return {}; }
    MovementReply debit_bound(const MovementRequest&) override { return {}; }
    MovementReply credit_bound(const MovementRequest&) override { return {}; }
    InquiryReply inquire(std::string_view) override { return {}; }
    HostStatement statement(BusinessDate) override { return {}; }
};

}  // namespace dlfp::host
