// Problem documents (RFC 9457): the one form in which a caller meets a failure.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/failure.h"

namespace dlfp::api {

inline constexpr std::string_view problem_content_type = "application/problem+json";

/// {"type","title","status","code","request_id", …facts}. Words for customers live in the front
/// end by code; the title is the code's fact in plain English for engineers.
std::string render_problem(const Error& error, std::string_view request_id);

}  // namespace dlfp::api
