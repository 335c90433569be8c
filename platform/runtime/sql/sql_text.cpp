// The differences between the two SQL dialects, found by token so that comments and literals
// stay as they are.
#include "platform/runtime/sql/sql_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dlfp::sql {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool same_word(std::string_view text, std::string_view upper) {
    return std::ranges::equal(text, upper, [](char a, char b) {
        return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
    });
}

bool is_blank(const Token& token) {
    return token.kind == TokenKind::space || token.kind == TokenKind::comment;
}

template <class Accept>
std::size_t run_length(std::string_view text, std::size_t from, Accept accept) {
    while (from < text.size() && accept(text[from])) ++from;
    return from;
}

std::size_t end_of_quoted(std::string_view text) {
    const char quote = text.front();
    std::size_t at = 1;
    while (at < text.size()) {
        if (text[at] != quote) {
            ++at;
        } else if (at + 1 < text.size() && text[at + 1] == quote) {
            at += 2;
        } else {
            return at + 1;
        }
    }
    return text.size();
}

Token first_token(std::string_view text) {
    const char c = text.front();
    if (is_space(c)) return {TokenKind::space, text.substr(0, run_length(text, 0, is_space))};
    if (text.starts_with("--"))
        return {TokenKind::comment,
                text.substr(0, run_length(text, 0, [](char at) { return at != '\n'; }))};
    if (text.starts_with("/*")) {
        const auto end = text.find("*/", 2);
        return {TokenKind::comment, end == std::string_view::npos ? text : text.substr(0, end + 2)};
    }
    if (c == '\'' || c == '"') return {TokenKind::quoted, text.substr(0, end_of_quoted(text))};
    if (is_word_start(c)) {
        const auto end = run_length(
            text, 0, [](char at) { return is_word_start(at) || is_digit(at) || at == '$'; });
        return {TokenKind::word, text.substr(0, end)};
    }
    if (c == '$' && text.size() > 1 && is_digit(text[1]))
        return {TokenKind::parameter, text.substr(0, run_length(text, 1, is_digit))};
    return {TokenKind::other, text.substr(0, 1)};
}

/// Where a trailing row lock begins, or the number of tokens.
std::size_t start_of_row_lock(const std::vector<Token>& tokens) {
    static constexpr std::array<std::string_view, 9> lock_words = {
        "FOR", "NO", "KEY", "UPDATE", "SHARE", "SKIP", "LOCKED", "NOWAIT", ";"};
    for (std::size_t index = tokens.size(); index-- > 0;) {
        if (is_blank(tokens[index])) continue;
        if (same_word(tokens[index].text, "FOR")) return index;
        if (std::ranges::none_of(lock_words, [&](std::string_view word) {
                return same_word(tokens[index].text, word);
            }))
            return tokens.size();
    }
    return tokens.size();
}

/// The non-blank words that begin a statement, for recognising CREATE TABLE.
bool creates_table(const std::vector<Token>& tokens, std::size_t from) {
    std::size_t position = 0;
    static constexpr std::array<std::string_view, 2> words = {"CREATE", "TABLE"};
    for (; from < tokens.size() && position < words.size(); ++from) {
        if (is_blank(tokens[from])) continue;
        if (!same_word(tokens[from].text, words[position++])) return false;
    }
    return position == words.size();
}

class SqliteSchemaWriter {
public:
    explicit SqliteSchemaWriter(std::string_view text) : tokens_{split_tokens(text)} {}

    std::string write() {
        in_table_ = creates_table(tokens_, 0);
        for (std::size_t index = 0; index < tokens_.size(); ++index) add(index);
        if (in_table_) close_table();
        return out_;
    }

private:
    void add(std::size_t index) {
        const Token& token = tokens_[index];
        if (token.text == ";") {
            if (in_table_) close_table();
            out_ += token.text;
            in_table_ = creates_table(tokens_, index + 1);
            return;
        }
        if (token.kind == TokenKind::word && same_word(token.text, "BIGINT")) {
            out_ += "INTEGER";
        } else if (token.kind == TokenKind::word && same_word(token.text, "BYTEA")) {
            out_ += "BLOB";
        } else {
            out_ += token.text;
        }
        if (is_blank(token)) return;
        option_before_ = token.kind == TokenKind::word && same_word(token.text, "ROWID");
        end_of_text_ = out_.size();
    }
    /// Put behind the last word, so that a comment at the end of the line cannot swallow it.
    void close_table() { out_.insert(end_of_text_, option_before_ ? ", STRICT" : " STRICT"); }

    std::vector<Token> tokens_;
    std::string out_;
    std::size_t end_of_text_ = 0;
    bool in_table_ = false;
    bool option_before_ = false;
};

}  // namespace

std::vector<Token> split_tokens(std::string_view text) {
    std::vector<Token> tokens;
    while (!text.empty()) {
        tokens.push_back(first_token(text));
        text.remove_prefix(tokens.back().text.size());
    }
    return tokens;
}

std::string without_row_lock(std::string_view text) {
    const auto tokens = split_tokens(text);
    const auto end = start_of_row_lock(tokens);
    std::string out;
    for (std::size_t index = 0; index < end; ++index) out += tokens[index].text;
    return out;
}

std::string sqlite_query_text(std::string_view text) {
    const auto tokens = split_tokens(text);
    const auto end = start_of_row_lock(tokens);
    std::string out;
    for (std::size_t index = 0; index < end; ++index) {
        const Token& token = tokens[index];
        if (token.kind == TokenKind::parameter) {
            out += '?';
            out += token.text.substr(1);
        } else {
            out += token.text;
        }
    }
    return out;
}

std::string sqlite_schema_text(std::string_view text) { return SqliteSchemaWriter(text).write(); }

std::string postgresql_query_text(std::string_view text) {
    const auto tokens = split_tokens(text);
    std::string out;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        const Token& token = tokens[index];
        const bool hex = token.kind == TokenKind::word && same_word(token.text, "X") &&
                         index + 1 < tokens.size() && tokens[index + 1].text.starts_with('\'');
        if (hex) {
            out += "'\\x";
            out += tokens[++index].text.substr(1);
            out += "::bytea";
        } else {
            out += token.text;
        }
    }
    return out;
}

/// The clause is left out by going back to where its WITHOUT began.
std::string postgresql_schema_text(std::string_view text) {
    std::string out;
    std::size_t without_at = std::string::npos;
    std::string_view before;
    const std::string with_literals = postgresql_query_text(text);
    for (const Token& token : split_tokens(with_literals)) {
        if (is_blank(token)) {
            out += token.text;
            continue;
        }
        if (same_word(token.text, "WITHOUT")) without_at = out.size();
        if (same_word(token.text, "ROWID") && same_word(before, "WITHOUT")) {
            out.resize(without_at);
        } else {
            out += token.text;
            if (token.text == "TEXT" && !same_word(before, "AS")) out += " COLLATE \"C\"";
        }
        before = token.text;
    }
    return out;
}

}  // namespace dlfp::sql
