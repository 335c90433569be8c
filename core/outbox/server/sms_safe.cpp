// Number and text are one sealed value: "13800138000\ntext".
#include "core/outbox/server/sms_safe.h"

namespace dlfp::outbox {
namespace {

std::string context_of(SmsId id) { return "outbox.sms " + id.to_text(); }

}  // namespace

sql::Bytes SmsSafe::seal(SmsId id, const Sms& sms) const {
    const Secret<> both{sms.mobile + "\n" + sms.text.reveal()};
    return cipher_.encrypt(both.reveal(), context_of(id));
}

std::optional<OpenedSms> SmsSafe::open(SmsId id, sql::BytesView sealed) const {
    const auto both = cipher_.decrypt(sealed, context_of(id));
    if (!both) return std::nullopt;
    const auto& text = both->reveal();
    const auto line_end = text.find('\n');
    if (line_end == std::string::npos) return std::nullopt;
    return OpenedSms{Secret<>{text.substr(0, line_end)}, Secret<>{text.substr(line_end + 1)}};
}

sql::Bytes SmsSafe::index_of(std::string_view mobile) const {
    const auto digest = mobile_index_.digest(mobile);
    return {digest.begin(), digest.end()};
}

}  // namespace dlfp::outbox
