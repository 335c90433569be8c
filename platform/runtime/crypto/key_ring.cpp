// Reading, judging and deriving master keys.
#include "platform/runtime/crypto/key_ring.h"

#include <fcntl.h>
#include <openssl/kdf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "platform/runtime/crypto/openssl_handle.h"

extern "C" char** environ;

namespace dlfp::crypto {
namespace {

namespace fs = std::filesystem;
using KdfContext = OpensslHandle<EVP_KDF_CTX, EVP_KDF_CTX_free>;

constexpr std::size_t master_key_size = 32;
constexpr std::string_view variable_prefix = "DLFP_KEY_";

bool is_key_id(std::string_view id) {
    return !id.empty() && id.size() <= 32 && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

SecretBytes parse_key(const std::string& id, std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    auto bytes = from_hex(text);
    if (!bytes) bytes = from_base64url(text);
    wipe(text.data(), text.size());
    if (!bytes) throw KeyRingFault("key " + id + " is neither hex nor base64url");
    return SecretBytes{std::move(*bytes)};
}

/// Catches what people type in a hurry; it does not measure entropy.
void require_strong(const std::string& id, const SecretBytes& key) {
    const auto& bytes = key.reveal();
    if (bytes.size() < master_key_size)
        throw KeyRingFault("key " + id + " is shorter than 32 bytes");
    if (std::set<std::byte>(bytes.begin(), bytes.end()).size() < 12)
        throw KeyRingFault("key " + id +
                           " looks like a default: make one with `openssl rand -hex 32`");
}

std::string read_private_file(const fs::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        throw KeyRingFault("cannot read " + path.string());
    if ((status.st_mode & 077U) != 0)
        throw KeyRingFault(path.string() + " is readable by others: chmod 600 it");
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

void add_files(const fs::path& directory, std::map<std::string, SecretBytes>& keys) {
    if (directory.empty() || !fs::exists(directory)) return;
    for (const auto& entry : fs::directory_iterator(directory)) {
        if (entry.path().extension() != ".key") continue;
        const auto id = entry.path().stem().string();
        if (!is_key_id(id)) throw KeyRingFault("not a key id: " + entry.path().string());
        keys[id] = parse_key(id, read_private_file(entry.path()));
    }
}

void add_variables(const std::map<std::string, std::string>& environment,
                   std::map<std::string, SecretBytes>& keys) {
    for (const auto& [name, value] : environment) {
        if (!name.starts_with(variable_prefix)) continue;
        auto id = name.substr(variable_prefix.size());
        std::ranges::transform(id, id.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        if (!is_key_id(id)) throw KeyRingFault("not a key id: " + name);
        keys[id] = parse_key(id, value);
    }
}

void write_development_key(const fs::path& directory, runtime::Random& random) {
    fs::create_directories(directory);
    std::array<std::byte, master_key_size> key;
    random.fill(key);
    auto text = to_hex(key) + "\n";
    const auto path = directory / "dev1.key";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw KeyRingFault("cannot create " + path.string());
    const auto written = ::write(file, text.data(), text.size());
    const bool durable = ::fsync(file) == 0;
    ::close(file);
    if (written != static_cast<ssize_t>(text.size()) || !durable)
        throw KeyRingFault("cannot write " + path.string());
    wipe(text.data(), text.size());
    wipe(key.data(), key.size());
}

}  // namespace

std::map<std::string, std::string> environment_variables() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (equals != std::string_view::npos)
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

KeyRing::KeyRing(std::map<std::string, SecretBytes> keys, std::string active_id)
    : keys_{std::move(keys)}, active_id_{std::move(active_id)} {
    if (keys_.empty())
        throw KeyRingFault("no master key: set DLFP_KEY_<ID> or put <id>.key into the key folder");
    if (active_id_.empty()) active_id_ = keys_.rbegin()->first;
    if (!keys_.contains(active_id_)) throw KeyRingFault("no master key named " + active_id_);
    for (const auto& [id, key] : keys_) require_strong(id, key);
}

std::vector<std::string> KeyRing::ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, key] : keys_) ids.push_back(id);
    return ids;
}

SecretBytes KeyRing::derive(std::string_view purpose, std::string_view key_id) const {
    const auto found = keys_.find(std::string(key_id));
    if (found == keys_.end()) throw KeyRingFault("no master key named " + std::string(key_id));
    static EVP_KDF* const algorithm = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    const KdfContext context{EVP_KDF_CTX_new(algorithm)};
    std::string digest = "SM3";
    std::string salt = "dlfp.key_ring.1";
    std::string purpose_text{purpose};
    auto key = found->second.reveal();
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose_text.data(),
                                          purpose_text.size()),
        OSSL_PARAM_construct_end()};
    Bytes derived(master_key_size);
    const int outcome =
        EVP_KDF_derive(context.get(), octets(derived.data()), derived.size(), params);
    wipe(key.data(), key.size());
    require_openssl(outcome == 1, "derive key");
    return SecretBytes{std::move(derived)};
}

KeyRing open_key_ring(const KeyRingOptions& options, runtime::Random& random) {
    std::map<std::string, SecretBytes> keys;
    add_files(options.directory, keys);
    add_variables(options.environment, keys);
    if (options.deployment == Deployment::development && keys.empty()) {
        write_development_key(options.directory, random);
        add_files(options.directory, keys);
    }
    if (options.deployment == Deployment::production)
        for (const auto& [id, key] : keys)
            if (id.starts_with("dev"))
                throw KeyRingFault("key " + id + " was made for development: remove it and set " +
                                   "DLFP_KEY_<ID> from your key store");
    return KeyRing{std::move(keys), options.active_id};
}

}  // namespace dlfp::crypto
