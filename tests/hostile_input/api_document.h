// The program's OpenAPI document as the hostile tests read it: one entry per operation, with a
// well-formed sample of each member.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dlfp::hostile {

/// A parameter or body member: its schema with references resolved.
struct Member {
    std::string name;
    boost::json::object schema;
    bool is_required = false;
};

struct Operation {
    std::string method;    ///< "POST"
    std::string path;      ///< with placeholders
    std::string tag;       ///< the module it belongs to
    std::string security;  ///< "staff_session"; empty when open
    bool takes_key = false;
    bool has_body = false;
    std::vector<Member> path_members;
    std::vector<Member> query_members;
    std::vector<Member> body_members;
    std::map<int, std::set<std::string>> failures;  ///< declared codes by status

    std::string name() const { return method + " " + path; }
    bool declares(int status, const std::string& code) const {
        const auto found = failures.find(status);
        return found != failures.end() && found->second.contains(code);
    }
};

std::vector<Operation> read_operations(const std::string& document);

/// A value of the schema that is well-formed, though nothing of that name need exist.
boost::json::value sample(const boost::json::object& schema);
/// Values that do not fit the schema, with a word for each.
std::vector<std::pair<std::string, boost::json::value>> misfits(const boost::json::object& schema);
/// Values that fit the schema and are as far out as it allows.
std::vector<std::pair<std::string, boost::json::value>> extremes(const boost::json::object& schema);

}  // namespace dlfp::hostile
