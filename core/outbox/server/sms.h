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

/// What became of a message at the carrier.
enum class HandOver {
    delivered,  ///< it is with the phone, or no receipt will ever say more
    accepted,   ///< the carrier has it; its receipt says whether it arrived
    refused,    ///< it will never be taken
    later,      ///< not now: to be tried again
    away,       ///< nobody answered in time: others would wait as long, so this round ends
};

enum class ReceiptOutcome { delivered, undeliverable };
BOOST_DESCRIBE_ENUM(ReceiptOutcome, delivered, undeliverable)

/// What the carrier says of a message it accepted.
struct SmsReceipt {
    SmsId sms_id;
    ReceiptOutcome outcome{};
    UtcTime reported_at_us;
    std::string_view signature;
};

/// Transports messages. A bank plugs its gateway in; development has the sandbox.
class SmsCarrier {
public:
    virtual ~SmsCarrier() = default;
    /// Called outside every transaction; may be slow and may throw, which means `later`. `id` lets
    /// the carrier recognise a repetition.
    virtual HandOver hand_over(SmsId id, const Secret<>& mobile, const Secret<>& text) = 0;
    /// Whether it transports nothing at all: the console says so.
    virtual bool is_sandbox() const { return false; }
    /// Whether this receipt is the carrier's own.
    virtual bool vouches_for(const SmsReceipt&) const { return false; }
};

enum class SmsState { queued, accepted, delivered, expired, failed, withheld };
BOOST_DESCRIBE_ENUM(SmsState, queued, accepted, delivered, expired, failed, withheld)

/// Hands queued messages that are due to the carrier: the job `outbox.deliver_sms`.
void deliver_sms(api::Platform& platform, UtcTime now);

}  // namespace dlfp::outbox
