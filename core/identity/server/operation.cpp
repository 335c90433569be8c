// The bytes an operation is digested as.
#include "core/identity/server/operation.h"

#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

void add_text(crypto::Hasher& hasher, std::string_view text) {
    std::array<std::byte, 8> length{};
    for (std::size_t place = 0; place < length.size(); ++place)
        length[place] = static_cast<std::byte>(text.size() >> (56 - 8 * place) & 0xFF);
    hasher.update(crypto::BytesView{length}).update(text);
}

}  // namespace

OperationDigest digest_of(const Operation& operation) {
    crypto::Hasher hasher{crypto::HashAlgorithm::sm3};
    add_text(hasher, "dlfp.operation.1");
    add_text(hasher, operation.kind);
    add_text(hasher, operation.customer_id.to_text());
    add_text(hasher, operation.subject_id);
    if (planted("identity.fields_not_digested")) return hasher.finish();
    for (const auto& field : operation.seen) {
        add_text(hasher, field.name);
        add_text(hasher, field.value);
    }
    return hasher.finish();
}

std::string to_text(const OperationDigest& digest) { return crypto::to_hex(digest); }

}  // namespace dlfp::identity
