// HMAC-SM3 with one prepared context per thread and key.
#include "platform/runtime/crypto/mac.h"

#include <atomic>
#include <vector>

#include "platform/runtime/crypto/openssl_handle.h"

namespace dlfp::crypto {
namespace {

constexpr std::size_t prepared_contexts_max = 64;

struct Prepared {
    std::uint64_t serial;
    std::weak_ptr<const void> owner;
    MacContext context;
};

MacContext make_context(BytesView key) {
    static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    MacContext context{EVP_MAC_CTX_new(algorithm)};
    char digest_name[] = "SM3";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
        OSSL_PARAM_construct_end()};
    require_openssl(EVP_MAC_init(context.get(), octets(key), key.size(), params) == 1, "mac key");
    return context;
}

/// Contexts of dead keys go first, then the one made longest ago, so that memory stays bounded
/// and a destroyed key does not linger in a busy thread.
void make_room(std::vector<Prepared>& contexts) {
    std::erase_if(contexts, [](const Prepared& entry) { return entry.owner.expired(); });
    if (contexts.size() >= prepared_contexts_max) contexts.erase(contexts.begin());
}

}  // namespace

MacKey::MacKey(SecretBytes key) {
    static std::atomic<std::uint64_t> last_serial{0};
    if (key.reveal().size() < 16) throw std::invalid_argument("a MAC key needs at least 16 bytes");
    held_ = std::make_shared<const Held>(Held{++last_serial, std::move(key)});
}

Digest MacKey::hmac_sm3(BytesView message) const {
    thread_local std::vector<Prepared> contexts;
    EVP_MAC_CTX* context = nullptr;
    for (const auto& entry : contexts)
        if (entry.serial == held_->serial) context = entry.context.get();
    if (context == nullptr) {
        make_room(contexts);
        contexts.push_back({held_->serial, held_, make_context(held_->key.reveal())});
        context = contexts.back().context.get();
    }
    Digest mac;
    std::size_t size = 0;
    require_openssl(EVP_MAC_init(context, nullptr, 0, nullptr) == 1 &&
                        EVP_MAC_update(context, octets(message), message.size()) == 1 &&
                        EVP_MAC_final(context, octets(mac.data()), &size, mac.size()) == 1 &&
                        size == mac.size(),
                    "mac");
    return mac;
}

bool MacKey::verifies(BytesView message, BytesView mac) const {
    return equal_in_constant_time(hmac_sm3(message), mac);
}

}  // namespace dlfp::crypto
