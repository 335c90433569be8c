// Databases for tests: SQLite files in memory, PostgreSQL databases cloned from a template.
#include "tests/support/test_database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>

#include "tests/support/test_postgresql.h"

namespace dlfp::test {
namespace {

namespace fs = std::filesystem;

std::string all_text(const std::vector<sql::Migration>& migrations) {
    std::string text;
    for (const auto& migration : migrations)
        text += migration.module + '\0' + std::to_string(migration.version) + '\0' +
                migration.text + '\0';
    return text;
}

/// Removes the folders of this process when it ends.
struct Folders {
    ~Folders() {
        std::error_code ignored;
        for (const auto& folder : made) fs::remove_all(folder, ignored);
    }
    std::mutex mutex;
    std::vector<std::string> made;
    pid_t owner = ::getpid();
};

/// One file per set of migrations and process, made on first use.
std::string template_file(const std::vector<sql::Migration>& migrations) {
    static std::mutex mutex;
    static std::map<std::string, std::string> files;
    const std::lock_guard lock(mutex);
    auto& file = files[all_text(migrations)];
    if (file.empty()) {
        const auto path = make_test_folder() + "/template.db";
        sql::open_database({.url = path})->migrate(migrations);
        file = path;
    }
    return file;
}

}  // namespace

sql::Engine test_engine() {
    const char* engine = std::getenv("DLFP_TEST_DATABASE");
    if (!engine || std::string_view(engine) == "sqlite") return sql::Engine::sqlite;
    if (std::string_view(engine) == "postgresql") return sql::Engine::postgresql;
    throw std::runtime_error("DLFP_TEST_DATABASE is sqlite or postgresql");
}

std::string make_test_folder() {
    static Folders folders;
    const std::lock_guard lock(folders.mutex);
    const bool in_memory = fs::exists("/dev/shm");
    std::string pattern =
        (in_memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "dlfp_test_XXXXXX";
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("cannot make " + pattern);
    folders.made.push_back(pattern);
    return pattern;
}

TestDatabase::TestDatabase(const std::vector<sql::Migration>& migrations)
    : TestDatabase(migrations, sql::DatabaseOptions{}) {}

TestDatabase::TestDatabase(const std::vector<sql::Migration>& migrations,
                           sql::DatabaseOptions options)
    : options_{std::move(options)} {
    if (test_engine() == sql::Engine::sqlite) {
        const auto folder = make_test_folder();
        url_ = folder + "/bank.db";
        fs::copy_file(template_file(migrations), url_);
        remove_ = [folder] { fs::remove_all(folder); };
    } else {
        url_ = clone_postgresql(all_text(migrations), migrations);
        remove_ = [url = url_] { drop_postgresql(url); };
    }
    options_.url = url_;
    database_ = sql::open_database(options_);
}

TestDatabase::~TestDatabase() {
    database_.reset();
    remove_();
}

void TestDatabase::reopen() {
    database_.reset();
    database_ = sql::open_database(options_);
}

}  // namespace dlfp::test
