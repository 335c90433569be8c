// What the browser says of a ceremony: type, challenge, origin.
#pragma once

#include <optional>
#include <string_view>

#include "platform/runtime/webauthn/passkey.h"

namespace dlfp::webauthn {

/// The reason why the client data does not belong to this ceremony of `type`, if there is one.
/// Unknown members are allowed; a byte order mark before the text is skipped.
std::optional<Refusal> find_client_data_fault(const Ceremony& ceremony, std::string_view type,
                                              crypto::BytesView client_data_json);

}  // namespace dlfp::webauthn
