// The text of one log line. Included by .cpp files of this folder only.
#pragma once

#include <string>
#include <string_view>

#include "platform/runtime/log/log.h"

namespace dlfp::log {

/// `"level":"info","event":"x","request_id":"r","order_id":"ord_…"}`: what follows the time.
std::string render_line(Level level, std::string_view event, std::string_view request_id,
                        Fields fields);

/// Appends a JSON string: control characters escaped, bytes that are not UTF-8 replaced, cut at
/// 2,048 bytes on a character boundary.
void append_json_text(std::string& to, std::string_view text);

}  // namespace dlfp::log
