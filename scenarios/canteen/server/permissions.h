// What staff of a canteen's operator may do; roles name these by code.
#pragma once

#include "platform/api/caller.h"

namespace dlfp::canteen {

inline constexpr api::Permission view_canteen{"canteen.view", "查看餐厅",
                                              "operator_manager operator_cashier operator_kitchen"};
inline constexpr api::Permission manage_catalogue{"canteen.manage_catalogue", "维护餐厅参数",
                                                  "operator_manager"};
inline constexpr api::Permission manage_diners{"canteen.manage_diners", "维护就餐人",
                                               "operator_manager"};
inline constexpr api::Permission manage_subsidies{"canteen.manage_subsidies", "发放补贴",
                                                  "operator_manager"};
inline constexpr api::Permission manage_terminals{"canteen.manage_terminals", "管理终端",
                                                  "operator_manager"};
inline constexpr api::Permission work_in_kitchen{"canteen.work_in_kitchen", "后厨出餐",
                                                 "operator_manager operator_kitchen"};
inline constexpr api::Permission sell_at_counter{"canteen.sell_at_counter", "窗口收银",
                                                 "operator_manager operator_cashier"};
inline constexpr api::Permission refund_meals{"canteen.refund_meals", "退款",
                                              "operator_manager operator_cashier"};
inline constexpr api::Permission close_days{"canteen.close_days", "日结", "operator_manager"};
inline constexpr api::Permission view_reports{"canteen.view_reports", "查看报表",
                                              "operator_manager"};

}  // namespace dlfp::canteen
