// Creates and drops databases on the server that DLFP_TEST_POSTGRESQL_URL names.
#include "tests/support/test_postgresql.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace dlfp::test {
namespace {

std::string server_url() {
    const char* url = std::getenv("DLFP_TEST_POSTGRESQL_URL");
    if (!url) throw std::runtime_error("DLFP_TEST_POSTGRESQL_URL is not set");
    return url;
}

/// One connection for the whole process; the caller holds the lock of the templates.
void run_on_server(const std::string& statement) {
    static const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectdb(server_url().c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(connection.get(), statement.c_str()), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw std::runtime_error(statement + ": " + PQerrorMessage(connection.get()));
}

std::string fresh_name() {
    static std::atomic<int> count = 0;
    return "dlfp_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

/// postgresql://user@host:port/name?options with another name.
std::string url_of(const std::string& name) {
    std::string url = server_url();
    const auto options = std::min(url.find('?'), url.size());
    const auto slash = url.rfind('/', options == 0 ? 0 : options - 1);
    const auto authority = url.find("://") + 3;
    const auto from = slash == std::string::npos || slash < authority ? options : slash;
    return url.substr(0, from) + "/" + name + url.substr(options);
}

std::string name_of(const std::string& url) {
    const auto options = std::min(url.find('?'), url.size());
    const auto slash = url.rfind('/', options - 1);
    return url.substr(slash + 1, options - slash - 1);
}

/// Drops the templates of this process when it ends.
struct Templates {
    /// Opens the server's connection first, so that it outlives this.
    Templates() { run_on_server("SET client_min_messages = error"); }
    ~Templates() {
        if (::getpid() != owner) return;
        for (const auto& [key, name] : names) {
            try {
                run_on_server("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            } catch (const std::exception&) {
                // The server may be gone already; its data directory goes with it.
            }
        }
    }
    std::mutex mutex;
    std::map<std::string, std::string> names;
    pid_t owner = ::getpid();
};

Templates& templates() {
    static Templates made;
    return made;
}

}  // namespace

std::string clone_postgresql(const std::string& key,
                             const std::vector<sql::Migration>& migrations) {
    const std::lock_guard lock(templates().mutex);
    auto& made = templates().names[key];
    if (made.empty()) {
        const auto name = fresh_name();
        run_on_server("CREATE DATABASE " + name);
        sql::open_database({.url = url_of(name)})->migrate(migrations);
        made = name;
    }
    const auto name = fresh_name();
    run_on_server("CREATE DATABASE " + name + " TEMPLATE " + made + " STRATEGY WAL_LOG");
    return url_of(name);
}

void drop_postgresql(const std::string& url) {
    const std::lock_guard lock(templates().mutex);
    run_on_server("DROP DATABASE IF EXISTS " + name_of(url) + " WITH (FORCE)");
}

}  // namespace dlfp::test
