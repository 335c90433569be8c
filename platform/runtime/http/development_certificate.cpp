// The development certificate, through OpenSSL's X.509 functions.
#include "platform/runtime/http/development_certificate.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace dlfp::http {
namespace {

// Browsers refuse longer lives.
constexpr long valid_seconds = 825L * 24 * 3600;

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Release<BIO_free_all>>;

void require(int success, const char* what) {
    if (success != 1) throw std::runtime_error(std::string("development certificate: ") + what);
}

bool is_ip_address(const std::string& name) {
    std::array<unsigned char, sizeof(in6_addr)> parsed;
    return inet_pton(AF_INET, name.c_str(), parsed.data()) == 1 ||
           inet_pton(AF_INET6, name.c_str(), parsed.data()) == 1;
}

std::string alternative_names(std::span<const std::string> names) {
    std::string joined;
    for (const std::string& name : names) {
        if (name.find_first_of(",\n\r ") != std::string::npos) require(0, "name with a separator");
        if (!joined.empty()) joined.append(",");
        joined.append(is_ip_address(name) ? "IP:" : "DNS:").append(name);
    }
    return joined;
}

void add_extension(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    require(extension != nullptr ? 1 : 0, "extension");
    require(X509_add_ext(certificate, extension.get(), -1), "extension");
}

void set_serial(X509* certificate) {
    std::array<unsigned char, 8> bytes;
    require(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())), "random serial number");
    std::uint64_t serial = 0;
    for (const unsigned char byte : bytes) serial = serial << 8 | byte;
    require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1 | 1), "serial");
}

Certificate self_signed(EVP_PKEY* key, std::span<const std::string> names) {
    Certificate made(X509_new());
    X509* const certificate = made.get();
    require(X509_set_version(certificate, X509_VERSION_3), "version");
    set_serial(certificate);
    // An hour back: a machine beside may have a slower clock.
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), valid_seconds);
    X509_NAME* const subject = X509_get_subject_name(certificate);
    const auto* const shown_name = reinterpret_cast<const unsigned char*>("dlfp development");
    require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, shown_name, -1, -1, 0), "CN");
    require(X509_set_issuer_name(certificate, subject), "issuer");
    require(X509_set_pubkey(certificate, key), "public key");
    add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate, NID_key_usage, "critical,digitalSignature");
    add_extension(certificate, NID_ext_key_usage, "serverAuth");
    add_extension(certificate, NID_subject_alt_name, alternative_names(names));
    if (X509_sign(certificate, key, EVP_sha256()) == 0) require(0, "signature");
    return made;
}

void write_file(const std::string& path, BIO* pem, mode_t mode) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(pem, &text);
    // A new file, so that the mode holds from the first byte on.
    ::unlink(path.c_str());
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) throw std::runtime_error("can't create " + path);
    const bool whole = ::write(fd, text, static_cast<std::size_t>(size)) == size;
    const bool closed = ::close(fd) == 0;
    if (!whole || !closed) throw std::runtime_error("can't write " + path);
}

}  // namespace

void make_development_certificate(const std::string& certificate_path, const std::string& key_path,
                                  std::span<const std::string> names) {
    static const std::vector<std::string> local{"localhost", "127.0.0.1"};
    const Key key(EVP_EC_gen("P-256"));
    require(key != nullptr ? 1 : 0, "key");
    const Certificate certificate = self_signed(key.get(), names.empty() ? local : names);

    const Memory key_pem(BIO_new(BIO_s_secmem()));
    require(
        PEM_write_bio_PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr),
        "key as PEM");
    const Memory certificate_pem(BIO_new(BIO_s_mem()));
    require(PEM_write_bio_X509(certificate_pem.get(), certificate.get()), "certificate as PEM");
    write_file(key_path, key_pem.get(), 0600);
    write_file(certificate_path, certificate_pem.get(), 0644);
}

}  // namespace dlfp::http
