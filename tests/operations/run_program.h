// Runs dlfpd and dlfpctl as processes of their own, in a folder that goes with the test.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace dlfp::operations {

/// A folder that is removed with all it holds.
class Folder {
public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Ended {
    int code = -1;
    std::string output;  ///< standard output and error
};

/// Runs `dlfpctl` or `dlfpd` to its end; `input` is its standard input.
Ended run(const std::string& program, const std::vector<std::string>& arguments,
          const std::string& input = "");

/// A dlfpd that serves until this ends; throws std::runtime_error when it does not get that far.
class Served {
public:
    explicit Served(const std::vector<std::string>& arguments);
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;
    ~Served();

    /// Asks it to stop and waits; the exit code.
    int stop();
    void signal(int number) const;
    /// Ends it at once, as a power cut would.
    void kill();
    int plain_port() const { return plain_port_; }
    int metrics_port() const { return metrics_port_; }

private:
    void read_ports(int output);
    pid_t process_ = -1;
    int plain_port_ = 0;
    int metrics_port_ = 0;
};

struct Answer {
    int status = 0;
    std::string body;
};

/// One HTTP exchange on a connection of its own; `headers` are whole lines.
struct Question {
    int port = 0;
    std::string method = "GET";
    std::string path;
    std::vector<std::string> headers{};
    std::string body{};
};
Answer ask(const Question& question);

/// The text of a member of a flat JSON object; empty when absent.
std::string text_member(const std::string& json, const std::string& name);

}  // namespace dlfp::operations
