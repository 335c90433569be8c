// Who is logged in here, where else, and log-out: for customers and for staff.
#pragma once

#include "core/identity/server/customer.h"
#include "core/identity/server/session.h"
#include "core/identity/server/staff.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

/// The logged-in customer as screens show one; nothing personal in clear.
struct CustomerProfile {
    CustomerId customer_id;
    SessionId session_id;
    std::string masked_name;
    std::string masked_mobile;
    CustomerTier tier{};
    DisplayMode display_mode{};
    bool has_password = false;
    bool has_payment_pin = false;
    bool is_payment_pin_locked = false;
    UtcTime registered_at_us;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(CustomerProfile, (),
                      (customer_id, session_id, masked_name, masked_mobile, tier, display_mode,
                       has_password, has_payment_pin, is_payment_pin_locked, registered_at_us,
                       permissions))

Result<CustomerProfile> show_session(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto show_session_endpoint =
    api::get<&show_session>("/identity/session")
        .doc("The logged-in customer: masked name and number, tier, permissions, preferences.")
        .for_customers()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s})
        .may_fail();

struct OrganisationProfile {
    OrganisationId organisation_id;
    OrganisationKind kind{};
    std::string name;
    std::string short_name;
};
BOOST_DESCRIBE_STRUCT(OrganisationProfile, (), (organisation_id, kind, name, short_name))

/// The logged-in staff member.
struct StaffProfile {
    StaffId staff_id;
    SessionId session_id;
    std::string login_name;
    std::string name;
    OrganisationProfile organisation;
    std::vector<std::string> roles;
    std::vector<std::string> permissions;
    bool must_change_password = false;
    SecondFactorStep second_factor_step{};
};
BOOST_DESCRIBE_STRUCT(StaffProfile, (),
                      (staff_id, session_id, login_name, name, organisation, roles, permissions,
                       must_change_password, second_factor_step))

Result<StaffProfile> show_staff_session(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto show_staff_session_endpoint =
    api::get<&show_staff_session>("/identity/staff-session")
        .doc("The logged-in staff member: organisation, roles, permissions.")
        .for_staff()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s})
        .may_fail(session_unknown);

/// A device that is logged in.
struct SessionItem {
    SessionId session_id;
    bool is_current = false;
    std::string channel;
    std::string device_title;
    std::string peer_address;
    UtcTime started_at_us;
    UtcTime last_seen_at_us;
};
BOOST_DESCRIBE_STRUCT(SessionItem, (),
                      (session_id, is_current, channel, device_title, peer_address, started_at_us,
                       last_seen_at_us))
struct SessionList {
    std::vector<SessionItem> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))

Result<SessionList> list_sessions(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto list_sessions_endpoint =
    api::get<&list_sessions>("/identity/sessions")
        .doc("All devices on which the customer is logged in.")
        .for_customers()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail();

struct EndSessionRequest {
    SessionId session_id;
};
BOOST_DESCRIBE_STRUCT(EndSessionRequest, (), (session_id))

/// Logs another device out; it works nowhere from then on. Only own sessions are found.
Result<Done> end_own_session(const EndSessionRequest& request, api::Call& call);

inline constexpr auto end_own_session_endpoint =
    api::del<&end_own_session>("/identity/sessions/{session_id}")
        .doc("Logs one of the customer's devices out.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(session_not_found);

Result<Done> log_out(const api::NoRequest& request, api::Call& call);

inline constexpr auto log_out_endpoint =
    api::del<&log_out>("/identity/session")
        .doc("Logs the customer out on this device.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail();

Result<Done> log_out_staff(const api::NoRequest& request, api::Call& call);

inline constexpr auto log_out_staff_endpoint =
    api::del<&log_out_staff>("/identity/staff-session")
        .doc("Logs the staff member out.")
        .for_staff()
        .naturally_idempotent()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail();

struct SetDisplayModeRequest {
    DisplayMode display_mode{};
};
BOOST_DESCRIBE_STRUCT(SetDisplayModeRequest, (), (display_mode))

/// Elder mode follows the customer to every device (9.1.3B).
Result<Done> set_display_mode(const SetDisplayModeRequest& request, api::Call& call);

inline constexpr auto set_display_mode_endpoint =
    api::put<&set_display_mode>("/identity/display-mode")
        .doc("Chooses the standard or the elder mode for the customer's devices.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 128, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail();

}  // namespace dlfp::identity
