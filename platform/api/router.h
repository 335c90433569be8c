// Finds the declaration that a method and path belong to.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/endpoint.h"

namespace dlfp::api {

/// The verb of an HTTP method name; nothing for methods no endpoint has.
std::optional<Verb> parse_verb(std::string_view method);
std::string_view verb_text(Verb verb);

/// A tree of path segments. Literal segments win over parameters.
class Router {
public:
    /// Refuses (throws std::logic_error) two endpoints on one verb and path, parameters that are
    /// no members of the request, and paths that do not start with a slash.
    void add(const Declaration& declaration);

    struct Match {
        const Declaration* declaration = nullptr;
        bool path_exists = false;  ///< with another verb
        TextParams params;
    };
    Match match(Verb verb, std::string_view path) const;

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> parameter;
        std::map<Verb, const Declaration*> declarations;
        std::map<Verb, std::vector<std::string_view>> parameter_names;
    };
    static const Node* walk(const Node& node, std::string_view rest,
                            std::vector<std::string_view>& values);
    Node root_;
};

/// Decodes %XX and, in queries, '+'; nothing on a broken escape, a NUL byte or invalid UTF-8.
std::optional<std::string> decode_percent(std::string_view text, char plus_means);

/// Splits and decodes a query; nothing when it is malformed or names a parameter twice.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query);

}  // namespace dlfp::api
