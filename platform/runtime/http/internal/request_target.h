// The rules for request targets and Host values, apart from the codec, to be tested as tables.
#pragma once

#include <optional>
#include <string_view>

#include "platform/runtime/http/message.h"

namespace dlfp::http::internal {

struct SplitTarget {
    std::string_view path;
    std::string_view query;
};

/// Splits an origin-form, absolute-form or asterisk-form target. Empty if it has a character that
/// no URI has, an incomplete or NUL escape, or a form that the method does not allow.
std::optional<SplitTarget> split_request_target(std::string_view target, Method method);

/// A host name, IPv4 or bracketed IPv6 address, with or without a port.
bool is_valid_host(std::string_view host);

}  // namespace dlfp::http::internal
