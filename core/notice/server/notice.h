// Telling a customer something: the façade of the message centre.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "core/identity/server/ids.h"
#include "platform/api/platform.h"

namespace dlfp::notice {

struct NoticeTag {
    static constexpr std::string_view prefix = "ntc";
};
using NoticeId = Id<NoticeTag>;

/// One message to one customer. No number or balance belongs into it that the customer would not
/// want to see on a locked screen.
struct Notice {
    identity::CustomerId customer_id;
    std::string kind;   ///< "payment.refunded": the module and what happened
    std::string title;  ///< at most 60 characters
    std::string text;
    std::string link;  ///< name of an H5 route with its parameters, or empty
};

/// Keeps the message in this unit and tells the customer's open screens after the commit.
NoticeId send(const api::Platform& platform, sql::Transaction& transaction, const Notice& notice);

/// The topic of a customer's stream.
std::string topic_of(identity::CustomerId customer_id);

}  // namespace dlfp::notice
