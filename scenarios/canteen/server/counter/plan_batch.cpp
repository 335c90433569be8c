// Gaps between a terminal's numbers.
#include "scenarios/canteen/server/counter/plan_batch.h"

#include <algorithm>

namespace dlfp::canteen {
namespace {

/// Takes one number out of the gap that holds it.
void close_gap(std::vector<SeqRange>& gaps, std::int64_t seq) {
    const auto gap = std::ranges::find_if(gaps, [seq](const SeqRange& range) {
        return range.from_seq <= seq && seq <= range.to_seq;
    });
    if (gap == gaps.end()) return;
    const SeqRange below{gap->from_seq, seq - 1};
    const SeqRange above{seq + 1, gap->to_seq};
    auto at = gaps.erase(gap);
    if (above.from_seq <= above.to_seq) at = gaps.insert(at, above);
    if (below.from_seq <= below.to_seq) gaps.insert(at, below);
}

}  // namespace

SeqState plan_arrivals(SeqState state, std::span<const std::int64_t> seqs) {
    for (const auto seq : seqs) {
        if (seq <= state.last_seq) {
            close_gap(state.gaps, seq);
            continue;
        }
        if (seq > state.last_seq + 1) state.gaps.push_back({state.last_seq + 1, seq - 1});
        state.last_seq = seq;
    }
    return state;
}

Result<Done> check_batch_numbers(const SeqRange& range, std::span<const std::int64_t> seqs) {
    if (seqs.empty()) return batch_malformed;
    std::vector<std::int64_t> sorted(seqs.begin(), seqs.end());
    std::ranges::sort(sorted);
    if (sorted.front() != range.from_seq || sorted.back() != range.to_seq) return batch_malformed;
    if (std::ranges::adjacent_find(sorted) != sorted.end()) return batch_malformed;
    return done;
}

std::int64_t missing_count(const SeqState& state) {
    std::int64_t count = 0;
    for (const auto& gap : state.gaps) count += gap.to_seq - gap.from_seq + 1;
    return count;
}

}  // namespace dlfp::canteen
