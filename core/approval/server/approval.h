// Maker and checker for every module: kinds are declared, changes wait, a second person decides.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/identity/server/ids.h"
#include "platform/api/call.h"

namespace dlfp::approval {

struct ApprovalTag {
    static constexpr std::string_view prefix = "apv";
};
using ApprovalId = Id<ApprovalTag>;

enum class ApprovalState { waiting, approved, rejected, withdrawn, expired };
BOOST_DESCRIBE_ENUM(ApprovalState, waiting, approved, rejected, withdrawn, expired)

/// One field as the checker sees it; personal values masked by the maker's module.
struct FieldChange {
    std::string name;
    std::string before;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (name, before, after))

/// What is handed to `apply`.
struct ApprovedChange {
    ApprovalId approval_id;
    std::string subject_id;
    std::string payload;  ///< as the maker stored it
    identity::StaffId maker_id;
    identity::StaffId decider_id;  ///< nil when its time ran out
};

/// Where an approval is asked for or ends: from a call or from a job.
struct Place {
    api::Platform& platform;
    sql::Transaction& transaction;
    UtcTime now;
};

/// A kind of change. `apply` runs in the checker's unit and does what was prepared; a failure
/// rolls the decision back.
struct Kind {
    std::string_view code;  ///< "partner.open_app"
    std::string_view title_zh;
    const api::Permission* needed;  ///< what the checker must hold, besides deciding
    std::function<Result<Done>(api::Call&, const ApprovedChange&)> apply;
    Duration valid_for = std::chrono::hours(72);
    /// Where given, runs in the unit that rejects, withdraws or expires the change: what was
    /// reserved for it is set free.
    std::function<void(const Place&, const ApprovedChange&)> drop{};
};

/// A port: the kinds of all modules, added in their `set_up`.
class Kinds {
public:
    /// Throws std::logic_error for a kind that exists already.
    void add(Kind kind);
    const Kind* find(std::string_view code) const;

private:
    std::map<std::string, Kind, std::less<>> kinds_;
};

/// A change as its maker prepares it.
struct Draft {
    std::string kind;
    std::string subject_kind;
    std::string subject_id;
    std::string summary;  ///< one line for the list, without personal values
    std::string payload;  ///< whatever `apply` needs, usually JSON
    std::vector<FieldChange> changes;
};

/// Stores the change in the calling staff member's unit and organisation. An unknown kind is a
/// fault of ours and throws std::logic_error.
ApprovalId ask(api::Call& call, const Draft& draft);

/// Who asks where no call of a staff member is at hand.
struct Maker {
    identity::StaffId staff_id;  ///< nil: a device or the system; then anybody may check
    identity::OrganisationId organisation_id;
};
/// The same from a façade that knows its maker.
ApprovalId ask(const Place& place, const Maker& maker, const Draft& draft);

/// Whether this change still waits; nothing for unknown ids.
std::optional<ApprovalState> state_of(sql::Reader& reader, ApprovalId id);

/// Ends what nobody decided in time: the job `approval.expire`.
void expire(api::Platform& platform, UtcTime now);

}  // namespace dlfp::approval
