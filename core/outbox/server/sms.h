// Short messages: written in the unit that made the text, handed to the carrier afterwards.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>

#include "platform/api/platform.h"
#include "platform/base/secret.h"

namespace dlfp::outbox {

struct SmsTag {
    static constexpr std::string_view prefix = "sms";
};
using SmsId = Id<SmsTag>;

/// Where a message goes. One that goes nowhere costs the same work as any other: the time it takes
/// must not tell whether the number belongs to a customer.
enum class SmsRoute { to_phone, nowhere };

/// A short message to one phone.
struct Sms {
    std::string mobile;
    Secret<> text;
    std::string_view purpose;  ///< "identity.register": what it is for, never what it says
    UtcTime useless_after;     ///< a code that arrives later helps nobody
    SmsRoute route = SmsRoute::to_phone;
};

/// Queues a message in this unit; it goes out after the commit, at least once.
SmsId send_sms(const api::Platform& platform, sql::Transaction& transaction, const Sms& sms);

/// Transports messages. A bank plugs its gateway in; development has the sandbox.
class SmsCarrier {
public:
    virtual ~SmsCarrier() = default;
    /// True when the carrier took the message. Called outside every transaction; may be slow and
    /// may throw, which counts as a failed try. `id` lets the carrier recognise a repetition.
    virtual bool hand_over(SmsId id, const Secret<>& mobile, const Secret<>& text) = 0;
    /// Whether it transports nothing at all: the console says so.
    virtual bool is_sandbox() const { return false; }
};

enum class SmsState { queued, delivered, expired, failed, withheld };
BOOST_DESCRIBE_ENUM(SmsState, queued, delivered, expired, failed, withheld)

/// Hands queued messages to the carrier: the job `outbox.deliver_sms`.
void deliver_sms(api::Platform& platform, UtcTime now);

}  // namespace dlfp::outbox
