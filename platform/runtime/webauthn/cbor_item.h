// CBOR items of strangers: taken apart only when their declared sizes can be true.
#pragma once

#include <cbor.h>

#include <memory>

#include "platform/runtime/crypto/bytes.h"

namespace dlfp::webauthn {

struct ReleaseItem {
    void operator()(cbor_item_t* item) const { cbor_decref(&item); }
};
using Item = std::unique_ptr<cbor_item_t, ReleaseItem>;

struct FrontItem {
    Item item;
    std::size_t bytes = 0;  ///< how many of the input it takes
};

/// The item that the bytes begin with. None when it is cut off, of indefinite length (which CTAP2
/// forbids), or declares more members than there are bytes: the library would ask for memory for
/// all of them first.
FrontItem take_front_item(crypto::BytesView bytes);

}  // namespace dlfp::webauthn
