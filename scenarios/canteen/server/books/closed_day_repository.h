// All SQL about closed days and when days close.
#pragma once

#include <optional>
#include <vector>

#include "core/identity/server/ids.h"
#include "scenarios/canteen/server/books/plan_day_close.h"

namespace dlfp::canteen {

struct ClosedDay {
    BusinessDate day;
    identity::OrganisationId organisation_id;
    std::int64_t order_count = 0;
    std::int64_t sale_count = 0;
    Money trade_fen;
    Money for_other_days_fen;
    Money paid_other_days_fen;
    Money charged_fen;
    Money refunded_fen;
    Money fee_fen;
    Money settled_fen;
    Money ledger_difference_fen;
    std::int64_t difference_count = 0;
    std::string reason;  ///< why it was closed in spite of an obstacle; empty: there was none
    std::optional<identity::StaffId> closed_by;  ///< unset: by itself
    UtcTime closed_at_us;
};
BOOST_DESCRIBE_STRUCT(ClosedDay, (),
                      (day, organisation_id, order_count, sale_count, trade_fen, for_other_days_fen,
                       paid_other_days_fen, charged_fen, refunded_fen, fee_fen, settled_fen,
                       ledger_difference_fen, difference_count, reason, closed_by, closed_at_us))

enum class ClosingMode { by_hand, automatic };
BOOST_DESCRIBE_ENUM(ClosingMode, by_hand, automatic)

/// When an operator's days close. `close_minute` counts from midnight after the day.
struct CloseRule {
    ClosingMode mode = ClosingMode::automatic;
    std::int64_t close_minute = 180;
    std::int64_t offline_grace_hours = 24;
};
BOOST_DESCRIBE_STRUCT(CloseRule, (), (mode, close_minute, offline_grace_hours))

class ClosedDayRepository {
public:
    explicit ClosedDayRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<ClosedDay> find(identity::OrganisationId organisation_id, BusinessDate day);
    std::optional<BusinessDate> last_day(identity::OrganisationId organisation_id);
    /// Newest first.
    std::vector<ClosedDay> list(identity::OrganisationId organisation_id, BusinessDate from,
                                BusinessDate until);
    std::vector<BookDifference> list_differences(identity::OrganisationId organisation_id,
                                                 BusinessDate day);
    /// The operator's own rule, or the one that holds without.
    CloseRule rule_of(identity::OrganisationId organisation_id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class ClosedDayBooks : public ClosedDayRepository {
public:
    explicit ClosedDayBooks(sql::Transaction& transaction)
        : ClosedDayRepository{transaction}, transaction_{transaction} {}

    /// False when the day is closed already.
    bool add(const ClosedDay& closed, const std::vector<BookDifference>& differences);
    void set_rule(identity::OrganisationId organisation_id, const CloseRule& rule);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
