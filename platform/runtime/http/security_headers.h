// The headers that every reply carries unless the reply names them itself: one table, set at start.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dlfp::http {

using HeaderTable = std::vector<std::pair<std::string, std::string>>;

/// The strict default: content security policy without inline script or style, no framing, no
/// sniffing, no referrer, `cache-control: no-store`. Names are lower case.
HeaderTable default_security_headers();

/// What a TLS server adds: strict transport security for a year.
HeaderTable default_tls_headers();

}  // namespace dlfp::http
