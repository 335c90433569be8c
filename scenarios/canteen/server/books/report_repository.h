// All SQL about what was sold over days.
#pragma once

#include "core/identity/server/ids.h"
#include "scenarios/canteen/server/books/report.h"

namespace dlfp::canteen {

struct ReportPeriod {
    identity::OrganisationId organisation_id;
    BusinessDate from;
    BusinessDate until;  ///< included
};

/// One diner's meals in a period; the name is masked as stored.
struct DinerTurnover {
    DinerId diner_id;
    std::string diner_number;
    std::string masked_name;
    std::string department;
    std::int64_t day_count = 0;
    std::int64_t trade_count = 0;
    Money total_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(DinerTurnover, (),
                      (diner_id, diner_number, masked_name, department, day_count, trade_count,
                       total_fen, refunded_fen))

/// A diner with the account that shows what he owes.
struct DinerAccount {
    DinerId diner_id;
    std::string diner_number;
    std::string masked_name;
    std::string department;
    ledger::AccountId arrears_account_id;
};
BOOST_DESCRIBE_STRUCT(DinerAccount, (),
                      (diner_id, diner_number, masked_name, department, arrears_account_id))

/// How many different diners ate on a day.
struct DayDiners {
    BusinessDate day;
    std::int64_t diner_count = 0;
};
BOOST_DESCRIBE_STRUCT(DayDiners, (), (day, diner_count))

/// What was sold in one hour of a day.
struct HourTakings {
    std::int64_t hour = 0;  ///< 0 … 23, China time
    std::int64_t trade_count = 0;
    Money total_fen;
};
BOOST_DESCRIBE_STRUCT(HourTakings, (), (hour, trade_count, total_fen))

class ReportRepository {
public:
    explicit ReportRepository(sql::Reader& reader) : reader_{reader} {}

    std::vector<TradeCell> list_trade(const ReportPeriod& period);
    std::vector<DishCell> list_dishes(const ReportPeriod& period);
    std::vector<DayDiners> list_day_diners(const ReportPeriod& period);
    /// Those who spent most first, at most 10,000.
    std::vector<DinerTurnover> list_diners(const ReportPeriod& period, const PlaceFilter& filter);
    /// By the moment of payment (orders) or sale.
    std::vector<HourTakings> list_hours(identity::OrganisationId organisation_id, BusinessDate day);
    /// Diners with a sale that was made without connection.
    std::vector<DinerAccount> list_offline_diners(identity::OrganisationId organisation_id);
    /// Names of outlets, areas, categories and terminals.
    Names names_of(identity::OrganisationId organisation_id);
    /// The name of the subsidy of each grant.
    Names grant_names(identity::OrganisationId organisation_id);

private:
    sql::Reader& reader_;
};

}  // namespace dlfp::canteen
