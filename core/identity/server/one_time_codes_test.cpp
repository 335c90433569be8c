// The built-in engine of one-time codes: known answers, what a code is bound to, spread of digits.
#include "core/identity/server/one_time_codes.h"

#include <gtest/gtest.h>

#include <set>

namespace dlfp::identity {
namespace {

crypto::SecretBytes bytes_of(std::string_view text) {
    const auto view = crypto::view_of(text);
    return crypto::SecretBytes{crypto::Bytes{view.begin(), view.end()}};
}
constexpr std::string_view old_secret = "12345678901234567890123456789012";
constexpr std::string_view fresh_secret = "abcdefghijklmnopqrstuvwxyz012345";

crypto::KeyRing ring_of(std::initializer_list<std::pair<const char*, std::string_view>> secrets) {
    std::map<std::string, crypto::SecretBytes> keys;
    std::string active;
    for (const auto& [id, secret] : secrets) {
        const auto strong = crypto::sm3(secret);
        keys.emplace(id, crypto::SecretBytes{crypto::Bytes{strong.begin(), strong.end()}});
        active = id;
    }
    return {std::move(keys), active};
}

crypto::Digest filled(int value) {
    crypto::Digest digest;
    digest.fill(std::byte(value));
    return digest;
}

SmsCodeId counted_id() {
    IdBytes bytes{};
    for (std::size_t index = 0; index < bytes.size(); ++index)
        bytes[index] = static_cast<std::uint8_t>(index);
    return SmsCodeId{bytes};
}

const MobileNumber mobile = *MobileNumber::parse("13912345678");

// clause: 5.3.2-b-2.2
TEST(one_time_codes, known_answers_of_an_independent_sm3_are_met) {
    const crypto::MacKey key{bytes_of(old_secret)};
    CodeSubject subject{.id = counted_id(), .purpose = SmsPurpose::log_in, .mobile = mobile};
    EXPECT_EQ(derive_code(key, subject).reveal(), "429538");
    subject.purpose = SmsPurpose::confirm_payment;
    subject.operation = filled(0);
    EXPECT_EQ(derive_code(key, subject).reveal(), "756563");
    subject.operation = filled(1);
    EXPECT_EQ(derive_code(key, subject).reveal(), "895391");
}

// clause: 5.3.2-b-2.1, 5.3-4
TEST(one_time_codes, code_is_bound_to_id_purpose_number_and_operation) {
    const auto ring = ring_of({{"k1", old_secret}});
    const Sm3Codes codes{ring};
    const auto stranger = *MobileNumber::parse("13700000000");
    const CodeSubject made_for{.id = counted_id(),
                               .purpose = SmsPurpose::confirm_payment,
                               .mobile = mobile,
                               .operation = filled(7)};
    const auto made = codes.make(made_for);
    EXPECT_TRUE(codes.is_right(made_for, made.ticket, made.code));
    auto other_purpose = made_for, other_operation = made_for, no_operation = made_for;
    other_purpose.purpose = SmsPurpose::log_in;
    other_operation.operation = filled(8);
    no_operation.operation.reset();
    const CodeSubject other_number{made_for.id, made_for.purpose, stranger, made_for.operation};
    const CodeSubject other_id{SmsCodeId{}, made_for.purpose, mobile, made_for.operation};
    for (const CodeSubject* subject : std::initializer_list<const CodeSubject*>{
             &other_purpose, &other_operation, &no_operation, &other_number, &other_id})
        EXPECT_FALSE(codes.is_right(*subject, made.ticket, made.code));
    for (const char* typed : {"", "0", "0000000", "ABCDEF"})
        EXPECT_FALSE(codes.is_right(made_for, made.ticket, Secret<>{typed}));
}

TEST(one_time_codes, each_purpose_has_a_secret_of_its_own) {
    const auto ring = ring_of({{"k1", old_secret}});
    std::set<std::string> secrets;
    for (const char* purpose : {"register_customer", "log_in", "reset_password",
                                "reset_payment_pin", "confirm_payment"}) {
        const auto secret = ring.derive("identity.sms_code." + std::string(purpose)).reveal();
        secrets.insert(crypto::to_hex(secret));
    }
    EXPECT_EQ(secrets.size(), 5U);
    const Sm3Codes codes{ring};
    const CodeSubject subject{.id = counted_id(), .purpose = SmsPurpose::log_in, .mobile = mobile};
    EXPECT_EQ(
        codes.make(subject).code.reveal(),
        derive_code(crypto::MacKey{ring.derive("identity.sms_code.log_in")}, subject).reveal());
}

TEST(one_time_codes, codes_under_way_survive_a_fresh_master_key_but_not_its_removal) {
    const CodeSubject subject{.id = counted_id(), .purpose = SmsPurpose::log_in, .mobile = mobile};
    const auto made = Sm3Codes{ring_of({{"k1", old_secret}})}.make(subject);
    const Sm3Codes rotated{ring_of({{"k1", old_secret}, {"k2", fresh_secret}})};
    EXPECT_TRUE(rotated.is_right(subject, made.ticket, made.code));
    EXPECT_NE(rotated.make(subject).ticket, made.ticket);
    const Sm3Codes without{ring_of({{"k2", fresh_secret}})};
    EXPECT_FALSE(without.is_right(subject, made.ticket, made.code));
}

// clause: 5.3.2-b-2.5
// Chi-square with 9 degrees of freedom: 33.7 is passed by chance once in
// 10,000 times; the ids are fixed, so this test always sees the same codes.
TEST(one_time_codes, every_digit_of_every_place_comes_as_often) {
    constexpr int codes_made = 20'000;
    const crypto::MacKey key{bytes_of(old_secret)};
    std::array<std::array<int, 10>, sms_code_digits> seen{};
    for (int number = 0; number < codes_made; ++number) {
        IdBytes bytes{};
        bytes[0] = static_cast<std::uint8_t>(number);
        bytes[1] = static_cast<std::uint8_t>(number >> 8);
        const auto code = derive_code(
            key, {.id = SmsCodeId{bytes}, .purpose = SmsPurpose::log_in, .mobile = mobile});
        ASSERT_EQ(code.reveal().size(), static_cast<std::size_t>(sms_code_digits));
        for (std::size_t place = 0; place < seen.size(); ++place)
            ++seen[place][static_cast<std::size_t>(code.reveal()[place] - '0')];
    }
    for (std::size_t place = 0; place < seen.size(); ++place) {
        double chi_square = 0;
        for (const int times : seen[place]) {
            const double off = times - codes_made / 10.0;
            chi_square += off * off / (codes_made / 10.0);
        }
        EXPECT_LT(chi_square, 33.7) << "place " << place;
    }
}

}  // namespace
}  // namespace dlfp::identity
