// Terminal handling of the password prompt.
#include "app/ask_password.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string>

namespace dlfp::app {
namespace {

/// Typed characters stay invisible as long as this lives.
class SilentTerminal {
public:
    SilentTerminal() {
        tcgetattr(STDIN_FILENO, &before_);
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    ~SilentTerminal() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

private:
    termios before_{};
};

std::string read_line() {
    std::string line;
    std::getline(std::cin, line);
    return line;
}

std::string type_silently(const char* prompt) {
    const SilentTerminal silent;
    std::fprintf(stderr, "%s: ", prompt);
    auto line = read_line();
    std::fputc('\n', stderr);
    return line;
}

}  // namespace

Secret<> ask_password(const char* prompt) {
    const bool is_typed = isatty(STDIN_FILENO) == 1;
    Secret<> password{is_typed ? type_silently(prompt) : read_line()};
    if (password.reveal().empty()) throw std::runtime_error("no password on standard input");
    if (is_typed && type_silently("once more") != password.reveal())
        throw std::runtime_error("the two passwords differ");
    return password;
}

}  // namespace dlfp::app
