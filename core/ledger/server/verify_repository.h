// All SQL of the whole-ledger check.
#pragma once

#include "core/ledger/server/verify.h"

namespace dlfp::ledger {

class VerifyRepository {
public:
    static Verification count_rows(sql::Reader& reader);
    /// What breaks each rule of verify().
    static std::vector<Finding> list_findings(sql::Reader& reader);
};

}  // namespace dlfp::ledger
