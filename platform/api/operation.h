// The type-erased form of one handler: how its request is read, how it runs, what its schemas are.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/api/call.h"
#include "platform/api/schema_book.h"

namespace dlfp::api {

/// A file instead of JSON: exports and receipts.
struct FileReply {
    std::string file_name;
    std::string content_type;
    std::string bytes;
};

/// Opens a stream of server-sent events on these topics instead of answering once.
struct EventTopics {
    std::vector<std::string> topics;
};

/// What a handler's reply became.
struct EncodedReply {
    std::string body;
    std::string content_type = "application/json";
    std::string file_name;            ///< not empty: a download
    std::vector<std::string> topics;  ///< not empty: a stream of events
};

/// Parameters of the path and query, by name.
using TextParams = std::vector<std::pair<std::string_view, std::string>>;

/// A request in its C++ form, with what `prepare` made of it.
struct BoundRequest {
    virtual ~BoundRequest() = default;
};

using OwnershipCheck = Result<Done> (*)(const BoundRequest&, const ReadCall&);

/// One row per handler, made from its signature.
struct Operation {
    std::string_view qualified_name;  ///< "dlfp::parking::settle_stay"
    bool writes;
    bool has_request_body;
    std::unique_ptr<BoundRequest> (*bind)(const TextParams&, std::string_view body, FieldProblem&);
    Result<Done> (*prepare)(BoundRequest&, ReadCall&);  ///< null where there is nothing to prepare
    Result<EncodedReply> (*run)(BoundRequest&, ReadCall&);
    void (*request_schema)(SchemaBook&, JsonWriter&);
    void (*reply_schema)(SchemaBook&, JsonWriter&);
    /// Names and schemas of all request members, for path and query parameters.
    std::vector<std::pair<std::string, std::string>> (*member_schemas)(SchemaBook&);
    enum class ReplyKind { json, file, events } reply_kind;
};

/// Reads members named in `params` from text, the others from the JSON body (or, without a body,
/// leaves optional ones empty). Shared by all requests.
template <class Request>
bool bind_request(const TextParams& params, std::string_view body, Request& request,
                  FieldProblem& problem);

template <auto Fn>
constexpr std::string_view qualified_name_of() {
    constexpr std::string_view text = __PRETTY_FUNCTION__;
    constexpr auto start = text.find("&") + 1;
    return text.substr(start, text.rfind(']') - start);
}

}  // namespace dlfp::api

#include "platform/api/operation_glue.h"
