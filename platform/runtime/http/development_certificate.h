// Makes a self-signed certificate so that a developer's first start already speaks TLS.
#pragma once

#include <span>
#include <string>

namespace dlfp::http {

/// Writes a self-signed ECDSA P-256 certificate, valid for `names` (DNS names or IP addresses,
/// `localhost` and `127.0.0.1` if empty) for 825 days, and its key (mode 0600). Existing files are
/// replaced. Throws std::runtime_error if a file can't be written.
void make_development_certificate(const std::string& certificate_path, const std::string& key_path,
                                  std::span<const std::string> names);

}  // namespace dlfp::http
