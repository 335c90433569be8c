// The public vectors (vectors/tariffs.json) against the engine: every row of the domain that is
// about prices, with its steps adding up.
#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "core/pricing/server/catalogue.h"
#include "core/pricing/server/explained_price.h"
#include "core/pricing/server/validate_table.h"
#include "platform/api/field.h"

namespace dlfp::pricing {
namespace {

struct NamedTable {
    std::string code;
    RateTable table;
};
BOOST_DESCRIBE_STRUCT(NamedTable, (), (code, table))
struct PriceVector {
    std::string row;
    std::string table;
    std::string title;
    PricedCase priced{};
    Stay stay;
    Money total_fen;
    Money due_fen;
    Money overpaid_fen;
    Money sponsor_fen;
    std::string failure;
    std::string naive;
};

template <class T>
T read(api::JsonView view) {
    T value{};
    api::FieldProblem problem;
    if (!api::read_field(view, value, problem))
        throw std::logic_error(problem.pointer + ": " + problem.expected);
    return value;
}

PriceVector read_vector(api::JsonView view) {
    const auto text = [&](std::string_view name) { return std::string(view.find(name)->string()); };
    const auto fen = [&](std::string_view name) { return Money::fen(view.find(name)->integer()); };
    return {.row = text("row"),
            .table = text("table"),
            .title = text("title"),
            .priced = read<PricedCase>(*view.find("priced")),
            .stay = read<Stay>(*view.find("stay")),
            .total_fen = fen("total_fen"),
            .due_fen = fen("due_fen"),
            .overpaid_fen = fen("overpaid_fen"),
            .sponsor_fen = fen("sponsor_fen"),
            .failure = text("failure"),
            .naive = text("naive")};
}

struct PricingVectors : ::testing::Test {
    api::JsonDocument document = api::JsonDocument::parse(catalogue_file("tariffs.json")).value();
    std::map<std::string, std::unique_ptr<Tariff>> tariffs;

    PricingVectors() {
        const auto tables = *document.root().find("tables");
        for (std::size_t place = 0; place < tables.size(); ++place) {
            auto named = read<NamedTable>(tables.element(place));
            tariffs[named.code] = std::make_unique<Tariff>(std::move(named.table));
        }
    }
    std::vector<PriceVector> vectors() const {
        std::vector<PriceVector> all;
        const auto list = *document.root().find("vectors");
        for (std::size_t place = 0; place < list.size(); ++place)
            all.push_back(read_vector(list.element(place)));
        return all;
    }
    Result<Price> price(const PriceVector& vector, Trace* trace) const {
        const auto& tariff = *tariffs.at(vector.table);
        return vector.priced == PricedCase::stay
                   ? price_stay(tariff, china_calendar(), vector.stay, trace)
                   : price_missing_entry(tariff, china_calendar(), vector.stay, trace);
    }
};

// clause: 3.1.5-3
TEST_F(PricingVectors, every_published_row_has_its_price) {
    for (const auto& vector : vectors()) {
        const auto price = this->price(vector, nullptr);
        const auto where = vector.row + " " + vector.table + ": " + vector.title;
        if (!vector.failure.empty()) {
            ASSERT_FALSE(price) << where;
            EXPECT_EQ(price.error().code(), vector.failure) << where;
            continue;
        }
        ASSERT_TRUE(price) << where << " " << price.error().code();
        EXPECT_EQ(price->total_fen.to_yuan_text(), vector.total_fen.to_yuan_text()) << where;
        EXPECT_EQ(price->due_fen.to_yuan_text(), vector.due_fen.to_yuan_text()) << where;
        EXPECT_EQ(price->overpaid_fen, vector.overpaid_fen) << where;
        Money sponsored;
        for (const auto& use : price->coupons) sponsored += use.sponsor_fen;
        EXPECT_EQ(sponsored.to_yuan_text(), vector.sponsor_fen.to_yuan_text()) << where;
    }
}

TEST_F(PricingVectors, the_steps_of_every_row_add_up_to_what_is_due) {
    for (const auto& vector : vectors()) {
        Trace trace;
        const auto price = this->price(vector, &trace);
        if (!price) continue;
        const auto sum = std::accumulate(trace.begin(), trace.end(), std::int64_t{0},
                                         [](std::int64_t so_far, const TraceStep& step) {
                                             return so_far + step.amount_fen * step.occurrences;
                                         });
        EXPECT_EQ(sum, (price->total_fen - price->paid_fen).fen())
            << vector.row << " " << vector.table << ": " << vector.title;
        EXPECT_EQ(this->price(vector, nullptr)->total_fen, price->total_fen) << "trace changes it";
    }
}

TEST_F(PricingVectors, all_rows_about_prices_and_all_tariffs_are_there) {
    std::map<std::string, int> rows;
    for (const auto& vector : vectors()) ++rows[vector.row];
    for (const auto* row :
         {"A", "B", "C", "G", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P11", "P12"})
        EXPECT_GT(rows[row], 0) << row;
}

}  // namespace
}  // namespace dlfp::pricing
