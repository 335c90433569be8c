// Walks the sizes of an item with the library's streaming decoder before it may be built.
#include "platform/runtime/webauthn/cbor_item.h"

namespace dlfp::webauthn {
namespace {

/// What is still to come of an item, in items; each takes a byte at least.
struct Walk {
    std::size_t items = 1;
    std::size_t bytes = 0;  ///< left behind the item being read
    bool is_refused = false;

    void expect(std::size_t count, std::size_t items_each) {
        if (count > bytes) {
            is_refused = true;
        } else {
            items += count * items_each;
        }
    }
};

Walk& walk_of(void* context) { return *static_cast<Walk*>(context); }

void refuse(void* context) { walk_of(context).is_refused = true; }

cbor_callbacks sizes_only() {
    auto callbacks = cbor_empty_callbacks;
    callbacks.array_start = [](void* context, std::size_t count) {
        walk_of(context).expect(count, 1);
    };
    callbacks.map_start = [](void* context, std::size_t count) {
        walk_of(context).expect(count, 2);
    };
    callbacks.tag = [](void* context, std::uint64_t) { walk_of(context).expect(1, 1); };
    for (auto* place :
         {&callbacks.byte_string_start, &callbacks.string_start, &callbacks.indef_array_start,
          &callbacks.indef_map_start, &callbacks.indef_break})
        *place = refuse;
    return callbacks;
}

/// How many bytes the item at the front takes; 0 when it must not be built.
std::size_t front_item_bytes(const unsigned char* first, std::size_t count) {
    const auto callbacks = sizes_only();
    Walk walk;
    std::size_t read = 0;
    while (walk.items > 0) {
        walk.bytes = count - read;
        const auto step = cbor_stream_decode(first + read, count - read, &callbacks, &walk);
        if (step.status != CBOR_DECODER_FINISHED || walk.is_refused) return 0;
        read += step.read;
        --walk.items;
        if (walk.items > count - read) return 0;
    }
    return read;
}

}  // namespace

FrontItem take_front_item(crypto::BytesView bytes) {
    const auto* first = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto count = front_item_bytes(first, bytes.size());
    if (count == 0) return {};
    cbor_load_result result{};
    Item item{cbor_load(first, count, &result)};
    if (!item) return {};
    return {.item = std::move(item), .bytes = result.read};
}

}  // namespace dlfp::webauthn
