// Derives one key per purpose from the ring, so that no value of one purpose opens another.
#include "core/identity/server/internal/vault.h"

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

}  // namespace

Vault::Vault(const crypto::KeyRing& ring, runtime::Random& random, const Settings& settings)
    : settings_{settings},
      cipher_{ring, random},
      passwords_{settings.password_cost, peppers_of(ring), random},
      mobile_index_{ring, "identity.mobile"},
      id_number_index_{ring, "identity.id_number"},
      code_key_{ring.derive("identity.sms_code")},
      guard_key_{ring.derive("identity.login_guard", ring.eldest_id())},
      recovery_key_{ring.derive("identity.recovery_code", ring.eldest_id())} {
    require_allowed(settings);
}

sql::Bytes Vault::mobile_index(const MobileNumber& mobile) const {
    return bytes_of(mobile_index_.digest(mobile.digits()));
}

sql::Bytes Vault::id_number_index(std::string_view id_number) const {
    return bytes_of(id_number_index_.digest(id_number));
}

sql::Bytes Vault::code_mac(const SmsCodeId& id, SmsPurpose purpose, const MobileNumber& mobile,
                           const Secret<>& code) const {
    const std::string head = id.to_text() + '|' + boost::describe::enum_to_string(purpose, "") +
                             '|' + mobile.digits() + '|';
    const Secret<> message{head + code.reveal()};
    return bytes_of(code_key_.hmac_sm3(message.reveal()));
}

sql::Bytes Vault::guard_subject(GuardScope scope, const GuardedLogin& login) const {
    std::string text = std::string(login.kind) + '|' + std::string(login.login);
    if (scope == GuardScope::address) text += '|' + std::string(login.peer_address);
    return bytes_of(guard_key_.hmac_sm3(text));
}

sql::Bytes Vault::recovery_code_mac(const StaffId& staff_id, const Secret<>& code) const {
    const Secret<> message{staff_id.to_text() + '|' + crypto::normalise_for_lookup(code.reveal())};
    return bytes_of(recovery_key_.hmac_sm3(message.reveal()));
}

sql::Bytes Vault::address_subject(std::string_view peer_address) const {
    return bytes_of(guard_key_.hmac_sm3("address|" + std::string(peer_address)));
}

}  // namespace dlfp::identity
