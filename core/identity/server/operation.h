// An operation as its customer saw it, and the digest that stands for it (clause 5.3-4).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::identity {

/// One thing the customer saw: payee, amount, the account that pays.
struct SeenField {
    std::string_view name;
    std::string value;
};

/// What a customer is asked to agree to. Everything that must not change between the look and the
/// deed belongs in `seen`.
struct Operation {
    std::string_view kind;  ///< "payment.charge": one operation's agreement is no other's
    CustomerId customer_id;
    std::string subject_id;  ///< of the order, as text
    std::vector<SeenField> seen;
};

using OperationDigest = crypto::Digest;

/// SM3 over kind, customer, subject and every field with its name, each with its length in front,
/// so that no two operations have the same bytes.
OperationDigest digest_of(const Operation& operation);

/// 64 hexadecimal digits.
std::string to_text(const OperationDigest& digest);

}  // namespace dlfp::identity
