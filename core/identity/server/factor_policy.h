// Which proofs of identity allow what, and up to which amount: one dated table, stronger proofs
// never allow less (clauses 5.3-1, 5.3.1-c, 5.3.2-b-4; strict readings 3A-3 and 3A-4).
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/time.h"

namespace dlfp::identity {

/// What a customer or member of staff can show.
enum class Proof {
    login_password,
    payment_pin,
    gesture,
    sms_code,
    totp_code,
    passkey,     ///< a device key opened by finger, face or screen lock
    soft_u_key,  ///< a key split between device and server, signing the operation
    face,        ///< compared by the server
    captcha,     ///< proves nothing about who it is (5.3.2-b-10)
};
BOOST_DESCRIBE_ENUM(Proof, login_password, payment_pin, gesture, sms_code, totp_code, passkey,
                    soft_u_key, face, captcha)

enum class FactorKind { knowledge, possession, inherence };
BOOST_DESCRIBE_ENUM(FactorKind, knowledge, possession, inherence)

/// A set of proofs; order and repeats mean nothing.
class Proofs {
public:
    constexpr Proofs() = default;
    constexpr Proofs(std::initializer_list<Proof> proofs) {
        for (const auto proof : proofs) bits_ |= bit(proof);
    }
    static constexpr Proofs of_bits(unsigned bits) {
        Proofs proofs;
        proofs.bits_ = bits;
        return proofs;
    }
    constexpr bool has(Proof proof) const { return (bits_ & bit(proof)) != 0; }
    constexpr bool has_all(Proofs others) const { return (bits_ & others.bits_) == others.bits_; }
    constexpr bool has_any(Proofs others) const { return (bits_ & others.bits_) != 0; }
    constexpr Proofs with(Proof proof) const { return of_bits(bits_ | bit(proof)); }
    constexpr Proofs with_all(Proofs others) const { return of_bits(bits_ | others.bits_); }
    friend constexpr bool operator==(Proofs, Proofs) = default;

private:
    static constexpr unsigned bit(Proof proof) { return 1U << static_cast<unsigned>(proof); }
    unsigned bits_ = 0;
};

/// The kinds a proof counts for: none for a captcha, two for a passkey (strict reading 3A-3).
std::vector<FactorKind> kinds_of(Proof proof);
/// How many different kinds the proofs show together: 0 … 3.
int count_kinds(Proofs proofs);

/// Proofs apart by when they were given: a log-in tells who holds the session, only what is shown
/// for the operation itself agrees to it.
struct ShownProofs {
    Proofs by_session;
    Proofs for_operation;
    constexpr Proofs all() const { return by_session.with_all(for_operation); }
    friend constexpr bool operator==(const ShownProofs&, const ShownProofs&) = default;
};

/// What somebody wants to do, as far as the policy tells operations apart.
enum class Scene {
    read_own,          ///< own orders and settings, nothing personal in clear
    read_personal,     ///< personal information (5.3.1-c.2)
    pay,               ///< money to a merchant or into and out of the own account (5.3.1-c.1)
    pay_by_agreement,  ///< small amounts: allowed beforehand, or with the PIN as the only kind
    bind_device,       ///< the six high-risk scenes of 5.3.2-b-4 begin here
    reset_password,
    change_mobile,
    transfer_large,
    raise_limit,
    report_loss,
    work_as_staff,  ///< any use of the console beyond the own second factor
};
BOOST_DESCRIBE_ENUM(Scene, read_own, read_personal, pay, pay_by_agreement, bind_device,
                    reset_password, change_mobile, transfer_large, raise_limit, report_loss,
                    work_as_staff)

/// The most that may be moved; scenes without money have none.
struct AmountLimits {
    Money per_transaction;
    Money per_day;
    Money per_year;
    friend bool operator==(const AmountLimits&, const AmountLimits&) = default;
};
/// The higher amount of each.
AmountLimits higher(const AmountLimits& one, const AmountLimits& other);

/// One line of the table: who shows at least this may do that.
struct PolicyRow {
    Scene scene{};
    int kinds_min = 0;        ///< different kinds of factors
    Proofs one_of;            ///< at least one of these besides; empty: any
    AmountLimits limits;      ///< zero for scenes without money
    BusinessDate from;        ///< in force from this day on
    std::string_view source;  ///< clause or rule
};
const std::vector<PolicyRow>& factor_policy();

/// What the table says for these proofs on that day: nothing when no row applies, else the highest
/// amounts of all that do.
std::optional<AmountLimits> decide_factors(Scene scene, Proofs proofs, BusinessDate day);
/// The same where some proofs are those of the log-in: they add their kinds, but a line that names
/// proofs ("one of") asks for one that was shown for the operation itself.
std::optional<AmountLimits> decide_factors(Scene scene, const ShownProofs& shown, BusinessDate day);

/// What has been moved before, counted by the caller.
struct MovedBefore {
    Money today;
    Money this_year;
};
/// Whether the proofs are enough for this amount.
bool allows(Scene scene, Proofs proofs, BusinessDate day,
            const std::pair<Money, MovedBefore>& wish);

/// Single proofs that, shown in addition, would be enough; empty when none alone is.
std::vector<Proof> missing_proofs(Scene scene, Proofs proofs, BusinessDate day,
                                  const std::pair<Money, MovedBefore>& wish);

bool moves_money(Scene scene);
bool is_high_risk(Scene scene);

/// The reference page docs/reference/factors.md.
std::string describe_factors_markdown();

}  // namespace dlfp::identity
