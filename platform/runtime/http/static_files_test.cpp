// Web files over the wire: variants, tags, caching, page addresses, and no way out of the folder.
#include "platform/runtime/http/static_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "platform/runtime/http/http_test_client.h"
#include "platform/runtime/http/internal/static_index.h"

namespace dlfp::http {
namespace {

using namespace testing;
namespace fs = std::filesystem;

class SiteFolder {
public:
    SiteFolder() {
        std::string pattern = (fs::temp_directory_path() / "dlfp-site-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
        root_ = pattern;
        write("secret.txt", "outside");
        write("site/index.html", "<home>");
        write("site/index.html.br", "br<home>");
        write("site/help/index.html", "<help>");
        write("site/favicon.ico", "icon");
        write("site/assets/app-B3xY_9a0.js", "code");
        write("site/assets/app-B3xY_9a0.js.br", "br-code");
        write("site/assets/app-B3xY_9a0.js.gz", "gz-code");
        write("site/assets/account-settings.js", "plain name");
        write("site/\xe8\x8f\x9c\xe5\x8d\x95.txt", "menu");
        write("site/.hidden", "hidden");
        write("site/.git/config", "hidden");
        fs::create_symlink(root_ / "secret.txt", root_ / "site/link.txt");
    }
    ~SiteFolder() { fs::remove_all(root_); }

    void write(const std::string& name, const std::string& content) {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::binary) << content;
    }
    std::string site() const { return (root_ / "site").string(); }

private:
    fs::path root_;
};

// The folder behind a server.
struct Site {
    explicit Site(StaticFilesOptions options = {}) {
        options.directory = folder.site();
        files.emplace(options);
        server.handler.answer = [this](const RequestView& request, Responder responder) {
            files->answer(request, std::move(responder));
        };
    }

    ReceivedReply get(const std::string& path, const std::string& lines = "") {
        RawClient client(server.port());
        return client.ask("GET " + path + " HTTP/1.1\r\nhost: t\r\n" + lines + "\r\n");
    }

    SiteFolder folder;
    std::optional<StaticFiles> files;
    RunningServer server;
};

// clause: 5.1.4-n
TEST(static_files, file_comes_with_type_tag_and_no_store) {
    Site site;
    const ReceivedReply reply = site.get("/favicon.ico");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "icon");
    EXPECT_EQ(reply.header("content-type"), "image/x-icon");
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(reply.header("etag").size(), 26u);
    EXPECT_EQ(reply.header("vary"), "");
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
}

TEST(static_files, folder_gives_its_index_page) {
    Site site;
    EXPECT_EQ(site.get("/").body, "<home>");
    EXPECT_EQ(site.get("/").header("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(site.get("/").header("cache-control"), "no-store");
    EXPECT_EQ(site.get("/help/?query=ignored").body, "<help>");
}

// clause: 5.1.4-n
TEST(static_files, hashed_names_may_be_kept_for_ever_and_others_not) {
    Site site;
    EXPECT_EQ(site.get("/assets/app-B3xY_9a0.js").header("cache-control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(site.get("/assets/account-settings.js").header("cache-control"), "no-store");
}

TEST(static_files, best_variant_that_the_client_accepts_is_sent) {
    Site site;
    struct Row {
        const char* accepts;
        const char* body;
        const char* coding;
    };
    for (const Row& row :
         {Row{"gzip, deflate, br, zstd", "br-code", "br"}, Row{"gzip", "gz-code", "gzip"},
          Row{"br;q=0, gzip;q=0.5", "gz-code", "gzip"}, Row{"deflate", "code", ""},
          Row{"br;q=0.000", "code", ""}, Row{"BR", "br-code", "br"},
          Row{"brr, xgzip", "code", ""}}) {
        const ReceivedReply reply = site.get(
            "/assets/app-B3xY_9a0.js", "accept-encoding: " + std::string(row.accepts) + "\r\n");
        EXPECT_EQ(reply.body, row.body) << row.accepts;
        EXPECT_EQ(reply.header("content-encoding"), row.coding) << row.accepts;
        EXPECT_EQ(reply.header("vary"), "accept-encoding");
        EXPECT_EQ(reply.header("content-type"), "text/javascript; charset=utf-8");
    }
    EXPECT_EQ(site.get("/assets/app-B3xY_9a0.js").body, "code") << "nothing said: plain";
}

TEST(static_files, known_tag_gets_304_per_variant) {
    Site site;
    const std::string path = "/assets/app-B3xY_9a0.js";
    const std::string plain = site.get(path).header("etag");
    const std::string brotli = site.get(path, "accept-encoding: br\r\n").header("etag");
    EXPECT_NE(plain, brotli);
    const ReceivedReply unchanged = site.get(path, "if-none-match: " + plain + "\r\n");
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(unchanged.header("etag"), plain);
    EXPECT_EQ(unchanged.header("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(site.get(path, "if-none-match: \"x\", W/" + plain + "\r\n").status, 304);
    EXPECT_EQ(site.get(path, "if-none-match: *\r\n").status, 304);
    EXPECT_EQ(site.get(path, "if-none-match: " + brotli + "\r\n").status, 200);
    EXPECT_EQ(site.get(path, "accept-encoding: br\r\nif-none-match: " + brotli + "\r\n").status,
              304);
}

TEST(static_files, head_is_answered_and_other_methods_are_not) {
    Site site;
    RawClient client(site.server.port());
    client.send("HEAD /favicon.ico HTTP/1.1\r\nhost: t\r\n\r\n");
    EXPECT_EQ(client.receive(Expects::head_only).header("content-length"), "4");
    const ReceivedReply refused = client.ask("DELETE /favicon.ico HTTP/1.1\r\nhost: t\r\n\r\n");
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.header("allow"), "GET, HEAD");
}

// clause: 5.1.4-i, 6.3.1-d-2.3
TEST(static_files, nothing_outside_the_folder_or_hidden_in_it_can_be_named) {
    Site site;
    for (const char* const path :
         {"/../secret.txt", "/../../etc/passwd", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
          "/%2e%2e%2fsecret.txt", "/assets/../../secret.txt", "/assets/..%5c..%5csecret.txt",
          "//secret.txt", "/./favicon.ico", "/link.txt", "/.hidden", "/.git/config",
          "/favicon.ico/", "/assets/app-B3xY_9a0.js.br", "/%252e%252e/secret.txt"}) {
        const ReceivedReply reply = site.get(path);
        EXPECT_EQ(reply.status, 404) << path;
        EXPECT_EQ(reply.body.find("outside"), std::string::npos) << path;
    }
}

TEST(static_files, escaped_names_are_found) {
    Site site;
    EXPECT_EQ(site.get("/%E8%8F%9C%E5%8D%95.txt").body, "menu");
    EXPECT_EQ(site.get("/%66avicon.ico").body, "icon");
}

TEST(static_files, a_page_may_have_a_dot_in_its_address) {
    Site site({.fallback = "index.html"});
    for (const std::string path : {"/clauses/5.3-6", "/clauses/8.2", "/clauses/5.3.2-a.1", "/a."})
        EXPECT_EQ(site.get(path).status, 200) << path;
    for (const std::string path : {"/gone.js", "/clauses/gone.woff2", "/5.3/x.PNG", "/.env"})
        EXPECT_EQ(site.get(path).status, 404) << path;
}

TEST(static_files, page_addresses_get_the_shell_and_missing_files_do_not) {
    Site site({.fallback = "index.html"});
    EXPECT_EQ(site.get("/canteen/orders/7").body, "<home>");
    EXPECT_EQ(site.get("/canteen/orders/7", "accept-encoding: br\r\n").body, "br<home>");
    EXPECT_EQ(site.get("/canteen/").body, "<home>");
    EXPECT_EQ(site.get("/assets/gone-B3xY_9a1.js").status, 404)
        << "a page instead of code would hide the mistake";
    EXPECT_EQ(site.get("/../secret.txt").status, 404);
}

TEST(static_files, mount_is_a_prefix_with_its_own_slash) {
    Site site({.mount = "/console/", .fallback = "index.html"});
    EXPECT_TRUE(site.files->covers("/console"));
    EXPECT_TRUE(site.files->covers("/console/x"));
    EXPECT_FALSE(site.files->covers("/consoles"));
    EXPECT_EQ(site.get("/console/favicon.ico").body, "icon");
    EXPECT_EQ(site.get("/console/reports").body, "<home>");
    const ReceivedReply moved = site.get("/console");
    EXPECT_EQ(moved.status, 308);
    EXPECT_EQ(moved.header("location"), "/console/");
    EXPECT_EQ(site.get("/favicon.ico").status, 404);
}

TEST(static_files, reload_shows_changes_and_keeps_the_old_on_failure) {
    Site site({.fallback = "index.html"});
    const std::string before = site.get("/").header("etag");
    site.folder.write("site/index.html", "<changed>");
    EXPECT_EQ(site.get("/").body, "<home>") << "memory, not disk";
    site.files->reload();
    EXPECT_EQ(site.get("/").body, "<changed>");
    EXPECT_NE(site.get("/").header("etag"), before);
    fs::remove(site.folder.site() + "/index.html");
    fs::remove(site.folder.site() + "/index.html.br");
    EXPECT_THROW(site.files->reload(), std::runtime_error);
    EXPECT_EQ(site.get("/").body, "<changed>");
}

TEST(static_files, folder_that_is_missing_or_too_large_is_an_error_at_start) {
    SiteFolder folder;
    EXPECT_THROW(StaticFiles({.directory = folder.site() + "/none"}), std::runtime_error);
    EXPECT_THROW(StaticFiles({.directory = folder.site(), .bytes_max = 10}), std::runtime_error);
    EXPECT_THROW(StaticFiles({.directory = folder.site(), .fallback = "none.html"}),
                 std::runtime_error);
}

TEST(static_files, large_file_is_shared_and_whole) {
    Site site;
    const std::string content(700'000, 'L');
    site.folder.write("site/large.wasm", content);
    site.files->reload();
    const ReceivedReply reply = site.get("/large.wasm");
    EXPECT_EQ(reply.header("content-type"), "application/wasm");
    EXPECT_EQ(reply.body, content);
}

TEST(static_index, hash_is_told_from_a_word) {
    for (const char* const hashed : {"assets/index-B3xY_9a0.js", "assets/index.B3xY_9a0.css",
                                     "console/assets/a-12345678.woff2", "assets/vue-_-x2k_9A.js"}) {
        EXPECT_TRUE(internal::has_content_hash(hashed)) << hashed;
    }
    for (const char* const plain :
         {"assets/index.js", "index-B3xY_9a0.js", "assets/account-settings.js",
          "assets/B3xY_9a0.js", "assets/x-B3xY.9a0.js", "myassets/x-12345678.js",
          "assets/x-12345678"}) {
        EXPECT_FALSE(internal::has_content_hash(plain)) << plain;
    }
}

TEST(static_index, escapes_are_decoded_once) {
    EXPECT_EQ(internal::percent_decoded("a%20b"), "a b");
    EXPECT_EQ(internal::percent_decoded("%252e"), "%2e");
    EXPECT_EQ(internal::percent_decoded("%"), std::nullopt);
    EXPECT_EQ(internal::percent_decoded("%4"), std::nullopt);
    EXPECT_EQ(internal::percent_decoded("%4x"), std::nullopt);
    EXPECT_EQ(internal::percent_decoded("%00"), std::nullopt);
}

TEST(static_index, unknown_extension_is_just_bytes) {
    EXPECT_EQ(internal::content_type_of("a.bin"), "application/octet-stream");
    EXPECT_EQ(internal::content_type_of("html"), "application/octet-stream");
}

}  // namespace
}  // namespace dlfp::http
