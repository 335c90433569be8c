// Digests as the database stores them.
#include "scenarios/canteen/server/diners/diner_vault.h"

namespace dlfp::canteen {
namespace {

sql::Bytes bytes_of(const crypto::Digest& digest) {
    const auto view = std::as_bytes(std::span{digest});
    return {view.begin(), view.end()};
}

}  // namespace

sql::Bytes DinerVault::mobile_index(const identity::MobileNumber& mobile) const {
    return bytes_of(mobile_index_.digest(mobile.digits()));
}

sql::Bytes DinerVault::name_index(std::string_view name) const {
    return bytes_of(name_index_.digest(name));
}

}  // namespace dlfp::canteen
