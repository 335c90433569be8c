// What identity needs from upper layers: sending short messages and checking a person's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/secret.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity {

/// Whether a message goes to its phone. A withheld one costs the same work and goes nowhere: asking
/// for a code tells nobody, by its time either, whether a number belongs to a customer (5.3-5).
enum class SmsDelivery { to_phone, withheld };

/// A short message to one phone. The text names the purpose of a code (clause 5.3.2-b-2.6).
struct SmsMessage {
    std::string mobile;
    Secret<> text;
    std::string_view purpose;  ///< "identity.register"
    UtcTime sent_at;
    UtcTime useless_after;  ///< a code that arrives later helps nobody
    SmsDelivery delivery = SmsDelivery::to_phone;
};

/// Hands a message to the outbox inside the unit that made the code.
class SmsPort {
public:
    virtual ~SmsPort() = default;
    virtual void send(sql::Transaction& transaction, const SmsMessage& message) = 0;
};

enum class RealNameOutcome {
    matches,
    differs,
    unavailable,  ///< no answer: nothing is counted, the customer tries again
};

struct RealNameQuestion {
    std::string name;
    std::string id_number;
    std::string mobile;
};

/// Asks the core-banking host (and through it the citizen register) whether name and resident id
/// number belong together. Called on a worker thread, outside every transaction; may take
/// seconds. Plugged in by the module that knows the host.
class RealNameCheckPort {
public:
    virtual ~RealNameCheckPort() = default;
    virtual RealNameOutcome check(const RealNameQuestion& question) = 0;
};

}  // namespace dlfp::identity
