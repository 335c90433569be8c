// The default security headers.
#include "platform/runtime/http/security_headers.h"

namespace dlfp::http {

HeaderTable default_security_headers() {
    return {
        {"cache-control", "no-store"},
        // Images and fonts may be inlined by the bundler; scripts and frames never.
        {"content-security-policy",
         "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
         "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'none'"},
        {"x-content-type-options", "nosniff"},
        {"x-frame-options", "DENY"},
        {"referrer-policy", "no-referrer"},
        {"cross-origin-opener-policy", "same-origin"},
    };
}

HeaderTable default_tls_headers() {
    return {{"strict-transport-security", "max-age=31536000; includeSubDomains"}};
}

}  // namespace dlfp::http
