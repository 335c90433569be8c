// libfido2 1.12 takes the members of an attestation object one by one: this takes them apart.
#include "platform/runtime/webauthn/attestation_object.h"

#include "platform/runtime/webauthn/cbor_item.h"

namespace dlfp::webauthn {
namespace {

crypto::BytesView view_of_bytes(const unsigned char* first, std::size_t count) {
    return std::as_bytes(std::span{first, count});
}

std::optional<std::string> text_of_item(const cbor_item_t* item) {
    if (!cbor_isa_string(item) || !cbor_string_is_definite(item)) return std::nullopt;
    return std::string{reinterpret_cast<const char*>(cbor_string_handle(item)),
                       cbor_string_length(item)};
}

bool take_statement(cbor_item_t* item, AttestationObject& object) {
    if (!cbor_isa_map(item) || !cbor_map_is_definite(item)) return false;
    object.statement_members = cbor_map_size(item);
    for (std::size_t place = 0; place < object.statement_members; ++place)
        if (text_of_item(cbor_map_handle(item)[place].key) == "x5c") object.has_certificates = true;
    unsigned char* first = nullptr;
    std::size_t room = 0;
    const auto count = cbor_serialize_alloc(item, &first, &room);
    const std::unique_ptr<unsigned char, decltype(&std::free)> release{first, &std::free};
    const auto bytes = view_of_bytes(first, count);
    object.statement.assign(bytes.begin(), bytes.end());
    return count > 0;
}

bool take_member(const cbor_pair& pair, AttestationObject& object) {
    const auto name = text_of_item(pair.key);
    if (name == "fmt") {
        auto format = text_of_item(pair.value);
        object.format = format.value_or(std::string{});
        return format.has_value();
    }
    if (name == "attStmt") return take_statement(pair.value, object);
    if (name != "authData" || !cbor_isa_bytestring(pair.value) ||
        !cbor_bytestring_is_definite(pair.value))
        return false;
    const auto bytes =
        view_of_bytes(cbor_bytestring_handle(pair.value), cbor_bytestring_length(pair.value));
    object.authenticator_data.assign(bytes.begin(), bytes.end());
    return true;
}

}  // namespace

std::optional<AttestationObject> read_attestation_object(crypto::BytesView bytes) {
    const auto [item, count] = take_front_item(bytes);
    if (!item || count != bytes.size()) return std::nullopt;
    if (!cbor_isa_map(item.get()) || !cbor_map_is_definite(item.get()) ||
        cbor_map_size(item.get()) != 3)
        return std::nullopt;
    AttestationObject object;
    for (const auto& pair : std::span{cbor_map_handle(item.get()), 3})
        if (!take_member(pair, object)) return std::nullopt;
    if (object.format.empty() || object.statement.empty() || object.authenticator_data.empty())
        return std::nullopt;
    return object;
}

}  // namespace dlfp::webauthn
