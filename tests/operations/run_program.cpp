// Processes, pipes and one-shot HTTP for the tests of this folder.
#include "tests/operations/run_program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <regex>
#include <stdexcept>
#include <utility>

namespace dlfp::operations {
namespace {

struct Child {
    pid_t process = -1;
    int input = -1;   ///< written by us
    int output = -1;  ///< read by us
};

void become(const std::string& program, const std::vector<std::string>& arguments,
            const std::array<int, 2>& ends) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(ends[0], STDIN_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    std::vector<std::string> words{std::string(DLFP_PROGRAMS) + "/" + program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(pointers.front(), pointers.data());
    _exit(127);
}

Child start(const std::string& program, const std::vector<std::string>& arguments) {
    std::array<int, 2> to{};
    std::array<int, 2> from{};
    if (pipe2(to.data(), O_CLOEXEC) != 0 || pipe2(from.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    const auto process = fork();
    if (process < 0) throw std::runtime_error("no process");
    if (process == 0) become(program, arguments, {to[0], from[1]});
    ::close(to[0]);
    ::close(from[1]);
    return {process, to[1], from[0]};
}

/// Appends what can be read; false at the end.
bool read_some(int source, std::string& text) {
    std::array<char, 4096> bytes{};
    const auto count = ::read(source, bytes.data(), bytes.size());
    if (count <= 0) return false;
    text.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

int wait_for(pid_t process) {
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int connect_to(int port) {
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(connection);
        throw std::runtime_error("nobody listens on " + std::to_string(port));
    }
    return connection;
}

}  // namespace

Folder::Folder() {
    std::string pattern = std::filesystem::temp_directory_path() / "dlfp_operations_XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
    path_ = pattern;
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

Ended run(const std::string& program, const std::vector<std::string>& arguments,
          const std::string& input) {
    const auto child = start(program, arguments);
    if (::write(child.input, input.data(), input.size()) < 0 && errno != EPIPE)
        throw std::runtime_error("cannot write to the program");
    ::close(child.input);
    Ended ended;
    while (read_some(child.output, ended.output)) {
    }
    ::close(child.output);
    ended.code = wait_for(child.process);
    return ended;
}

Served::Served(const std::vector<std::string>& arguments) {
    std::vector<std::string> all{"serve",          "--port", "0",     "--plain-port",  "0",
                                 "--metrics-port", "0",      "--web", "no-such-folder"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto child = start("dlfpd", all);
    process_ = child.process;
    ::close(child.input);
    read_ports(child.output);
    ::close(child.output);
}

void Served::read_ports(int output) {
    std::string text;
    std::smatch plain;
    std::smatch metrics;
    while (text.find("Ctrl-C") == text.npos) {
        if (read_some(output, text)) continue;
        wait_for(std::exchange(process_, -1));
        throw std::runtime_error(text);
    }
    if (std::regex_search(text, plain, std::regex{R"(plain HTTP +http://127.0.0.1:(\d+))"}))
        plain_port_ = std::stoi(plain[1]);
    if (std::regex_search(text, metrics, std::regex{R"(metrics +http://127.0.0.1:(\d+))"}))
        metrics_port_ = std::stoi(metrics[1]);
}

int Served::stop() {
    ::kill(process_, SIGTERM);
    return wait_for(std::exchange(process_, -1));
}

void Served::signal(int number) const { ::kill(process_, number); }

void Served::kill() {
    ::kill(process_, SIGKILL);
    wait_for(std::exchange(process_, -1));
}

Served::~Served() {
    if (process_ > 0) kill();
}

Answer ask(const Question& question) {
    const int connection = connect_to(question.port);
    std::string text = question.method + " " + question.path +
                       " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n";
    for (const auto& header : question.headers) text += header + "\r\n";
    if (question.method != "GET")
        text += "content-type: application/json\r\ncontent-length: " +
                std::to_string(question.body.size()) + "\r\n";
    text += "\r\n" + question.body;
    if (::send(connection, text.data(), text.size(), MSG_NOSIGNAL) < 0)
        throw std::runtime_error("cannot send");
    std::string reply;
    while (read_some(connection, reply)) {
    }
    ::close(connection);
    const auto end = reply.find("\r\n\r\n");
    if (end == reply.npos) throw std::runtime_error("no reply to " + question.path);
    return {std::stoi(reply.substr(9, 3)), reply.substr(end + 4)};
}

std::string text_member(const std::string& json, const std::string& name) {
    std::smatch found;
    const std::regex member{"\"" + name + "\":\"([^\"]*)\""};
    return std::regex_search(json, found, member) ? std::string(found[1]) : "";
}

}  // namespace dlfp::operations
