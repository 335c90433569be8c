// Why a table, a version or a quote is refused.
#pragma once

#include "platform/base/failure.h"

namespace dlfp::pricing {

inline constexpr Failure table_not_found{"pricing.table_not_found", FailureClass::missing};
inline constexpr Failure table_code_taken{"pricing.table_code_taken", FailureClass::conflict};
inline constexpr Failure version_not_found{"pricing.version_not_found", FailureClass::missing};
/// Only drafts change; fact `state`.
inline constexpr Failure version_not_draft{"pricing.version_not_draft", FailureClass::conflict};
/// Somebody else saved in between; fact `revision` is the stored one.
inline constexpr Failure version_changed{"pricing.version_changed", FailureClass::conflict};
/// Facts `count` and `place` of the first finding.
inline constexpr Failure table_has_findings{"pricing.table_has_findings", FailureClass::refused};
/// Prices change today or later, at most a year ahead: the past is not priced anew.
inline constexpr Failure valid_from_refused{"pricing.valid_from_refused", FailureClass::refused};
/// No version of the table was approved for that day.
inline constexpr Failure no_price_in_force{"pricing.no_price_in_force", FailureClass::refused};
inline constexpr Failure quote_not_found{"pricing.quote_not_found", FailureClass::missing};
/// Its time is over: ask for another one.
inline constexpr Failure quote_expired{"pricing.quote_expired", FailureClass::refused};
/// It was honoured for something else.
inline constexpr Failure quote_used{"pricing.quote_used", FailureClass::conflict};

}  // namespace dlfp::pricing
