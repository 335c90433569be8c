// Words of HTTP: methods, reason phrases and the case-blind comparison of header names.
#include "platform/runtime/http/message.h"

#include <algorithm>
#include <array>

namespace dlfp::http {
namespace {

struct StatusWords {
    int status;
    std::string_view phrase;
};

constexpr std::array status_words{
    StatusWords{100, "Continue"},
    StatusWords{200, "OK"},
    StatusWords{201, "Created"},
    StatusWords{202, "Accepted"},
    StatusWords{204, "No Content"},
    StatusWords{301, "Moved Permanently"},
    StatusWords{302, "Found"},
    StatusWords{303, "See Other"},
    StatusWords{304, "Not Modified"},
    StatusWords{307, "Temporary Redirect"},
    StatusWords{308, "Permanent Redirect"},
    StatusWords{400, "Bad Request"},
    StatusWords{401, "Unauthorized"},
    StatusWords{403, "Forbidden"},
    StatusWords{404, "Not Found"},
    StatusWords{405, "Method Not Allowed"},
    StatusWords{406, "Not Acceptable"},
    StatusWords{408, "Request Timeout"},
    StatusWords{409, "Conflict"},
    StatusWords{410, "Gone"},
    StatusWords{412, "Precondition Failed"},
    StatusWords{413, "Content Too Large"},
    StatusWords{414, "URI Too Long"},
    StatusWords{415, "Unsupported Media Type"},
    StatusWords{417, "Expectation Failed"},
    StatusWords{422, "Unprocessable Content"},
    StatusWords{428, "Precondition Required"},
    StatusWords{429, "Too Many Requests"},
    StatusWords{431, "Request Header Fields Too Large"},
    StatusWords{500, "Internal Server Error"},
    StatusWords{501, "Not Implemented"},
    StatusWords{502, "Bad Gateway"},
    StatusWords{503, "Service Unavailable"},
    StatusWords{504, "Gateway Timeout"},
    StatusWords{505, "HTTP Version Not Supported"},
};

constexpr std::array<std::string_view, 8> method_words{"GET",   "HEAD",   "POST",    "PUT",
                                                       "PATCH", "DELETE", "OPTIONS", "OTHER"};

constexpr char lower_of(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

std::string_view method_text(Method method) {
    return method_words[static_cast<std::size_t>(method)];
}

std::string_view reason_phrase(int status) {
    for (const StatusWords& words : status_words) {
        if (words.status == status) return words.phrase;
    }
    return status < 400 ? "OK" : status < 500 ? "Client Error" : "Server Error";
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    return text.size() == lower.size() &&
           std::equal(text.begin(), text.end(), lower.begin(),
                      [](char a, char b) { return lower_of(a) == b; });
}

std::string_view RequestView::header(std::string_view name_lower) const {
    for (const Header& header : headers) {
        if (equals_ignoring_case(header.name, name_lower)) return header.value;
    }
    return {};
}

}  // namespace dlfp::http
