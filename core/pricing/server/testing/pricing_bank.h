// What tests of stored prices share: a bank with approvals, an operator's maker, checker and
// cashier, and somebody of another operator.
#pragma once

#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/audit/server/module.h"
#include "core/pricing/server/compare_versions.h"
#include "core/pricing/server/edit_tables.h"
#include "core/pricing/server/module.h"
#include "core/pricing/server/quote.h"
#include "core/pricing/server/testing/tables.h"
#include "core/pricing/server/try_price.h"
#include "tests/support/test_bank.h"

namespace dlfp::pricing::testing {

inline constexpr auto own_operator = identity::OrganisationId::fixed(71);
inline constexpr auto other_operator = identity::OrganisationId::fixed(72);

struct PricingBank {
    test::TestBank bank{{audit::make_module(), approval::make_module(), pricing::make_module()}};

    test::Client as(int number, std::vector<std::string> permissions,
                    identity::OrganisationId organisation_id = own_operator) {
        const auto id = identity::StaffId::fixed(static_cast<std::uint64_t>(number));
        std::ranges::sort(permissions);
        return bank.as(bank.caller(api::CallerKind::staff, id.bytes(), std::move(permissions),
                                   organisation_id.bytes()));
    }
    test::Client maker() { return as(1, {"pricing.view", "pricing.edit", "pricing.quote"}); }
    test::Client checker() { return as(2, {"approval.decide_approvals", "pricing.agree"}); }
    test::Client foreigner() {
        return as(3, {"pricing.view", "pricing.edit", "pricing.quote"}, other_operator);
    }
    BusinessDate today() { return BusinessDate::of(bank.now()); }

    DraftReply created(std::string code = "car_park") {
        return maker()
            .call(create_table_endpoint, {std::move(code), std::string("停车场")})
            .value();
    }
    SaveDraftReply save(VersionId id, const RateTable& table, std::int64_t revision = 1) {
        return maker()
            .call(save_draft_endpoint, {id, revision, std::string("说明"), table})
            .value();
    }
    approval::ApprovalId submitted(VersionId id, BusinessDate valid_from) {
        return maker().call(submit_version_endpoint, {id, valid_from}).value().approval_id;
    }
    void approve(approval::ApprovalId id) {
        EXPECT_SUCCEEDS(checker().call(approval::approve_endpoint, {id}));
    }
    /// A table whose first version is in force today.
    DraftReply in_force() {
        const auto made = created();
        approve(submitted(made.version_id, today()));
        return made;
    }
    VersionLine version(VersionId id) {
        return maker().call(show_version_endpoint, {id}).value().version;
    }
    /// A stay that ends now.
    Stay stay_until_now(std::int64_t minutes) {
        return {.entered_at_us = bank.now() - std::chrono::minutes(minutes),
                .left_at_us = bank.now()};
    }
    test::Outcome<QuoteView> quote(TableId table_id, std::int64_t minutes) {
        return maker().call(quote_stay_endpoint,
                            {.table_id = table_id, .stay = stay_until_now(minutes)});
    }
};

}  // namespace dlfp::pricing::testing
