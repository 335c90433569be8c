// Client data as JSON, member by member in the order of the specification.
#include "platform/runtime/webauthn/client_data.h"

#include <boost/json.hpp>

#include "platform/base/planted.h"

namespace dlfp::webauthn {
namespace {

constexpr std::size_t client_data_bytes_max = 4096;

const boost::json::string* text_member(const boost::json::object& client_data,
                                       std::string_view name) {
    const auto* value = client_data.if_contains(name);
    return value ? value->if_string() : nullptr;
}

bool is_challenge(const boost::json::string* encoded, crypto::BytesView challenge) {
    if (encoded == nullptr) return false;
    const auto bytes = crypto::from_base64url(std::string_view{encoded->data(), encoded->size()});
    if (planted("webauthn.any_challenge_passes")) return bytes.has_value();
    return bytes && crypto::equal_in_constant_time(*bytes, challenge);
}

}  // namespace

std::optional<Refusal> find_client_data_fault(const Ceremony& ceremony, std::string_view type,
                                              crypto::BytesView client_data_json) {
    if (client_data_json.size() > client_data_bytes_max) return Refusal::malformed;
    auto text = crypto::text_of(client_data_json);
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    boost::system::error_code error;
    const auto parsed = boost::json::parse(text, error);
    const auto* client_data = error ? nullptr : parsed.if_object();
    if (client_data == nullptr) return Refusal::malformed;

    const auto* said_type = text_member(*client_data, "type");
    if (said_type == nullptr || *said_type != type) return Refusal::wrong_ceremony;
    if (!is_challenge(text_member(*client_data, "challenge"), ceremony.challenge))
        return Refusal::wrong_challenge;
    const auto* origin = text_member(*client_data, "origin");
    if (origin == nullptr ||
        std::ranges::find(ceremony.origins, std::string_view{*origin}) == ceremony.origins.end())
        return Refusal::wrong_origin;
    const auto* cross_origin = client_data->if_contains("crossOrigin");
    if (cross_origin != nullptr && !cross_origin->is_bool()) return Refusal::malformed;
    if ((cross_origin != nullptr && cross_origin->get_bool()) ||
        client_data->if_contains("topOrigin") != nullptr)
        return Refusal::embedded;
    return std::nullopt;
}

}  // namespace dlfp::webauthn
