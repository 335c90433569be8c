// An empty installation gets exactly one administrator from its machine's operator.
#include "core/identity/server/first_admin.h"

#include "core/identity/server/administer_staff.h"
#include "core/identity/server/testing/identity_scene.h"

namespace dlfp::identity {
namespace {

using testing::IdentityScene;

FirstAdmin admin() { return {"Root.Admin", "赵敏", Secret<>{"Bridge-Lantern-47"}}; }

Result<StaffId> created(IdentityScene& scene, const FirstAdmin& first = admin()) {
    return create_first_admin(scene.bank.platform(), first);
}

TEST(create_first_admin, can_log_in_at_once_and_must_change_the_password) {
    IdentityScene scene;
    EXPECT_TRUE(created(scene).has_value());
    const auto session = scene.nobody().call(log_in_staff_endpoint,
                                             {"root.admin", Secret<>{"Bridge-Lantern-47"}, {}});
    EXPECT_SUCCEEDS(session);
    EXPECT_TRUE(session->must_change_password);
}

TEST(create_first_admin, makes_the_second_person_alone_and_nobody_after) {
    IdentityScene scene;
    const auto first = created(scene).value();
    auto client = scene.bank.as(scene.bank.caller(api::CallerKind::staff, first.bytes(),
                                                  {"identity.manage_staff", "identity.view_staff"},
                                                  bank_organisation_id.bytes()));
    const auto approver =
        client.call(create_staff_endpoint, {{}, {"the.approver"}, {"孙丽"}, {"bank_approver"}});
    ASSERT_TRUE(approver);
    EXPECT_TRUE(scene.role_changes->asked.empty());
    EXPECT_EQ(client.call(list_staff_endpoint, {})->items.at(0).roles,
              std::vector<std::string>{"bank_approver"});
    EXPECT_SUCCEEDS(
        client.call(create_staff_endpoint, {{}, {"the.auditor"}, {"周正"}, {"auditor"}}));
    EXPECT_EQ(scene.role_changes->asked.size(), 1U);
}

TEST(create_first_admin, is_refused_as_soon_as_the_bank_has_staff) {
    IdentityScene scene;
    created(scene).value();
    auto second = admin();
    second.login_name = "second.admin";
    EXPECT_EQ(created(scene, second).error(), first_admin_exists);
}

TEST(create_first_admin, is_refused_with_a_weak_password_or_a_login_that_is_none) {
    IdentityScene scene;
    auto weak = admin();
    weak.password = Secret<>{"password"};
    EXPECT_EQ(created(scene, weak).error(), password_too_weak);
    auto malformed = admin();
    malformed.login_name = "赵";
    EXPECT_EQ(created(scene, malformed).error(), login_name_malformed);
    auto nameless = admin();
    nameless.name = "";
    EXPECT_EQ(created(scene, nameless).error(), login_name_malformed);
    EXPECT_TRUE(created(scene).has_value()) << "refusals leave nothing behind";
}

}  // namespace
}  // namespace dlfp::identity
