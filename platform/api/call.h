// One call of an endpoint: who, when, and the door to the database. Handlers see nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/api/caller.h"
#include "platform/api/platform.h"
#include "platform/base/result.h"

namespace dlfp::api {

/// What a call knows before it touches the database.
struct CallContext {
    Caller caller;
    UtcTime now;
    std::string request_id;
    std::string peer_address;
    std::string idempotency_key;  ///< empty where the endpoint takes none
    std::string channel;          ///< client kind as it names itself (h5, mini_program), ≤ 32 bytes
};

/// A call that only reads.
class ReadCall {
public:
    ReadCall(Platform& platform, const CallContext& context, sql::Reader* reader)
        : platform_{platform}, context_{context}, reader_{reader} {}

    Platform& platform() const { return platform_; }
    const Caller& caller() const { return context_.caller; }
    UtcTime now() const { return context_.now; }
    BusinessDate today() const { return BusinessDate::of(context_.now); }
    const std::string& request_id() const { return context_.request_id; }
    const std::string& peer_address() const { return context_.peer_address; }
    const std::string& channel() const { return context_.channel; }
    const std::string& idempotency_key() const { return context_.idempotency_key; }

    /// The snapshot of this call. Endpoints declared `.from_view()` have none and throw here.
    sql::Reader& reader() const {
        if (reader_ == nullptr) throw std::logic_error("this call has no snapshot");
        return *reader_;
    }
    template <class T>
    T& port() const {
        return platform_.ports.template get<T>();
    }

private:
    Platform& platform_;
    const CallContext& context_;
    sql::Reader* reader_;
};

/// A changed field for the audit record; personal values are masked by the caller of `changed`.
struct ChangedField {
    std::string name;
    std::string before;
    std::string after;
};

/// A call that may write. Only a value commits; a failed result rolls everything back.
class Call : public ReadCall {
public:
    Call(Platform& platform, const CallContext& context, sql::Transaction& transaction)
        : ReadCall{platform, context, &transaction}, transaction_{transaction} {}

    sql::Transaction& transaction() const { return transaction_; }

    template <class Tag>
    Id<Tag> next_id() const {
        return platform().random.next_id<Tag>(now());
    }

    /// Tells screens that listen on `topic`, on every node, after the commit. The payload is a
    /// hint of at most 4 KiB without personal content; screens read the state again.
    void announce(std::string_view topic, std::string_view event, std::string_view payload) const;

    /// Adds a changed field to the audit record of this call (calls of staff are always audited).
    void changed(std::string_view name, std::string before, std::string after) {
        changes_.push_back({std::string(name), std::move(before), std::move(after)});
    }
    /// Names what the call was about in the audit record, e.g. ("canteen_dish", dish_id text).
    void about(std::string_view kind, std::string id) {
        subject_kind_ = kind, subject_id_ = std::move(id);
    }
    /// Commits although a failure is returned: for counters of wrong tries. Everything written so
    /// far in this call stays, so only such counters may have been written.
    void commit_despite_failure() { commits_failure_ = true; }

    bool commits_failure() const { return commits_failure_; }
    const std::vector<ChangedField>& changes() const { return changes_; }
    const std::string& subject_kind() const { return subject_kind_; }
    const std::string& subject_id() const { return subject_id_; }

private:
    sql::Transaction& transaction_;
    std::vector<ChangedField> changes_;
    std::string subject_kind_;
    std::string subject_id_;
    bool commits_failure_ = false;
};

}  // namespace dlfp::api
