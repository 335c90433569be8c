// The rules of identity as tables: PINs, passwords, id numbers, locks, codes, roles, settings.
#include <gtest/gtest.h>

#include "core/identity/server/administer_organisations.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/login_guard.h"
#include "core/identity/server/password_rules.h"
#include "core/identity/server/payment_pin_rules.h"
#include "core/identity/server/resident_id_number.h"
#include "core/identity/server/role.h"
#include "core/identity/server/settings.h"
#include "core/identity/server/sms_code.h"
#include "core/identity/server/staff.h"

namespace dlfp::identity {
namespace {

const PinOwner zhang{.mobile = "13912345678", .id_number = "110101199003070038"};
const auto noon = UtcTime::from_us(1'795'406'400'000'000);

std::string broken_rule(const Result<Done>& result) {
    if (result) return "";
    return std::get<std::string>(result.error().facts().at(0).value);
}

// clause: 5.3.2-a.2
TEST(payment_pin, simple_patterns_are_refused) {
    for (const char* pin : {"111111", "000000", "121212", "123123", "112233", "111222", "100100"})
        EXPECT_EQ(broken_rule(decide_pin_strength(pin, zhang)), "repeated") << pin;
    for (const char* pin : {"123456", "654321", "890123", "135791", "975319", "123321", "098765"})
        EXPECT_EQ(broken_rule(decide_pin_strength(pin, zhang)), "run") << pin;
    for (const char* pin : {"147258", "159753", "521314", "520131"})
        EXPECT_EQ(broken_rule(decide_pin_strength(pin, zhang)), "common") << pin;
    for (const char* pin : {"", "12345", "1234567", "28491x", "２８４９"})
        EXPECT_EQ(broken_rule(decide_pin_strength(pin, zhang)), "not_six_digits") << pin;
    for (const char* pin : {"28491/", "28491:"})
        EXPECT_EQ(broken_rule(decide_pin_strength(pin, zhang)), "not_six_digits") << pin;
    EXPECT_TRUE(decide_pin_strength("284913", zhang));
    EXPECT_TRUE(decide_pin_strength("900307", {.mobile = zhang.mobile, .id_number = ""}))
        << "nobody's birth date is known before the real name";
}

// clause: 5.3.2-a.1
TEST(payment_pin, no_window_of_six_digits_of_the_owner_is_allowed_either_way_round) {
    for (const std::string_view number : {zhang.mobile, zhang.id_number})
        for (std::size_t at = 0; at + 6 <= number.size(); ++at) {
            const std::string window{number.substr(at, 6)};
            const std::string backwards{window.rbegin(), window.rend()};
            EXPECT_FALSE(decide_pin_strength(window, zhang)) << window;
            EXPECT_FALSE(decide_pin_strength(backwards, zhang)) << backwards;
        }
    EXPECT_EQ(broken_rule(decide_pin_strength("391234", zhang)), "like_mobile");
    EXPECT_EQ(broken_rule(decide_pin_strength("010119", zhang)), "like_id_number");
    for (const char* pin : {"900307", "703009", "199003", "030790", "070390", "071990"})
        EXPECT_EQ(broken_rule(decide_pin_strength(pin, zhang)), "like_birth_date") << pin;
}

TEST(login_password, weak_ones_of_customers_are_refused_by_name_of_rule) {
    const std::vector<std::pair<const char*, const char*>> table{
        {"short7!", "too_short"},       {"12345678", "repeated"},   {"password1", "common"},
        {"Passw0rd99", "common"},       {"aaaaaaaaaa", "repeated"}, {"abcdefgh", "repeated"},
        {"x13912345678", "like_login"}, {"qwerty123", "common"}};
    for (const auto& [password, rule] : table)
        EXPECT_EQ(broken_rule(decide_customer_password(Secret<>{password}, "13912345678")), rule)
            << password;
    EXPECT_EQ(broken_rule(decide_customer_password(Secret<>{std::string(65, 'x') + "abc"}, "")),
              "too_long");
    EXPECT_TRUE(decide_customer_password(Secret<>{"correct horse 42"}, "13912345678"));
    EXPECT_TRUE(decide_customer_password(Secret<>{"我的密码很长很安全"}, "13912345678"));
    EXPECT_EQ(broken_rule(decide_customer_password(Secret<>{"welcome1xyz"}, "")), "common");
    EXPECT_TRUE(decide_customer_password(Secret<>{"welcome1wxyz"}, "")) << "more than a favourite";
}

TEST(login_password, staff_need_ten_characters_of_three_kinds) {
    EXPECT_EQ(broken_rule(decide_staff_password(Secret<>{"Short-123"}, "wu")), "too_short");
    EXPECT_EQ(broken_rule(decide_staff_password(Secret<>{"onlylowerletters"}, "wu")), "few_kinds");
    EXPECT_EQ(broken_rule(decide_staff_password(Secret<>{"bank.admin-2026A"}, "bank.admin")),
              "like_login");
    EXPECT_TRUE(decide_staff_password(Secret<>{"Dlfp-Staff-2026"}, "bank.admin"));
    // One kind each, whatever its characters: lower case, upper case, digits, all others.
    const std::vector<std::pair<const char*, const char*>> kinds{
        {"azbycxdwev", "few_kinds"}, {"azbycAZBYC", "few_kinds"}, {"azbyc09182", "few_kinds"},
        {"{[:/`@{[:/", "few_kinds"}, {"azby{[:/`@", "few_kinds"}, {"azAZ{[:/`@", ""},
        {"az09{[:/`@", ""},          {"AZ09{[:/`@", ""}};
    for (const auto& [password, rule] : kinds)
        EXPECT_EQ(broken_rule(decide_staff_password(Secret<>{password}, "wu")), rule) << password;
}

TEST(resident_id_number, check_character_birth_date_and_province_have_to_be_right) {
    const auto today = BusinessDate::of(noon);
    for (const char* good : {"110101199003070038", "11010519491231002X", "11010519491231002x",
                             "330106198506154020", "440304201205050015"})
        EXPECT_TRUE(ResidentIdNumber::parse(good, today)) << good;
    for (const char* bad :
         {"110101199003070039", "11010119900307003", "1101011990030700388", "990101199003070038",
          "110101199013070038", "11010519491231002Y", "", "11010 199003070038"})
        EXPECT_FALSE(ResidentIdNumber::parse(bad, today)) << bad;
    // What only province and date tell, the check character being right.
    for (const char* seventeen : {"10010119900307003", "84010119900307003", "11010119900230003",
                                  "11010119901301003", "11010119900300003"})
        EXPECT_FALSE(ResidentIdNumber::parse(
            seventeen + std::string{id_number_check_character(seventeen)}, today))
            << seventeen;
    EXPECT_FALSE(ResidentIdNumber::parse("11010:199003070038", today));
    // Born after today: the form may be right, the person cannot exist.
    const std::string future = "11010120990307003";
    EXPECT_FALSE(ResidentIdNumber::parse(future + id_number_check_character(future), today));
}

TEST(resident_id_number, any_single_wrong_digit_is_noticed) {
    const auto today = BusinessDate::of(noon);
    const std::string good = "110101199003070038";
    for (std::size_t at = 0; at < good.size(); ++at)
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto changed = good;
            changed[at] = digit;
            EXPECT_EQ(ResidentIdNumber::parse(changed, today).has_value(), changed == good);
        }
}

TEST(resident_id_number, a_birthday_counts_from_its_own_day) {
    const auto number =
        ResidentIdNumber::parse("110101199003070038", BusinessDate::of(noon)).value();
    EXPECT_EQ(number.age_on(*BusinessDate::parse("2006-03-06")), 15);
    EXPECT_EQ(number.age_on(*BusinessDate::parse("2006-03-07")), 16);
}

// clause: 5.3-6
TEST(login_guard, locks_grow_with_wrong_tries) {
    using enum GuardScope;
    const std::vector<std::tuple<GuardScope, int, Duration>> table{{address, 4, 0s},
                                                                   {address, 5, 30min},
                                                                   {address, 6, 0s},
                                                                   {address, 10, 1h},
                                                                   {address, 15, 2h},
                                                                   {address, 20, 4h},
                                                                   {address, 50, 24h},
                                                                   {everywhere, 19, 0s},
                                                                   {everywhere, 20, 30min},
                                                                   {everywhere, 21, 0s},
                                                                   {everywhere, 30, 1h},
                                                                   {everywhere, 90, 24h},
                                                                   {everywhere, 100, 24h * 36'500},
                                                                   {everywhere, 101, 24h * 36'500}};
    for (const auto& [scope, tries, lock] : table)
        EXPECT_EQ(decide_lock(scope, tries), lock) << tries;
}

TEST(login_guard, tries_during_a_lock_do_not_prolong_it) {
    LoginGuard guard;
    for (int tries = 0; tries < 5; ++tries)
        guard = plan_wrong_try(GuardScope::address, guard, noon);
    EXPECT_EQ(guard.locked_until_us, noon + 30min);
    guard = plan_wrong_try(GuardScope::address, guard, noon + 29min);
    EXPECT_EQ(guard.wrong_tries, 5);
    EXPECT_EQ(guard.locked_until_us, noon + 30min);
    guard = plan_wrong_try(GuardScope::address, guard, noon + 25h);
    EXPECT_EQ(guard.wrong_tries, 1) << "a quiet day is forgotten";
}

// clause: 5.3.2-b-2.4, 5.3.2-b-2.3
TEST(sms_code, is_right_once_within_its_sixty_seconds_and_five_tries) {
    const SmsCode sent{.sent_at_us = noon, .expires_at_us = noon + 60s};
    const Settings settings;
    using enum CodeVerdict;
    EXPECT_EQ(decide_code(sent, TypedCode::same, settings, noon + 59s), right);
    EXPECT_EQ(decide_code(sent, TypedCode::same, settings, noon + 60s), expired);
    EXPECT_EQ(decide_code(sent, TypedCode::other, settings, noon + 61s), expired);
    EXPECT_EQ(decide_code(sent, TypedCode::same, settings, noon - 1s), unusable);
    EXPECT_EQ(decide_code(sent, TypedCode::other, settings, noon + 1s), wrong);
    auto tried = sent;
    tried.wrong_tries = 4;
    EXPECT_EQ(decide_code(tried, TypedCode::same, settings, noon), right);
    tried.wrong_tries = 5;
    EXPECT_EQ(decide_code(tried, TypedCode::same, settings, noon), unusable);
    auto used = sent;
    used.used_at_us = noon;
    EXPECT_EQ(decide_code(used, TypedCode::same, settings, noon + 1s), unusable);
    EXPECT_EQ(decide_code(std::nullopt, TypedCode::other, settings, noon), unusable);
}

TEST(sms_code, goes_out_once_a_while_and_so_often_a_day) {
    const Settings settings;
    const auto wait = settings.sms_code_resend_after;
    EXPECT_TRUE(decide_sending({}, settings, noon));
    EXPECT_TRUE(decide_sending({.last_sent_at = noon - wait}, settings, noon));
    const auto too_soon = decide_sending({.last_sent_at = noon - wait + 1500ms}, settings, noon);
    ASSERT_TRUE(too_soon.failed_with(sms_code_too_soon));
    EXPECT_EQ(std::get<std::int64_t>(too_soon.error().facts().at(0).value), 2) << "rounded up";
    const auto caps = settings.sms_caps.at(0);
    const SendingHistory full{.sent_to_mobile_today = caps.per_mobile - 1,
                              .sent_from_device_today = caps.per_device - 1,
                              .sent_from_address_today = caps.per_address - 1};
    EXPECT_TRUE(decide_sending(full, settings, noon));
    for (const auto count :
         {&SendingHistory::sent_to_mobile_today, &SendingHistory::sent_from_device_today,
          &SendingHistory::sent_from_address_today}) {
        auto over = full;
        ++(over.*count);
        EXPECT_TRUE(decide_sending(over, settings, noon).failed_with(sms_code_daily_limit));
    }
}

TEST(sms_caps, hold_from_their_day_on) {
    const auto rows = parse_sms_caps(
        "2024-01-01 mobile=10 device=12 address=200; 2027-01-01 mobile=5 device=6 address=90");
    const auto on = [&](const char* day) { return caps_on(rows, *BusinessDate::parse(day)); };
    EXPECT_EQ(on("2023-06-01").per_mobile, 10) << "before the first row its values hold";
    EXPECT_EQ(on("2026-12-31").per_device, 12);
    EXPECT_EQ(on("2027-01-01").per_mobile, 5);
    EXPECT_EQ(on("2031-01-01").per_address, 90);
}

TEST(sms_caps, that_say_nothing_clear_are_refused) {
    for (const char* text :
         {"", ";", "2024-01-01", "mobile=1 device=1 address=1", "2024-01-01 mobile=1 device=1",
          "2024-02-30 mobile=1 device=1 address=1", "2024-01-01 mobile=0 device=1 address=1",
          "2024-01-01 mobile=-1 device=1 address=1", "2024-01-01 mobile=1x device=1 address=1",
          "2024-01-01 mobile=1 device=1 address=100001", "2024-01-01 device=1 mobile=1 address=1",
          "2024-01-02 mobile=1 device=1 address=1; 2024-01-01 mobile=1 device=1 address=1"})
        EXPECT_THROW(parse_sms_caps(text), std::invalid_argument) << text;
}

// clause: 5.3.2-b-2.6
TEST(sms_code, message_names_its_purpose_and_validity) {
    const Secret<> code{"012345"};
    const auto text =
        compose_sms({.purpose = SmsPurpose::reset_payment_pin, .code = code, .validity = 60s});
    for (const char* part : {"重置支付密码", "012345", "60秒"})
        EXPECT_NE(text.reveal().find(part), std::string::npos) << part;
}

// clause: 5.3.2-b-2.6, 5.3-3
TEST(sms_code, message_for_money_names_payee_tail_and_amount_after_the_code) {
    const Secret<> code{"012345"};
    const ConfirmedOperation operation{
        .payee = "阳光食堂", .payee_tail = "8812", .amount = Money::fen(1250)};
    const SmsContent content{.purpose = SmsPurpose::confirm_payment,
                             .code = code,
                             .validity = 60s,
                             .operation = &operation};
    EXPECT_EQ(compose_sms(content).reveal(),
              "【智惠e家】验证码012345，用于向阳光食堂（尾号8812）付款12.50元，60秒内有效。"
              "工作人员不会索要验证码，请勿告诉他人。");
    EXPECT_THROW(compose_sms({.purpose = SmsPurpose::confirm_payment, .code = code}),
                 std::logic_error)
        << "no code for money without saying what for";
}

// clause: 5.3.2-b-2.2, 5.3.2-b-2.4, 5.3.2-b-11
TEST(settings, weaker_than_a_clause_are_refused_at_the_start) {
    EXPECT_NO_THROW(require_allowed(Settings{}));
    EXPECT_THROW(require_allowed(Settings{.sms_code_validity = 61s}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.customer_idle = 16min}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.staff_idle = 16min}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.sms_code_validity = 0s}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.customer_idle = 0s}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.staff_idle = 0s}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.sms_code_resend_after = 59s}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.sms_caps = {}}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.sms_code_algorithm = "sha256"}), std::invalid_argument)
        << "5.3.2-b-2.2: no foreign algorithm";
    EXPECT_THROW(require_allowed(Settings{.sms_code_tries_max = 0}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.sms_code_tries_max = 6}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.payment_pin_tries_max = 0}), std::invalid_argument);
    for (const char* origin : {"", "http://bank.example", "https://"})
        EXPECT_THROW(require_allowed(Settings{.public_origin = origin}), std::invalid_argument);
    EXPECT_THROW(require_allowed(Settings{.payment_pin_tries_max = 6}), std::invalid_argument);
}

TEST(role, permissions_follow_from_names_and_patterns) {
    const api::Permission named{"canteen.see_tickets", "", "operator_kitchen operator_manager"};
    const api::Permission plain{"canteen.edit_menu", ""};
    const std::vector<const api::Permission*> catalogue{
        &named, &plain, &manage_staff, &view_staff, &verified_customer, &manage_organisations};
    using Codes = std::vector<std::string>;
    EXPECT_EQ(permissions_of({"operator_kitchen"}, catalogue), Codes{"canteen.see_tickets"});
    EXPECT_EQ(permissions_of({"operator_manager"}, catalogue),
              (Codes{"canteen.edit_menu", "canteen.see_tickets", "identity.manage_staff",
                     "identity.view_staff"}));
    EXPECT_EQ(
        permissions_of({"bank_admin"}, catalogue),
        (Codes{"identity.manage_organisations", "identity.manage_staff", "identity.view_staff"}));
    EXPECT_EQ(permissions_of({"nobody_declared_this"}, catalogue), Codes{});
}

TEST(mobile_number, has_one_spelling_and_shows_only_its_ends) {
    for (const char* bad : {"1381234567", "138123456789", "23812345678", "12812345678",
                            "1381234567x", "+8613812345678", ""})
        EXPECT_FALSE(MobileNumber::parse(bad)) << bad;
    EXPECT_EQ(MobileNumber::parse("13812345678")->masked(), "138****5678");
}

TEST(login_name, is_stored_in_lower_case_and_starts_with_a_letter) {
    EXPECT_EQ(normal_login_name("Bank.Admin"), "bank.admin");
    EXPECT_EQ(normal_login_name("wu.kitchen-2_b"), "wu.kitchen-2_b");
    EXPECT_TRUE(normal_login_name(std::string(32, 'a')));
    const std::string too_long(33, 'a');
    // The characters beside the allowed ranges: ` { / : are next to a z 0 9.
    for (const char* bad : {"ab", "1abc", "a b c", "王经理", "a'--", "", too_long.c_str(), "{abc",
                            "`abc", "abc{", "abc/", "abc:", ".abc", "abc@"})
        EXPECT_FALSE(normal_login_name(bad)) << bad;
}

TEST(credit_code, check_character_has_to_fit) {
    EXPECT_TRUE(is_credit_code("91330100MA2B00888K"));
    EXPECT_FALSE(is_credit_code("91330100MA2B00888J"));
    EXPECT_FALSE(is_credit_code("91330100MA2B0O888K"));
    EXPECT_FALSE(is_credit_code("91330100MA2B00888"));
}

}  // namespace
}  // namespace dlfp::identity
