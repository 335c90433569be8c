// Derives one key per purpose from the ring, so that no value of one purpose opens another.
#include "core/identity/server/internal/vault.h"

#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

std::vector<crypto::PasswordHasher::Pepper> peppers_of(const crypto::KeyRing& ring) {
    std::vector<crypto::PasswordHasher::Pepper> peppers;
    peppers.push_back({ring.active_id(), ring.derive("identity.password_pepper")});
    for (const auto& id : ring.ids())
        if (id != ring.active_id())
            peppers.push_back({id, ring.derive("identity.password_pepper", id)});
    return peppers;
}

sql::Bytes bytes_of(const crypto::Digest& digest) { return {digest.begin(), digest.end()}; }

constexpr std::string_view device_prefix = "dev_";
constexpr std::size_t device_name_bytes = 16;

std::string device_message(const IdBytes& subject_id, crypto::BytesView name) {
    return id_text("device", subject_id) + '|' + crypto::to_hex(name);
}

}  // namespace

Vault::Vault(const crypto::KeyRing& ring, runtime::Random& random, const Settings& settings)
    : settings_{settings},
      cipher_{ring, random},
      passwords_{settings.password_cost, peppers_of(ring), random},
      mobile_index_{ring, "identity.mobile"},
      id_number_index_{ring, "identity.id_number"},
      guard_key_{ring.derive("identity.login_guard", ring.eldest_id())},
      recovery_key_{ring.derive("identity.recovery_code", ring.eldest_id())},
      device_key_{ring.derive("identity.known_device", ring.eldest_id())},
      random_{&random} {
    require_allowed(settings);
}

sql::Bytes Vault::mobile_index(const MobileNumber& mobile) const {
    return bytes_of(mobile_index_.digest(mobile.digits()));
}

sql::Bytes Vault::id_number_index(std::string_view id_number) const {
    return bytes_of(id_number_index_.digest(id_number));
}

sql::Bytes Vault::guard_subject(GuardScope scope, const GuardedLogin& login) const {
    std::string text = std::string(login.kind) + '|' + std::string(login.login);
    if (scope == GuardScope::address)
        text += login.known_device.empty() ? '|' + std::string(login.peer_address)
                                           : "|device|" + login.known_device;
    return bytes_of(guard_key_.hmac_sm3(text));
}

sql::Bytes Vault::recovery_code_mac(const StaffId& staff_id, const Secret<>& code) const {
    const Secret<> message{staff_id.to_text() + '|' + crypto::normalise_for_lookup(code.reveal())};
    return bytes_of(recovery_key_.hmac_sm3(message.reveal()));
}

std::string Vault::make_device_token(const IdBytes& subject_id) const {
    crypto::Bytes token(device_name_bytes);
    random_->fill(token);
    const auto mac = device_key_.hmac_sm3(device_message(subject_id, token));
    token.insert(token.end(), mac.begin(), mac.end());
    return std::string(device_prefix) + crypto::to_base64url(token);
}

std::string Vault::known_device(const IdBytes& subject_id, std::string_view token) const {
    const bool has_prefix = token.starts_with(device_prefix);
    const auto decoded =
        crypto::from_base64url(has_prefix ? token.substr(device_prefix.size()) : "");
    auto bytes = decoded.value_or(crypto::Bytes{});
    const bool has_size = bytes.size() == device_name_bytes + sizeof(crypto::Digest);
    bytes.resize(device_name_bytes + sizeof(crypto::Digest));  // the same work for every token
    const auto name = crypto::BytesView{bytes}.first(device_name_bytes);
    const bool is_own = device_key_.verifies(crypto::view_of(device_message(subject_id, name)),
                                             crypto::BytesView{bytes}.subspan(device_name_bytes));
    if (planted("identity.device_token_unchecked")) return crypto::to_hex(name);
    return has_size && is_own ? crypto::to_hex(name) : std::string{};
}

sql::Bytes Vault::address_subject(std::string_view peer_address) const {
    return bytes_of(guard_key_.hmac_sm3("address|" + std::string(peer_address)));
}

sql::Bytes Vault::device_subject(std::string_view device_number) const {
    return bytes_of(guard_key_.hmac_sm3("device|" + std::string(device_number)));
}

}  // namespace dlfp::identity
