// JSON at the border: a read-only view of a parsed document and a direct writer. The parser
// behind it stays out of business code.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dlfp::api {

/// A view of one value in a parsed document; valid as long as the JsonDocument.
class JsonView {
public:
    enum class Kind { null, boolean, integer, number, string, array, object };
    explicit JsonView(const void* node) : node_{node} {}

    Kind kind() const;
    bool boolean() const;
    std::int64_t integer() const;
    std::string_view string() const;
    std::size_t size() const;                               ///< members or elements
    JsonView element(std::size_t index) const;              ///< of an array
    std::string_view member_name(std::size_t index) const;  ///< of an object
    JsonView member(std::size_t index) const;
    std::optional<JsonView> find(std::string_view name) const;

private:
    const void* node_;
};

/// A parsed document. Depth at most 32; invalid UTF-8, duplicate members, trailing bytes,
/// comments and numbers beyond 64 bits are refused.
class JsonDocument {
public:
    static std::optional<JsonDocument> parse(std::string_view text);
    JsonView root() const;

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

private:
    struct Tree;
    explicit JsonDocument(std::unique_ptr<Tree> tree);
    std::unique_ptr<Tree> tree_;
};

/// Appends JSON to a string; commas are its own business, balance of braces is the caller's.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_{out} {}

    void begin_object() { separate(), out_ += '{', fresh_ = true; }
    void end_object() { out_ += '}', fresh_ = false; }
    void begin_array() { separate(), out_ += '[', fresh_ = true; }
    void end_array() { out_ += ']', fresh_ = false; }
    void key(std::string_view name);
    void string(std::string_view text);
    void integer(std::int64_t value);
    void boolean(bool value) { separate(), out_ += value ? "true" : "false"; }
    void null() { separate(), out_ += "null"; }
    /// Inserts text that is JSON already.
    void raw(std::string_view json) { separate(), out_ += json; }

    void member(std::string_view name, std::string_view text) { key(name), string(text); }
    void member(std::string_view name, const char* text) { key(name), string(text); }
    void member(std::string_view name, std::int64_t value) { key(name), integer(value); }

private:
    void separate() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }
    std::string& out_;
    bool fresh_ = true;
};

/// The same JSON on many lines, for files that people and diffs read.
std::string indent_json(std::string_view compact);

}  // namespace dlfp::api
