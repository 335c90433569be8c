// What tests of the register share: a bank with approvals, a probe that answers as told, and the
// people who prepare, agree and look.
#pragma once

#include "core/approval/server/decide.h"
#include "core/approval/server/module.h"
#include "core/audit/server/module.h"
#include "core/identity/server/module.h"
#include "platform/runtime/crypto/bytes.h"
#include "services/conformance/server/attest.h"
#include "services/conformance/server/browse_register.h"
#include "services/conformance/server/change_value.h"
#include "services/conformance/server/import_results.h"
#include "services/conformance/server/measure.h"
#include "services/conformance/server/module.h"
#include "services/conformance/server/report.h"
#include "tests/support/test_bank.h"

namespace dlfp::conformance::testing {

inline constexpr auto bank_itself = identity::bank_organisation_id;
/// No test and no module speaks for these two clauses.
inline constexpr std::string_view open_clause = "8.3.3-a";
inline constexpr std::string_view probed_clause = "8.3.3-b";

struct RegisterBank {
    std::optional<api::Reading> told = api::Reading{.value = 7, .newest_at = test::test_noon};
    test::TestBank bank{{audit::make_module(), identity::make_module(), approval::make_module(),
                         conformance::make_module(), make_probed()}};

    api::Module make_probed() {
        api::Module module{.name = "probed"};
        module.evidence = {
            {.name = "probed.calls",
             .clauses = {probed_clause},
             .kind = api::ProbeKind::measurement,
             .bound = api::Bound::at_most,
             .threshold = 9,
             .configured = "sms_code_digits",
             .read = [this](api::Platform&, sql::Reader&, UtcTime) { return told; }}};
        return module;
    }
    test::Client as(int number, std::vector<std::string> permissions) {
        const auto id = identity::StaffId::fixed(static_cast<std::uint64_t>(number));
        return bank.as(bank.caller(api::CallerKind::staff, id.bytes(), std::move(permissions),
                                   bank_itself.bytes()));
    }
    test::Client officer() {
        return as(1, {"conformance.maintain_register", "conformance.view_register"});
    }
    test::Client checker() {
        return as(2, {"approval.decide_approvals", "conformance.agree_to_register"});
    }
    ClauseReply clause(std::string_view id) {
        return officer().call(show_clause_endpoint, {std::string(id)}).value();
    }
    void approve(approval::ApprovalId id) {
        EXPECT_SUCCEEDS(checker().call(approval::approve_endpoint, {id}));
    }
};

inline AttestRequest statement(std::string file_name = "training.pdf",
                               std::string_view content = "%PDF-1.7 plan") {
    return {.clause_id = std::string(open_clause),
            .statement = std::string("客服开场白培训记录，全员签到"),
            .file_name = std::move(file_name),
            .file_base64 = crypto::to_base64(crypto::view_of(content))};
}

}  // namespace dlfp::conformance::testing
