// Every operation has a scene of the table of factors: a fresh one without a line in factors.txt
// fails here, so that nobody forgets to decide what it needs.
#include <gtest/gtest.h>

#include <boost/mp11.hpp>
#include <fstream>
#include <map>
#include <set>

#include "app/modules.h"
#include "core/identity/server/factor_policy.h"
#include "platform/api/openapi.h"
#include "tests/hostile_input/api_document.h"
#include "tests/support/test_bank.h"

namespace dlfp::authorization {
namespace {

constexpr std::string_view before_second_factor = "before_second_factor";

std::map<std::string, std::string> read_verdicts() {
    std::map<std::string, std::string> verdicts;
    std::ifstream file{DLFP_FACTORS};
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto gap = line.find("  ");
        EXPECT_TRUE(verdicts.emplace(line.substr(0, gap), line.substr(gap + 2)).second) << line;
    }
    return verdicts;
}

std::map<std::string, identity::Scene> scenes_by_name() {
    std::map<std::string, identity::Scene> scenes;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<identity::Scene>>(
        [&](auto one) { scenes.emplace(one.name, one.value); });
    return scenes;
}

struct Judged {
    std::string name;
    bool of_staff = false;
};

/// The operations that need a line of their own.
std::vector<Judged> judged_operations() {
    const auto modules = app::make_modules();
    std::set<std::string> without_permission;
    for (const auto& module : modules)
        for (const auto& declaration : module.endpoints)
            if (declaration.permission == nullptr)
                without_permission.insert(std::string(test::method_of(declaration)) + " " +
                                          std::string(declaration.path));
    std::vector<Judged> judged;
    for (const auto& operation : hostile::read_operations(api::render_openapi(modules, "test"))) {
        const bool of_staff = operation.security == "staff_session";
        const bool of_customer = operation.security == "customer_session";
        if (of_customer || (of_staff && without_permission.contains(operation.name())))
            judged.push_back({operation.name(), of_staff});
    }
    return judged;
}

// clause: 5.3-1, 5.3.1-c.1, 5.3.1-c.2
TEST(factor_verdicts, every_operation_has_a_scene_and_every_line_an_operation) {
    auto verdicts = read_verdicts();
    const auto scenes = scenes_by_name();
    const auto judged = judged_operations();
    for (const auto& [name, of_staff] : judged) {
        const auto found = verdicts.find(name);
        if (found == verdicts.end()) {
            ADD_FAILURE() << name << " has no line in factors.txt";
            continue;
        }
        const auto scene = scenes.find(found->second);
        const bool is_staff_scene =
            found->second == before_second_factor ||
            (scene != scenes.end() && scene->second == identity::Scene::work_as_staff);
        EXPECT_TRUE(is_staff_scene || scene != scenes.end()) << found->second;
        EXPECT_EQ(is_staff_scene, of_staff) << name;
        verdicts.erase(found);
    }
    for (const auto& [name, scene] : verdicts)
        ADD_FAILURE() << "factors.txt judges what is not there: " << name;
    std::printf("%zu operations judged one by one\n", judged.size());
    EXPECT_GT(judged.size(), 50U);
}

// clause: 5.3.1-c.2
TEST(factor_verdicts, few_operations_serve_staff_before_their_second_factor) {
    std::set<std::string> served;
    for (const auto& [name, scene] : read_verdicts())
        if (scene == before_second_factor) served.insert(name);
    EXPECT_EQ(
        served,
        (std::set<std::string>{
            "DELETE /identity/staff-session", "GET /identity/staff-second-factor",
            "GET /identity/staff-session", "POST /identity/staff-second-factor/enrolment",
            "POST /identity/staff-session/second-factor", "PUT /identity/staff-second-factor"}));
}

}  // namespace
}  // namespace dlfp::authorization
