// Differences by flattening both tables to named values.
#include "core/pricing/server/compare_versions.h"

#include <algorithm>
#include <array>

#include "core/identity/server/identity.h"
#include "core/pricing/server/price_stay.h"
#include "core/pricing/server/table_text.h"
#include "core/pricing/server/validate_table.h"

namespace dlfp::pricing {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

/// Of a list of texts the texts, so that a list of day kinds is one value.
std::string plain_text(api::JsonView view) {
    using Kind = api::JsonView::Kind;
    switch (view.kind()) {
        case Kind::string: return std::string(view.string());
        case Kind::integer: return std::to_string(view.integer());
        case Kind::boolean: return view.boolean() ? "true" : "false";
        case Kind::array: break;
        case Kind::null:
        case Kind::number:
        case Kind::object: return "";
    }
    std::string text;
    for (std::size_t place = 0; place < view.size(); ++place)
        text += (place == 0 ? "" : " ") + plain_text(view.element(place));
    return text;
}

void flatten(api::JsonView view, const std::string& place, Values& values) {
    using Kind = api::JsonView::Kind;
    if (view.kind() == Kind::object) {
        for (std::size_t member = 0; member < view.size(); ++member)
            flatten(view.member(member), place + "/" + std::string(view.member_name(member)),
                    values);
    } else if (view.kind() == Kind::array && view.size() > 0 &&
               view.element(0).kind() == Kind::object) {
        for (std::size_t element = 0; element < view.size(); ++element) {
            const auto code = view.element(element).find("code");
            flatten(view.element(element),
                    place + "/" + (code ? std::string(code->string()) : std::to_string(element)),
                    values);
        }
    } else if (auto text = plain_text(view); !text.empty()) {
        values.emplace_back(place, std::move(text));
    }
}

Values values_of(const RateTable& table) {
    Values values;
    const auto document = api::JsonDocument::parse(to_json(table)).value();
    flatten(document.root(), "", values);
    return values;
}

const std::string* find_value(const Values& values, const std::string& place) {
    const auto found =
        std::ranges::find(values, place, &std::pair<std::string, std::string>::first);
    return found == values.end() ? nullptr : &found->second;
}

std::optional<Money> price_of(const std::optional<RateTable>& table, const Stay& stay) {
    if (!table) return std::nullopt;
    const auto price = price_stay(Tariff{*table}, china_calendar(), stay);
    return price ? std::optional{price->total_fen} : std::nullopt;
}

/// From nine in the morning and eight in the evening of today, a quarter of an hour to two days.
std::vector<SamplePrice> samples_of(const RateTable& before, const RateTable& after,
                                    BusinessDate day) {
    const auto priceable = [](const RateTable& table) {
        return validate_table(table).empty() ? std::optional{table} : std::nullopt;
    };
    const auto one = priceable(before);
    const auto other = priceable(after);
    std::vector<SamplePrice> samples;
    for (const auto energy : {Energy::fuel, Energy::new_energy})
        for (const auto hour : {9, 20})
            for (const auto minutes : {15, 60, 120, 240, 480, 720, 1440, 2880}) {
                const auto from = day.starts_at() + std::chrono::hours(hour);
                const Stay stay{.entered_at_us = from,
                                .left_at_us = from + std::chrono::minutes(minutes),
                                .vehicle = {.energy = energy}};
                samples.push_back(
                    {from, minutes, energy, price_of(one, stay), price_of(other, stay)});
            }
    return samples;
}

}  // namespace

std::vector<Difference> differences_of(const RateTable& before, const RateTable& after) {
    const auto old_values = values_of(before);
    const auto later_values = values_of(after);
    std::vector<Difference> differences;
    for (const auto& [place, text] : old_values) {
        const auto* later = find_value(later_values, place);
        if (later == nullptr)
            differences.push_back({place, text, std::nullopt});
        else if (*later != text)
            differences.push_back({place, text, *later});
    }
    for (const auto& [place, text] : later_values)
        if (find_value(old_values, place) == nullptr)
            differences.push_back({place, std::nullopt, text});
    return differences;
}

Result<CompareVersionsReply> compare_versions(const CompareVersionsRequest& request,
                                              api::ReadCall& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const VersionRow from,
        own_version(call.reader(), request.from_version_id, organisation_id));
    TRY(const VersionRow to, own_version(call.reader(), request.to_version_id, organisation_id));
    const auto before = from_json<RateTable>(from.content);
    const auto after = from_json<RateTable>(to.content);
    return CompareVersionsReply{from.number, to.number, differences_of(before, after),
                                samples_of(before, after, call.today())};
}

}  // namespace dlfp::pricing
