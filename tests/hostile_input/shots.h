// Requests to an operation that are well-formed, malformed or far out, made from the program's own
// API document.
#pragma once

#include <functional>

#include "tests/hostile_input/api_document.h"

namespace dlfp::hostile {

/// What is sent, and a word for it.
struct Shot {
    std::string word;
    std::string target;
    std::string body;
};

/// A well-formed request in which single members can be replaced. Names the operation, which must
/// outlive it.
class Request {
public:
    explicit Request(const Operation& operation);

    Request& in_path(const std::string& name, boost::json::value value) {
        path_[name] = std::move(value);
        return *this;
    }
    Request& in_query(const std::string& name, boost::json::value value) {
        query_[name] = std::move(value);
        return *this;
    }
    Request& in_body(const std::string& name, boost::json::value value) {
        body_[name] = std::move(value);
        return *this;
    }
    Request& without(const std::string& name) {
        body_.erase(name);
        return *this;
    }
    std::string target() const;
    std::string body() const {
        return operation_->has_body ? boost::json::serialize(boost::json::value(body_)) : "";
    }
    Shot shot(std::string word) const { return {std::move(word), target(), body()}; }

    /// Calls `visit(name, text)` for each id in it, in an order that is always the same.
    void each_id(
        const std::function<void(const std::string& name, boost::json::string& id)>& visit);

private:
    const Operation* operation_;
    std::map<std::string, boost::json::value> path_;
    std::map<std::string, boost::json::value> query_;
    boost::json::object body_;
};

/// Answered as malformed, too large or not found, and nothing else.
std::vector<Shot> malformed(const Operation& operation);
/// Well-formed values as far out as the document allows.
std::vector<Shot> far_out(const Operation& operation);

}  // namespace dlfp::hostile
