// The API document: every operation says what it takes and answers, with an example that its own
// schema accepts.
#include "platform/api/openapi.h"

#include <gtest/gtest.h>

#include "platform/api/failures.h"

namespace dlfp::api {
namespace {

enum class Course { soup, main_dish };
BOOST_DESCRIBE_ENUM(Course, soup, main_dish)

struct Portion {
    Course course;
    Text<8, 4> dish_name;
};
BOOST_DESCRIBE_STRUCT(Portion, (), (course, dish_name))
struct OrderMealRequest {
    Text<20> table;
    Whole<2, 5> guests;
    List<Portion, 9> portions;
    std::optional<Money> tip_fen;
    Secret<> pin;
};
BOOST_DESCRIBE_STRUCT(OrderMealRequest, (), (table, guests, portions, tip_fen, pin))
struct OrderMealReply {
    Money total_fen;
    bool is_ready;
};
BOOST_DESCRIBE_STRUCT(OrderMealReply, (), (total_fen, is_ready))
inline constexpr Failure sold_out{"probe.sold_out", FailureClass::refused};
inline constexpr Permission order_meals{"probe.order_meals", "点餐"};

Result<OrderMealReply> order_meal(const OrderMealRequest&, Call&) {
    return OrderMealReply{Money::fen(1), true};
}
constexpr auto order_meal_endpoint = post<&order_meal>("/tables/{table}/orders")
                                         .doc("Orders a meal.")
                                         .for_staff(order_meals)
                                         .idempotent()
                                         .limits({4096, 12, std::chrono::seconds{2}})
                                         .may_fail(sold_out);

JsonView at(JsonView view, std::initializer_list<std::string_view> names) {
    for (const auto name : names) view = view.find(name).value();
    return view;
}

class OpenapiDocument : public ::testing::Test {
protected:
    JsonView operation() const {
        return at(document_.root(), {"paths", "/tables/{table}/orders", "post"});
    }
    JsonView body_example() const {
        return at(operation(), {"requestBody", "content", "application/json", "example"});
    }

private:
    static JsonDocument make() {
        std::vector<Module> modules(1);
        modules.front().name = "probe";
        modules.front().add(order_meal_endpoint);
        return JsonDocument::parse(render_openapi(modules, "1", words())).value();
    }
    static const ExampleWords& words() {
        static const ExampleWords words{{"name", "鱼香肉丝"}, {"guests", "99"}};
        return words;
    }
    JsonDocument document_ = make();
};

TEST_F(OpenapiDocument, body_example_has_every_member_within_its_bounds) {
    const auto body = body_example();
    EXPECT_EQ(body.size(), 4U) << "the table stands in the path";
    EXPECT_EQ(at(body, {"guests"}).integer(), 5) << "the word 99 is above the bound";
    EXPECT_EQ(at(body, {"tip_fen"}).integer(), 1250);
    EXPECT_EQ(at(body, {"pin"}).string(), "pin");
    const auto portion = at(body, {"portions"}).element(0);
    EXPECT_EQ(at(portion, {"course"}).string(), "soup");
    EXPECT_EQ(at(portion, {"dish_name"}).string(), "鱼香肉丝");
}

TEST_F(OpenapiDocument, parameter_and_reply_have_examples) {
    const auto parameter = at(operation(), {"parameters"}).element(0);
    EXPECT_EQ(at(parameter, {"name"}).string(), "table");
    EXPECT_EQ(at(parameter, {"example"}).string(), "table");
    const auto reply =
        at(operation(), {"responses", "200", "content", "application/json", "example"});
    EXPECT_EQ(at(reply, {"total_fen"}).integer(), 1250);
    EXPECT_TRUE(at(reply, {"is_ready"}).boolean());
}

TEST_F(OpenapiDocument, limits_and_permission_are_readable_by_programs) {
    const auto limits = at(operation(), {"x-limits"});
    EXPECT_EQ(at(limits, {"calls_per_minute_max"}).integer(), 12);
    EXPECT_EQ(at(limits, {"body_bytes_max"}).integer(), 4096);
    EXPECT_EQ(at(limits, {"deadline_ms"}).integer(), 2000);
    EXPECT_EQ(at(operation(), {"x-permission"}).string(), "probe.order_meals");
}

TEST_F(OpenapiDocument, optional_member_of_a_body_may_be_null) {
    const auto body =
        at(operation(), {"requestBody", "content", "application/json", "schema", "properties"});
    EXPECT_EQ(at(body, {"tip_fen", "anyOf"}).size(), 2U);
    EXPECT_FALSE(at(body, {"guests"}).find("anyOf"));
}

TEST(example_writer, words_are_cut_and_stretched_to_the_bounds) {
    const std::map<std::string, std::string> schemas;
    const ExampleWords words{{"name", "张三"}};
    const auto example = [&](std::string_view schema, std::string_view field) {
        std::string text;
        JsonWriter writer{text};
        ExampleWriter{schemas, words}.write(writer, schema, field);
        return text;
    };
    EXPECT_EQ(example(R"({"type":"string","minLength":3})", "masked_name"), R"("张三张三")");
    EXPECT_EQ(example(R"({"type":"string","maxLength":1})", "name"), R"("张")");
    EXPECT_EQ(example(R"({"type":"string"})", "bank_code"), R"("bank code")");
    EXPECT_EQ(example(R"({"type":"integer","minimum":7})", "count"), "7");
    EXPECT_EQ(example(R"({"type":"integer","maximum":-2})", "count"), "-2");
}

TEST(example_writer, struct_that_contains_itself_comes_to_an_end) {
    const std::map<std::string, std::string> schemas{
        {"Tree",
         R"({"type":"object","properties":{"next":{"$ref":"#/components/schemas/Tree"}}})"}};
    std::string text;
    JsonWriter writer{text};
    ExampleWriter{schemas, {}}.write(writer, schemas.at("Tree"), "");
    EXPECT_TRUE(text.ends_with("null" + std::string(10, '}'))) << text;
}

}  // namespace
}  // namespace dlfp::api
