// The table itself, and what follows from it.
#include "core/identity/server/factor_policy.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

using enum Proof;
using enum Scene;

constexpr Proofs signing{passkey, soft_u_key};
/// Beside a biometric, one of these must be shown in the six scenes (5.3.2-b-4).
constexpr Proofs not_biometric{payment_pin, sms_code, soft_u_key};

constexpr std::array all_proofs{login_password, payment_pin, gesture, sms_code, totp_code,
                                passkey,        soft_u_key,  face,    captcha};

const BusinessDate standard_in_force = *BusinessDate::parse("2024-01-01");

PolicyRow without_money(Scene scene, int kinds_min, std::string_view source) {
    return {scene, kinds_min, {}, {}, standard_in_force, source};
}

PolicyRow high_risk(Scene scene, std::string_view source) {
    return {scene, 2, not_biometric, {}, standard_in_force, source};
}

AmountLimits limits(std::int64_t per_day, std::int64_t per_year) {
    return {yuan(per_day), yuan(per_day), yuan(per_year)};
}

/// A scene moves money or it does not; then its rows carry amounts.
PolicyRow with_money(Scene scene, std::pair<int, Proofs> shown, AmountLimits most,
                     std::string_view source) {
    return {scene, shown.first, shown.second, most, standard_in_force, source};
}

bool applies(const PolicyRow& row, Scene scene, const ShownProofs& shown, BusinessDate day) {
    const int kinds = count_kinds(shown.all());
    const bool has_kinds = planted("identity.more_proofs_allow_less") ? kinds == row.kinds_min
                                                                      : kinds >= row.kinds_min;
    return row.scene == scene && day >= row.from && has_kinds &&
           (row.one_of == Proofs{} || shown.for_operation.has_any(row.one_of));
}

template <class Enum>
std::string name_of(Enum value) {
    return boost::describe::enum_to_string(value, "");
}

std::string names_of(Proofs proofs) {
    std::string names;
    for (const auto proof : all_proofs)
        if (proofs.has(proof)) names += (names.empty() ? "`" : " or `") + name_of(proof) + "`";
    return names.empty() ? "any" : names;
}

std::string yuan_text(Scene scene, Money amount) {
    return moves_money(scene) ? std::to_string(amount.fen() / 100) : "—";
}

std::string describe_kinds() {
    std::string page = "| proof | counts as |\n|---|---|\n";
    for (const auto proof : all_proofs) {
        std::string kinds;
        for (const auto kind : kinds_of(proof))
            kinds += (kinds.empty() ? "" : " and ") + name_of(kind);
        page += "| `" + name_of(proof) + "` | " + (kinds.empty() ? "nothing" : kinds) + " |\n";
    }
    return page;
}

std::string describe_rows() {
    std::string page =
        "| scene | different kinds | one of | per transaction | per day | per year | from | source "
        "|\n|---|---|---|---|---|---|---|---|\n";
    for (const auto& row : factor_policy()) {
        page += "| `" + name_of(row.scene) + "` | " + std::to_string(row.kinds_min) + " | " +
                names_of(row.one_of) + " | ";
        for (const auto amount :
             {row.limits.per_transaction, row.limits.per_day, row.limits.per_year})
            page += yuan_text(row.scene, amount) + " | ";
        page += row.from.to_text() + " | " + std::string(row.source) + " |\n";
    }
    return page;
}

}  // namespace

std::vector<FactorKind> kinds_of(Proof proof) {
    switch (proof) {
        case login_password:
        case payment_pin:
        case gesture: return {FactorKind::knowledge};
        case sms_code:
        case totp_code:
        case soft_u_key: return {FactorKind::possession};
        case passkey: return {FactorKind::possession, FactorKind::inherence};
        case face: return {FactorKind::inherence};
        case captcha:
            if (planted("identity.captcha_counts")) return {FactorKind::possession};
            return {};
    }
    throw std::logic_error("unknown proof");
}

int count_kinds(Proofs proofs) {
    std::set<FactorKind> kinds;
    for (const auto proof : all_proofs)
        if (proofs.has(proof))
            for (const auto kind : kinds_of(proof)) kinds.insert(kind);
    return static_cast<int>(kinds.size());
}

const std::vector<PolicyRow>& factor_policy() {
    static const std::vector<PolicyRow> rows{
        without_money(read_own, 1, "3.1.3-10"),
        without_money(read_personal, 2, "5.3.1-c.2"),
        with_money(pay_by_agreement, {1, {}}, limits(1'000, 200'000),
                   "QR payment class C, C9 (class II a year)"),
        with_money(pay, {2, {}}, limits(5'000, 200'000),
                   "5.3.1-c.1, QR payment class B, C9 (class II a year)"),
        with_money(pay, {2, signing}, limits(10'000, 200'000),
                   "QR payment class A, C9 (class II a day and a year)"),
        high_risk(bind_device, "5.3.2-b-4.1"),
        high_risk(reset_password, "5.3.2-b-4.2"),
        high_risk(change_mobile, "5.3.2-b-4.3"),
        with_money(transfer_large, {2, not_biometric}, limits(10'000, 200'000),
                   "5.3.2-b-4.4, C9 (class II)"),
        high_risk(raise_limit, "5.3.2-b-4.5"),
        high_risk(report_loss, "5.3.2-b-4.6"),
        without_money(work_as_staff, 2, "GP-01")};
    return rows;
}

AmountLimits higher(const AmountLimits& one, const AmountLimits& other) {
    return {std::max(one.per_transaction, other.per_transaction),
            std::max(one.per_day, other.per_day), std::max(one.per_year, other.per_year)};
}

std::optional<AmountLimits> decide_factors(Scene scene, Proofs proofs, BusinessDate day) {
    return decide_factors(scene, ShownProofs{{}, proofs}, day);
}

std::optional<AmountLimits> decide_factors(Scene scene, const ShownProofs& shown,
                                           BusinessDate day) {
    std::optional<AmountLimits> most;
    for (const auto& row : factor_policy())
        if (applies(row, scene, shown, day)) most = most ? higher(*most, row.limits) : row.limits;
    return most;
}

bool allows(Scene scene, Proofs proofs, BusinessDate day,
            const std::pair<Money, MovedBefore>& wish) {
    const auto most = decide_factors(scene, proofs, day);
    if (!most) return false;
    if (!moves_money(scene)) return true;
    const auto& [amount, before] = wish;
    return amount <= most->per_transaction && before.today + amount <= most->per_day &&
           before.this_year + amount <= most->per_year;
}

std::vector<Proof> missing_proofs(Scene scene, Proofs proofs, BusinessDate day,
                                  const std::pair<Money, MovedBefore>& wish) {
    std::vector<Proof> enough;
    if (allows(scene, proofs, day, wish)) return enough;
    for (const auto proof : all_proofs)
        if (!proofs.has(proof) && allows(scene, proofs.with(proof), day, wish))
            enough.push_back(proof);
    return enough;
}

bool moves_money(Scene scene) {
    return scene == pay || scene == pay_by_agreement || scene == transfer_large;
}

bool is_high_risk(Scene scene) {
    return scene == bind_device || scene == reset_password || scene == change_mobile ||
           scene == transfer_large || scene == raise_limit || scene == report_loss;
}

std::string describe_factors_markdown() {
    return "# Proofs of identity, and what they allow\n\n"
           "Made by `dlfpctl factors` from core/identity/server/factor_policy.cpp; `./dev check` "
           "fails when it is\nnot current. Amounts in yuan. Several lines of a scene: the highest "
           "amounts whose proofs are shown.\n"
           "Showing more never allows less (5.3-1; tested over all sets of proofs).\n\n"
           "In force: the line of staff, asked by the log-in, and the payments at the cashier, "
           "decided by\n`decide_step_up` for every charge with a PIN. A payment that shows fewer "
           "than two kinds (a log-in by\npassword and the PIN are both knowledge) is held to the "
           "small amounts of `pay_by_agreement`; above them\nthe charge fails with "
           "`identity.step_up_required`, which names what is missing. Where a line says\n"
           "\"one of\", the log-in does not count: the proof must be shown for the operation. The "
           "other lines of\ncustomers are the bank's rule; each operation is assigned to one "
           "(tests/authorization/factors.txt),\nbut does not ask it yet.\n\n"
           "## What a proof counts as\n\n" +
           describe_kinds() + "\n## What is needed, and the most it allows\n\n" + describe_rows();
}

}  // namespace dlfp::identity
