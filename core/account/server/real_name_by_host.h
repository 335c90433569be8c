// Identity's real-name check, asked of the core-banking host (clause 3.1.3-12).
#pragma once

#include "core/host/server/host_port.h"
#include "core/identity/server/ports.h"

namespace dlfp::account {

/// Compares name and identity number; the login's mobile number may differ from the reserved one,
/// which is compared when an account is bound.
class RealNameByHost final : public identity::RealNameCheckPort {
public:
    explicit RealNameByHost(host::HostPort& host) : host_{host} {}
    identity::RealNameOutcome check(const identity::RealNameQuestion& question) override;

private:
    host::HostPort& host_;
};

}  // namespace dlfp::account
