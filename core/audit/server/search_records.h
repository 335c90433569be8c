// The auditor's side: searching, verifying, taking checkpoints away.
#pragma once

#include "core/audit/server/audit.h"
#include "platform/api/endpoint.h"

namespace dlfp::audit {

inline constexpr api::Permission view_records{"audit.view_records", "查看审计记录"};
inline constexpr api::Permission verify_audit{"audit.verify_records", "校验审计链"};

inline constexpr Failure actor_malformed{"audit.actor_malformed", FailureClass::malformed};

struct SearchRecordsRequest {
    std::optional<api::Text<40>> actor_id;  ///< "stf_…"
    std::optional<api::Text<80>> action;
    std::optional<api::Text<80>> subject_id;
    std::optional<UtcTime> from_us;
    std::optional<UtcTime> to_us;
    std::optional<api::Whole<1, 9'007'199'254'740'991>> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(SearchRecordsRequest, (),
                      (actor_id, action, subject_id, from_us, to_us, after, limit))

struct RecordedChange {
    std::string name;
    std::string before;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(RecordedChange, (), (name, before, after))

struct RecordLine {
    std::int64_t seq = 0;
    UtcTime at_us;
    std::string actor_kind;
    std::string actor_id;
    std::string organisation_id;
    std::string action;
    std::string subject_kind;
    std::string subject_id;
    std::string request_id;
    std::string outcome;
    std::vector<RecordedChange> changes;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(RecordLine, (),
                      (seq, at_us, actor_kind, actor_id, organisation_id, action, subject_kind,
                       subject_id, request_id, outcome, changes, hash))

struct SearchRecordsReply {
    std::vector<RecordLine> items;
    std::optional<std::int64_t> next_after;
};
BOOST_DESCRIBE_STRUCT(SearchRecordsReply, (), (items, next_after))

struct NothingAsked {};
BOOST_DESCRIBE_STRUCT(NothingAsked, (), ())

/// Newest first.
Result<SearchRecordsReply> search_records(const SearchRecordsRequest& request, api::ReadCall& call);
/// Walks the whole chain.
Result<ChainVerdict> verify_records(const NothingAsked& request, api::ReadCall& call);
/// The signed head, as a file to be kept elsewhere.
Result<api::FileReply> export_checkpoint(const NothingAsked& request, api::ReadCall& call);

constexpr auto search_records_endpoint =
    api::get<&search_records>("/staff/audit/records")
        .doc("Searches audit records by actor, action, subject and time, newest first.")
        .for_staff(view_records)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 5s})
        .may_fail(actor_malformed);
constexpr auto verify_records_endpoint =
    api::get<&verify_records>("/staff/audit/verification")
        .doc("Walks the audit chain and tells the first record that does not fit.")
        .for_staff(verify_audit)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 6, .deadline = 30s})
        .may_fail();
constexpr auto export_checkpoint_endpoint =
    api::get<&export_checkpoint>("/staff/audit/checkpoint")
        .doc("Downloads the signed head of the audit chain.")
        .for_staff(verify_audit)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 6, .deadline = 10s})
        .may_fail();

}  // namespace dlfp::audit
