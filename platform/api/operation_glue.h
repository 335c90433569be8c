// Templates that turn a typed handler into an Operation. Included by operation.h only.
#pragma once

namespace dlfp::api {

/// An empty request, for endpoints that take nothing.
struct NoRequest {};
BOOST_DESCRIBE_STRUCT(NoRequest, (), ())

struct NothingPrepared {};

template <class F>
struct HandlerTraits;
template <class Rep, class Req, class CallT>
struct HandlerTraits<Result<Rep> (*)(const Req&, CallT&)> {
    using Request = Req;
    using Reply = Rep;
    using CallType = CallT;
    using Prepared = NothingPrepared;
};
template <class Rep, class Req, class Prep, class CallT>
struct HandlerTraits<Result<Rep> (*)(const Req&, const Prep&, CallT&)> {
    using Request = Req;
    using Reply = Rep;
    using CallType = CallT;
    using Prepared = Prep;
};

template <class Request, class Prepared>
struct TypedRequest final : BoundRequest {
    Request request{};
    std::optional<Prepared> prepared;
};

template <class Request>
bool bind_request(const TextParams& params, std::string_view body, Request& request,
                  FieldProblem& problem) {
    std::optional<JsonDocument> document;
    std::optional<JsonView> root;
    if (!body.empty()) {
        document = JsonDocument::parse(body);
        if (!document) return expect("JSON text", problem);
        root = document->root();
        if (root->kind() != JsonView::Kind::object) return expect("object", problem);
    }
    std::size_t known_params = 0;
    std::size_t known_members = 0;
    bool is_good = true;
    boost::mp11::mp_for_each<Members<Request>>([&](auto member) {
        if (!is_good) return;
        auto& field = request.*member.pointer;
        using Inner = std::remove_cvref_t<decltype(field)>;
        const auto param = std::ranges::find(params, std::string_view{member.name},
                                             &TextParams::value_type::first);
        const auto in_body = root ? root->find(member.name) : std::optional<JsonView>{};
        if (param != params.end()) {
            ++known_params;
            if constexpr (requires { Field<Inner>::from_text("", field, problem); })
                is_good = !in_body && Field<Inner>::from_text(param->second, field, problem);
            else
                is_good = expect("no text form", problem);
        } else if (in_body) {
            ++known_members;
            is_good = Field<Inner>::read(*in_body, field, problem);
        } else if constexpr (!requires { field.has_value(); }) {
            is_good = expect("this field", problem);
        }
        if (!is_good) problem.pointer.insert(0, std::string("/") + member.name);
    });
    if (!is_good) return false;
    if (known_params != params.size() || known_members != (root ? root->size() : 0))
        return expect("no unknown fields", problem);
    return true;
}

template <auto Fn, auto PrepareFn>
struct OperationGlue {
    using Traits = HandlerTraits<decltype(Fn)>;
    using Request = typename Traits::Request;
    using Reply = typename Traits::Reply;
    using Prepared = typename Traits::Prepared;
    using Bound = TypedRequest<Request, Prepared>;
    static constexpr bool writes = std::is_same_v<typename Traits::CallType, Call>;

    static std::unique_ptr<BoundRequest> bind(const TextParams& params, std::string_view body,
                                              FieldProblem& problem) {
        auto bound = std::make_unique<Bound>();
        if (!bind_request(params, body, bound->request, problem)) return nullptr;
        return bound;
    }

    static Result<Done> prepare(BoundRequest& erased, ReadCall& call) {
        auto& bound = static_cast<Bound&>(erased);
        if constexpr (!std::is_same_v<Prepared, NothingPrepared>) {
            TRY(bound.prepared, PrepareFn(bound.request, call));
        }
        return done;
    }

    static Result<EncodedReply> run(BoundRequest& erased, ReadCall& call) {
        auto& bound = static_cast<Bound&>(erased);
        auto reply = [&]() -> Result<Reply> {
            auto& typed_call = static_cast<typename Traits::CallType&>(call);
            if constexpr (std::is_same_v<Prepared, NothingPrepared>)
                return Fn(bound.request, typed_call);
            else
                return Fn(bound.request, *bound.prepared, typed_call);
        }();
        if (!reply) return std::move(reply).error();
        return encode(std::move(*reply));
    }

    static EncodedReply encode(Reply reply) {
        EncodedReply encoded;
        if constexpr (std::is_same_v<Reply, FileReply>) {
            encoded = {std::move(reply.bytes),
                       std::move(reply.content_type),
                       std::move(reply.file_name),
                       {}};
        } else if constexpr (std::is_same_v<Reply, EventTopics>) {
            encoded.topics = std::move(reply.topics);
        } else if constexpr (std::is_same_v<Reply, Done>) {
            encoded.body = "{}";
        } else {
            JsonWriter writer{encoded.body};
            write_field(writer, reply);
        }
        return encoded;
    }

    static void request_schema(SchemaBook& book, JsonWriter& writer) {
        book.write_schema<Request>(writer);
    }
    static void reply_schema(SchemaBook& book, JsonWriter& writer) {
        if constexpr (DescribedStruct<Reply>)
            book.write_schema<Reply>(writer);
        else
            writer.begin_object(), writer.member("type", "object"), writer.end_object();
    }
    static std::vector<std::pair<std::string, std::string>> member_schemas(SchemaBook& book) {
        std::vector<std::pair<std::string, std::string>> members;
        boost::mp11::mp_for_each<Members<Request>>([&](auto member) {
            using Inner = std::remove_cvref_t<decltype(std::declval<Request&>().*member.pointer)>;
            std::string text;
            JsonWriter writer{text};
            if constexpr (requires { std::declval<Inner&>().has_value(); })
                book.write_schema<typename Inner::value_type>(writer), text.insert(0, "?");
            else
                book.write_schema<Inner>(writer);
            members.emplace_back(member.name, std::move(text));
        });
        return members;
    }

    static constexpr Operation operation{
        .qualified_name = qualified_name_of<Fn>(),
        .writes = writes,
        .has_request_body = writes,
        .bind = &bind,
        .prepare = std::is_same_v<Prepared, NothingPrepared> ? nullptr : &prepare,
        .run = &run,
        .request_schema = &request_schema,
        .reply_schema = &reply_schema,
        .member_schemas = &member_schemas,
        .reply_kind = std::is_same_v<Reply, FileReply>     ? Operation::ReplyKind::file
                      : std::is_same_v<Reply, EventTopics> ? Operation::ReplyKind::events
                                                           : Operation::ReplyKind::json};
};

}  // namespace dlfp::api
