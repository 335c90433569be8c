// Codes from HMAC-SM3: nothing random, nothing stored.
#include "core/identity/server/one_time_codes.h"

#include <boost/mp11.hpp>

#include "platform/runtime/crypto/one_time_password.h"

namespace dlfp::identity {
namespace {

sql::Bytes ticket_of(std::string_view key_id) {
    const auto bytes = crypto::view_of(key_id);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

// Fields of variable length end in a zero byte, which none of them contains; the id has a fixed
// length and the digest comes last, so that no two subjects give the same bytes.
std::string code_message(const CodeSubject& subject) {
    std::string message;
    message.reserve(128);
    message += "dlfp one-time code 1";
    message += '\0';
    const auto id = subject.id.bytes();
    message.append(reinterpret_cast<const char*>(id.data()), id.size());
    message.append(boost::describe::enum_to_string(subject.purpose, "")) += '\0';
    message.append(subject.mobile.digits()) += '\0';
    if (subject.operation)
        message.append(reinterpret_cast<const char*>(subject.operation->data()),
                       subject.operation->size());
    return message;
}

Secret<> derive_code(const crypto::MacKey& key, const CodeSubject& subject) {
    return crypto::truncated_code(key.hmac_sm3(code_message(subject)), sms_code_digits);
}

Sm3Codes::Sm3Codes(const crypto::KeyRing& ring) : active_id_{ring.active_id()} {
    for (const auto& key_id : ring.ids())
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<SmsPurpose>>(
            [&](const auto purpose) {
                keys_.try_emplace(
                    std::pair{key_id, purpose.value},
                    ring.derive("identity.sms_code." + std::string(purpose.name), key_id));
            });
}

MadeCode Sm3Codes::make(const CodeSubject& subject) const {
    return {derive_code(keys_.at({active_id_, subject.purpose}), subject), ticket_of(active_id_)};
}

bool Sm3Codes::is_right(const CodeSubject& subject, const sql::Bytes& ticket,
                        const Secret<>& typed) const {
    const std::string key_id{reinterpret_cast<const char*>(ticket.data()), ticket.size()};
    const auto key = keys_.find({key_id, subject.purpose});
    if (key == keys_.end()) return false;  // the master key was taken out of the ring
    const auto code = derive_code(key->second, subject);
    return crypto::equal_in_constant_time(crypto::view_of(code.reveal()),
                                          crypto::view_of(typed.reveal()));
}

}  // namespace dlfp::identity
