// Owning handles for OpenSSL objects. Included by .cpp files of this folder only.
#pragma once

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

template <auto free_function>
struct OpensslFree {
    template <class T>
    void operator()(T* object) const noexcept {
        free_function(object);
    }
};
template <class T, auto free_function>
using OpensslHandle = std::unique_ptr<T, OpensslFree<free_function>>;

using HashContext = OpensslHandle<EVP_MD_CTX, EVP_MD_CTX_free>;
using MacContext = OpensslHandle<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using KeyContext = OpensslHandle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using KeyHandle = OpensslHandle<EVP_PKEY, EVP_PKEY_free>;

/// Throws when a call that cannot fail in a healthy process failed: a fault, never a verdict.
inline void require_openssl(bool succeeded, const char* call) {
    if (succeeded) return;
    const auto code = ERR_get_error();
    char reason[160] = "no reason given";
    if (code != 0) ERR_error_string_n(code, reason, sizeof reason);
    ERR_clear_error();
    throw std::runtime_error(std::string("cryptography: ") + call + ": " + reason);
}

inline const unsigned char* octets(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::byte* bytes) { return reinterpret_cast<unsigned char*>(bytes); }

}  // namespace dlfp::crypto
