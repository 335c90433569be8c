// Structured log: one JSON object per line, written by a thread of its own, so that a slow disk
// never slows a caller. Lines carry no personal content: Secret does not compile here.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/id.h"
#include "platform/base/money.h"
#include "platform/base/secret.h"
#include "platform/base/time.h"

namespace dlfp::log {

enum class Level { debug, note, warning, error };

/// A personal value that was made unrecognisable; the only way to log one at all.
class Masked {
public:
    static Masked mobile(std::string_view text) { return Masked{mask_mobile(text)}; }
    static Masked account_number(std::string_view text) {
        return Masked{mask_account_number(text)};
    }
    static Masked person_name(std::string_view text) { return Masked{mask_person_name(text)}; }
    const std::string& text() const { return text_; }

private:
    explicit Masked(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

/// The value of a field: JSON integer, true/false or text. Texts longer than 2,048 bytes are cut.
class Value {
public:
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    Value(T number) : held_{static_cast<std::int64_t>(number)} {}        // NOLINT: {"lines", 3}
    Value(std::same_as<bool> auto truth) : held_{truth} {}               // NOLINT
    Value(const char* text) : held_{std::string_view{text}} {}           // NOLINT
    Value(std::string_view text) : held_{text} {}                        // NOLINT: borrowed
    Value(const std::string& text) : held_{std::string_view{text}} {}    // NOLINT: borrowed
    Value(const Masked& masked) : held_{masked.text()} {}                // NOLINT
    Value(Money amount) : held_{amount.fen()} {}                         // NOLINT: name it …_fen
    Value(UtcTime time) : held_{time.us()} {}                            // NOLINT: name it …_us
    Value(Duration duration) : held_{std::int64_t{duration.count()}} {}  // NOLINT: name it …_us
    template <class Tag>
    Value(const Id<Tag>& id) : held_{id.to_text()} {}  // NOLINT
    template <class T>
    Value(const Secret<T>&) = delete;

    using Held = std::variant<std::int64_t, bool, std::string_view, std::string>;
    const Held& held() const { return held_; }

private:
    Held held_;
};

struct Field {
    std::string_view name;  ///< a literal in snake_case
    Value value;
};
using Fields = std::initializer_list<Field>;

/// Writes `{"time_us":…,"level":…,"event":…,"request_id":…,…}`. `event` is a literal `module.fact`.
/// Never throws, never blocks: a full queue drops its oldest line and counts it.
void write(Level level, std::string_view event, Fields fields);

inline void debug(std::string_view event, Fields fields = {}) {
    write(Level::debug, event, fields);
}
/// What operators want to know on an ordinary day; appears as level "info".
inline void note(std::string_view event, Fields fields = {}) { write(Level::note, event, fields); }
/// Something an operator should look at within a day.
inline void warning(std::string_view event, Fields fields = {}) {
    write(Level::warning, event, fields);
}
/// Something that is broken now.
inline void error(std::string_view event, Fields fields = {}) {
    write(Level::error, event, fields);
}

/// One finished HTTP exchange.
struct AccessLine {
    std::string_view method;
    std::string_view route;  ///< the declared path, "/canteen/orders/{order_id}": no ids, no query
    int status;
    Duration elapsed;
    std::int64_t reply_bytes;
    std::string_view caller_kind;
    std::string_view failure_code;  ///< empty on success
};
void access(const AccessLine& line);

/// Adds `request_id` to every line that this thread writes while the scope lives.
class RequestScope {
public:
    explicit RequestScope(std::string_view request_id);
    ~RequestScope();
    RequestScope(const RequestScope&) = delete;
    RequestScope& operator=(const RequestScope&) = delete;

private:
    std::string outer_;
};

struct Options {
    std::string file_path;  ///< empty: standard error
    Level least = Level::note;
    int queue_lines_max = 16'384;
};

/// Starts the log thread; before that, warnings and errors go to standard error at once.
/// Throws std::runtime_error when the file cannot be opened.
void open(const Options& options);
/// Writes what is queued and stops the thread.
void close();
/// Opens the file anew at its path, after rotation; safe to call from any thread.
void reopen();
bool is_written(Level level) noexcept;
/// Lines lost to a full queue since open().
std::uint64_t dropped_lines();

}  // namespace dlfp::log
