// What staff of an operator may do with prices; roles name these by code.
#pragma once

#include "platform/api/caller.h"

namespace dlfp::pricing {

inline constexpr api::Permission view_prices{"pricing.view", "查看费率",
                                             "operator_manager operator_cashier"};
inline constexpr api::Permission edit_prices{"pricing.edit", "维护费率", "operator_manager"};
/// Agrees to what somebody else prepared.
inline constexpr api::Permission agree_to_prices{"pricing.agree", "复核费率", "operator_manager"};
inline constexpr api::Permission quote_prices{"pricing.quote", "报价",
                                              "operator_manager operator_cashier"};

}  // namespace dlfp::pricing
