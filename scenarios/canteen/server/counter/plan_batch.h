// Numbers of a terminal: which have arrived, which are missing. Batches may come late, overlap and
// out of order.
#pragma once

#include <boost/describe.hpp>
#include <span>
#include <vector>

#include "platform/base/result.h"

namespace dlfp::canteen {

/// from_seq and to_seq are not the first and last number of the sales, a number comes twice, a sale
/// names a payment code, or there is none at all.
inline constexpr Failure batch_malformed{"canteen.batch_malformed", FailureClass::malformed};

/// Numbers from … to, both included.
struct SeqRange {
    std::int64_t from_seq = 0;
    std::int64_t to_seq = 0;
    friend bool operator==(const SeqRange&, const SeqRange&) = default;
};
BOOST_DESCRIBE_STRUCT(SeqRange, (), (from_seq, to_seq))

/// What is known of a terminal's numbers: all up to last_seq have arrived except the gaps
/// (ascending, apart from each other).
struct SeqState {
    std::int64_t last_seq = 0;
    std::vector<SeqRange> gaps;
    friend bool operator==(const SeqState&, const SeqState&) = default;
};

/// The state after these numbers arrived, in any order and with repeats: gaps are closed, split and
/// opened.
SeqState plan_arrivals(SeqState state, std::span<const std::int64_t> seqs);

/// The batch's own bounds: from_seq is its first number and to_seq its last, every number comes
/// once (numbers between may be missing: they are gaps). batch_malformed.
Result<Done> check_batch_numbers(const SeqRange& range, std::span<const std::int64_t> seqs);

/// How many numbers are missing.
std::int64_t missing_count(const SeqState& state);

}  // namespace dlfp::canteen
