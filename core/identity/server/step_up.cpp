// The decision over the table, and the text form of what was shown.
#include "core/identity/server/step_up.h"

#include <algorithm>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/mp11.hpp>

namespace dlfp::identity {
namespace {

std::vector<Proof> proofs_in(Proofs proofs) {
    std::vector<Proof> list;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Proof>>([&](auto one) {
        if (proofs.has(one.value)) list.push_back(one.value);
    });
    return list;
}

std::string join(const std::vector<Proof>& proofs, char separator) {
    std::string text;
    for (const auto proof : proofs) {
        if (!text.empty()) text += separator;
        text += boost::describe::enum_to_string(proof, "");
    }
    return text;
}

Proofs parse_proofs(std::string_view text) {
    Proofs proofs;
    while (!text.empty()) {
        const auto end = std::min(text.find('+'), text.size());
        Proof proof{};
        if (boost::describe::enum_from_string(std::string(text.substr(0, end)).c_str(), proof))
            proofs = proofs.with(proof);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return proofs;
}

std::optional<AmountLimits> limits_of(Scene scene, const ShownProofs& shown, BusinessDate day) {
    const auto most = decide_factors(scene, shown, day);
    if (scene != Scene::pay || shown.for_operation == Proofs{}) return most;
    const auto small = decide_factors(Scene::pay_by_agreement, shown, day);
    if (!most || !small) return most ? most : small;
    return higher(*most, *small);
}

/// The amounts of all lines that a payment may fall under, on that day.
std::vector<AmountLimits> levels_of(const StepUpQuestion& question) {
    std::vector<AmountLimits> levels;
    for (const auto& row : factor_policy())
        if (question.day >= row.from &&
            (row.scene == question.scene ||
             (question.scene == Scene::pay && row.scene == Scene::pay_by_agreement)))
            levels.push_back(row.limits);
    return levels;
}

/// What was moved today by proofs that allow no more a day than this.
Money moved_up_to(const StepUpQuestion& question, Money per_day) {
    Money sum;
    for (const auto& [shown, moved] : question.before) {
        const auto its_limits = limits_of(question.scene, shown, question.day);
        if (!its_limits || its_limits->per_day <= per_day) sum += moved.today;
    }
    return sum;
}

/// What is left of the day. A payment counts to its own level and to every higher one, so that
/// whoever shows more never has less left.
Money left_of_day(const StepUpQuestion& question, Money per_day) {
    auto left = per_day;
    for (const auto& level : levels_of(question))
        if (level.per_day >= per_day)
            left = std::min(left, level.per_day - moved_up_to(question, level.per_day));
    return left;
}

Money moved_this_year(const StepUpQuestion& question) {
    Money sum;
    for (const auto& [shown, moved] : question.before) sum += moved.this_year;
    return sum;
}

struct Reach {
    bool is_enough = false;
    Money still_possible;
};

Reach reach_of(const StepUpQuestion& question, const ShownProofs& shown) {
    const auto limits = limits_of(question.scene, shown, question.day);
    if (!limits) return {};
    if (!moves_money(question.scene)) return {true, {}};
    const auto left = std::min({limits->per_transaction, left_of_day(question, limits->per_day),
                                limits->per_year - moved_this_year(question)});
    return {question.amount <= left, std::max(left, Money{})};
}

}  // namespace

StepUpDecision decide_step_up(const StepUpQuestion& question) {
    const auto reach = reach_of(question, question.shown);
    StepUpDecision decision{reach.is_enough, reach.still_possible, {}};
    if (reach.is_enough) return decision;
    for (const auto proof : proofs_in(question.collectable)) {
        auto more = question.shown;
        more.for_operation = more.for_operation.with(proof);
        if (reach_of(question, more).is_enough) decision.missing.push_back(proof);
    }
    return decision;
}

std::string to_text(const ShownProofs& shown) {
    return join(proofs_in(shown.by_session), '+') + "/" + join(proofs_in(shown.for_operation), '+');
}

ShownProofs parse_shown(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == text.npos) return {};
    return {parse_proofs(text.substr(0, slash)), parse_proofs(text.substr(slash + 1))};
}

std::string join_names(const std::vector<Proof>& proofs) { return join(proofs, ','); }

}  // namespace dlfp::identity
