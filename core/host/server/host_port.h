// The port to the core-banking host (核心系统): who a person is, which account may be bound, and
// money in and out of bound accounts. Adapters implement it; nothing else talks to the host.
//
// CONTRACT
// - Every call may block for seconds. Never call it inside a unit of work: write the intent,
//   commit, call, then apply the answer in another unit.
// - `reference` is ours and unique. The host carries a reference out at most once; the same
//   reference again answers what became of it and moves nothing.
// - `unavailable` means surely nothing was sent. `unknown` means it was sent and nobody answered:
//   the only way on is `inquire`, never another reference.
// - `inquire` answers `not_moved` only when the host will never carry the reference out any more.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/secret.h"
#include "platform/base/time.h"

namespace dlfp::host {

/// What the host knows people by.
struct Person {
    std::string name;
    Secret<> id_number;
    std::string mobile;  ///< empty: not compared
};

/// Kinds of accounts at this and other banks.
enum class HostAccountClass {
    class_one,  ///< Ⅰ类户: debit card opened at a counter
    class_two,
    class_three,
    credit,  ///< credit card
};
BOOST_DESCRIBE_ENUM(HostAccountClass, class_one, class_two, class_three, credit)

/// Why the host says no.
enum class HostRefusal {
    none,
    name_differs,
    id_number_unknown,
    mobile_differs,  ///< not the number reserved with the account (预留手机号)
    account_unknown,
    class_not_accepted,  ///< only class I and credit may be bound
    account_frozen,
    insufficient_funds,
    agreement_unknown,  ///< the binding was ended at the host
};
BOOST_DESCRIBE_ENUM(HostRefusal, none, name_differs, id_number_unknown, mobile_differs,
                    account_unknown, class_not_accepted, account_frozen, insufficient_funds,
                    agreement_unknown)

enum class CheckOutcome { confirmed, refused, unavailable };
BOOST_DESCRIBE_ENUM(CheckOutcome, confirmed, refused, unavailable)

/// Answer to a comparison; repeating it is harmless.
struct CheckReply {
    CheckOutcome outcome = CheckOutcome::unavailable;
    HostRefusal refusal = HostRefusal::none;
};

/// The five elements (五要素): three of the person with the reserved mobile, the account, its class.
struct BindingRequest {
    Person person;
    Secret<> account_number;
};

/// A confirmed binding. The agreement stands for the account from now on, so that its number needs
/// not be kept.
struct BindingReply {
    CheckReply check;
    std::string agreement_number;
    std::string number_masked;
    std::string bank_code;
    std::string bank_name;
    HostAccountClass account_class = HostAccountClass::class_one;
};

/// The bank whose accounts are our own.
inline constexpr std::string_view own_bank_code = "RZYH";

/// Money in or out of a bound account.
struct MovementRequest {
    std::string agreement_number;
    Money amount;           ///< positive
    std::string reference;  ///< 1 … 64 characters, ours, unique for ever
};

enum class MovementOutcome { moved, refused, unknown, unavailable };
BOOST_DESCRIBE_ENUM(MovementOutcome, moved, refused, unknown, unavailable)

struct MovementReply {
    MovementOutcome outcome = MovementOutcome::unavailable;
    HostRefusal refusal = HostRefusal::none;
};

/// What became of a reference.
enum class InquiryOutcome { moved, not_moved, in_progress, unavailable };
BOOST_DESCRIBE_ENUM(InquiryOutcome, moved, not_moved, in_progress, unavailable)

struct InquiryReply {
    InquiryOutcome outcome = InquiryOutcome::unavailable;
    HostRefusal refusal = HostRefusal::none;  ///< why, when it is known that nothing moved
};

/// Seen from the bound account.
enum class MovementDirection { debit, credit };
BOOST_DESCRIBE_ENUM(MovementDirection, debit, credit)

/// One line of the host's daily statement.
struct HostStatementLine {
    std::string reference;
    MovementDirection direction{};
    Money amount_fen;
    UtcTime moved_at_us;
};
BOOST_DESCRIBE_STRUCT(HostStatementLine, (), (reference, direction, amount_fen, moved_at_us))

struct HostStatement {
    CheckOutcome outcome = CheckOutcome::unavailable;
    std::vector<HostStatementLine> lines;
};

/// Thread-safe.
class HostPort {
public:
    virtual ~HostPort() = default;
    /// "sandbox", "core_banking_v2": shown wherever its answers are shown.
    virtual std::string_view name() const = 0;
    /// Compares name, identity number and mobile (三要素).
    virtual CheckReply check_person(const Person& person) = 0;
    /// Compares the five elements and makes an agreement; the same account again answers the same
    /// agreement.
    virtual BindingReply check_binding(const BindingRequest& request) = 0;
    /// Takes money from the bound account.
    virtual MovementReply debit_bound(const MovementRequest& request) = 0;
    /// Gives money to the bound account.
    virtual MovementReply credit_bound(const MovementRequest& request) = 0;
    virtual InquiryReply inquire(std::string_view reference) = 0;
    /// What moved under our references on that business day, in order of time.
    virtual HostStatement statement(BusinessDate day) = 0;
};

}  // namespace dlfp::host
