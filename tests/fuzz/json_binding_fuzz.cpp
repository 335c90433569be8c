// Requests in JSON: whatever binds is written and bound again to the same, and the text that is
// written is one that every reader takes alike.
#include <optional>
#include <string>
#include <vector>

#include "platform/api/field.h"
#include "tests/fuzz/require.h"

namespace dlfp::fuzz {

struct ThingTag {
    static constexpr std::string_view prefix = "thg";
};
enum class Mood { calm, wild };
BOOST_DESCRIBE_ENUM(Mood, calm, wild)

struct Part {
    api::Text<8> name;
    std::optional<Money> price_fen;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, price_fen))

struct Thing {
    Id<ThingTag> id;
    Mood mood{};
    bool is_new = false;
    std::int64_t count = 0;
    api::Whole<1, 9> size;
    Money price_fen;
    api::SignedMoney change_fen;
    UtcTime at_us;
    BusinessDate day;
    api::LongText<20, 0> words;
    api::List<Part, 3> parts;
    std::optional<std::vector<std::int64_t>> numbers;
};
BOOST_DESCRIBE_STRUCT(Thing, (),
                      (id, mood, is_new, count, size, price_fen, change_fen, at_us, day, words,
                       parts, numbers))

namespace {

std::optional<std::string> bind_and_write(std::string_view text) {
    const auto document = api::JsonDocument::parse(text);
    if (!document) return std::nullopt;
    Thing thing;
    api::FieldProblem problem;
    if (!api::read_field(document->root(), thing, problem)) {
        require(!problem.expected.empty(), "a problem says what was expected");
        return std::nullopt;
    }
    std::string written;
    api::JsonWriter writer{written};
    api::write_field(writer, thing);
    return written;
}

}  // namespace
}  // namespace dlfp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp::fuzz;
    const auto once = bind_and_write(text_of(bytes, size));
    if (!once) return 0;
    require(bind_and_write(*once) == once, "what was bound binds again to the same");
    dlfp::api::indent_json(*once);
    return 0;
}
