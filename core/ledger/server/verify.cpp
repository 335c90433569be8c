// The whole-ledger check in one snapshot.
#include "core/ledger/server/verify.h"

#include "core/ledger/server/verify_repository.h"

namespace dlfp::ledger {

Verification verify(sql::Reader& reader) {
    Verification verification = VerifyRepository::count_rows(reader);
    verification.findings = VerifyRepository::list_findings(reader);
    return verification;
}

}  // namespace dlfp::ledger
