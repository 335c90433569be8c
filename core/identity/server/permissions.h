// What customer and staff sessions may do in this module and, for customers, everywhere.
#pragma once

#include "platform/api/caller.h"

namespace dlfp::identity {

/// Every customer session: public information and feedback (3.1.3-10, 3.1.3-11).
inline constexpr api::Permission registered_customer{"identity.registered", "注册客户"};
/// Customer sessions after the real-name check: anything with money (3.1.3-12 … 3.1.3-14).
inline constexpr api::Permission verified_customer{"identity.verified", "实名客户"};

/// Lists, creates, suspends staff of the own organisation and assigns their roles.
inline constexpr api::Permission manage_staff{"identity.manage_staff", "管理本机构员工"};
inline constexpr api::Permission view_staff{"identity.view_staff", "查看本机构员工"};
/// Creates and suspends operators: staff of the bank only.
inline constexpr api::Permission manage_organisations{"identity.manage_organisations", "管理机构"};
inline constexpr api::Permission view_organisations{"identity.view_organisations", "查看机构"};

}  // namespace dlfp::identity
