// Makes a code for a payment and checks it, as a sending and a confirmation do, without database.
// Before anything is timed, engine and yardstick must agree on every code.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "bench/otp_issue_verify/bare_library.h"
#include "core/identity/server/one_time_codes.h"

namespace dlfp::bench {
namespace {

using identity::CodeSubject;

constexpr std::size_t subject_count = 1'024;
constexpr double seconds = 0.5;
constexpr int rounds = 5;  // in turns, so that both meet the same neighbours

const identity::MobileNumber mobile = *identity::MobileNumber::parse("13912345678");

crypto::KeyRing ring() {
    const auto secret = crypto::sm3("a secret of this benchmark");
    std::map<std::string, crypto::SecretBytes> keys;
    keys.emplace("k1", crypto::SecretBytes{crypto::Bytes{secret.begin(), secret.end()}});
    return {std::move(keys), "k1"};
}

std::vector<CodeSubject> some_subjects() {
    const auto random = runtime::make_seeded_random(20261124);
    std::vector<CodeSubject> subjects;
    for (std::size_t count = 0; count < subject_count; ++count) {
        CodeSubject subject{
            .id = random->next_id<identity::SmsCodeTag>(UtcTime::from_us(1'795'406'400'000'000)),
            .purpose = identity::SmsPurpose::confirm_payment,
            .mobile = mobile};
        random->fill(subject.operation.emplace());
        subjects.push_back(subject);
    }
    return subjects;
}

/// Codes made and checked a second; `once` says whether the check agreed.
template <class Once>
double rate_of(const Once& once) {
    const auto started = std::chrono::steady_clock::now();
    std::chrono::duration<double> taken{};
    std::size_t calls = 0;
    while (taken.count() < seconds) {
        for (std::size_t index = 0; index < subject_count; ++index)
            if (!once(index)) std::abort();
        calls += subject_count;
        taken = std::chrono::steady_clock::now() - started;
    }
    return static_cast<double>(calls) / taken.count();
}

int run() {
    const auto keys = ring();
    const identity::Sm3Codes codes{keys};
    const auto subjects = some_subjects();
    std::vector<std::string> messages;
    for (const auto& subject : subjects) messages.push_back(identity::code_message(subject));
    BareCodes bare{keys.derive("identity.sms_code.confirm_payment").reveal()};
    const auto by_engine = [&](std::size_t index) {
        const auto made = codes.make(subjects[index]);
        return codes.is_right(subjects[index], made.ticket, made.code);
    };
    const auto by_library = [&](std::size_t index) {
        const auto message = crypto::view_of(messages[index]);
        const auto made = bare.code(message);
        return bare.code(message) == made;
    };
    for (std::size_t index = 0; index < subject_count; ++index)
        if (std::stoul(codes.make(subjects[index]).code.reveal()) !=
            bare.code(crypto::view_of(messages[index]))) {
            std::fprintf(stderr, "engine and yardstick disagree\n");
            return 1;
        }
    double engine = 0, library = 0;
    for (int round = 0; round < rounds; ++round) {
        engine = std::max(engine, rate_of(by_engine));
        library = std::max(library, rate_of(by_library));
    }
    std::printf(
        "{\"name\":\"otp_issue_verify\",\"value\":%.0f,\"unit\":\"codes/s\","
        "\"yardstick\":\"bare HMAC-SM3 of OpenSSL, twice\",\"yardstick_value\":%.0f,"
        "\"ratio\":%.3f}\n",
        engine, library, engine / library);
    return 0;
}

}  // namespace
}  // namespace dlfp::bench

int main() { return dlfp::bench::run(); }
