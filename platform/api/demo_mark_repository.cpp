// SQL of the demo mark.
#include "platform/api/demo_mark_repository.h"

namespace dlfp::api {
namespace {

constexpr sql::Query find_mark{"api.find_demo_mark",
                               "SELECT loaded_at_us FROM api_demo_mark WHERE id = 1"};
constexpr sql::Query set_mark{
    "api.set_demo_mark",
    "INSERT INTO api_demo_mark (id, loaded_at_us) VALUES (1, $1) ON CONFLICT DO NOTHING"};

}  // namespace

bool is_demo_loaded(sql::Reader& reader) {
    return reader.find<std::int64_t>(find_mark).has_value();
}

void mark_demo_loaded(sql::Transaction& transaction, UtcTime now) {
    transaction.execute(set_mark, now);
}

}  // namespace dlfp::api
