// A terminal's key whose signature of a text is always the same one: a signature by chance would
// make every run of a seed another history.
#pragma once

#include <string>
#include <string_view>

namespace dlfp::simulation {

/// The terminal of this number; base64url as the interface takes them.
std::string fixed_public_key(std::size_t terminal);
/// ECDSA on P-256 with SHA-256, r‖s; the nonce follows from the text.
std::string sign_fixed(std::size_t terminal, std::string_view text);

}  // namespace dlfp::simulation
