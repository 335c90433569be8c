// Lines, filters and counts.
#include "services/conformance/server/clause_view.h"

#include <algorithm>
#include <cctype>

namespace dlfp::conformance {
namespace {

std::string lower(std::string_view text) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(), [](unsigned char character) {
        return character < 0x80 ? static_cast<char>(std::tolower(character))
                                : static_cast<char>(character);
    });
    return folded;
}

bool contains(std::string_view text, const std::string& wanted_lower) {
    return lower(text).find(wanted_lower) != std::string::npos;
}

}  // namespace

ClauseLine line_of(const RegisteredClause& clause) {
    const auto& text = *clause.clause;
    return {.clause_id = text.id,
            .section = text.section,
            .zh = text.zh,
            .en = text.en,
            .chapter = text.chapter,
            .kind = text.kind,
            .module = text.module,
            .priority = text.priority,
            .state = clause.judgement.state,
            .standing = clause.judgement.standing,
            .newest_at_us = clause.judgement.newest_at_us,
            .test_count = std::ssize(clause.evidence.tests),
            .probe_count = std::ssize(clause.evidence.probes),
            .attested_count = std::ssize(clause.evidence.attested)};
}

bool fits(const ClauseFilter& filter, const RegisteredClause& clause) {
    const auto& text = *clause.clause;
    if (filter.chapter && *filter.chapter != text.chapter) return false;
    if (!filter.module.empty() && filter.module != text.module) return false;
    if (filter.priority && *filter.priority != text.priority) return false;
    if (filter.state && *filter.state != clause.judgement.state) return false;
    if (filter.standing && *filter.standing != clause.judgement.standing) return false;
    if (filter.search.empty()) return true;
    const auto wanted = lower(filter.search);
    return contains(text.id, wanted) || contains(text.zh, wanted) || contains(text.en, wanted) ||
           contains(text.section, wanted);
}

std::vector<ChapterCount> count_chapters(const std::vector<RegisteredClause>& clauses) {
    std::vector<ChapterCount> chapters;
    for (auto begin = clauses.begin(); begin != clauses.end();) {
        const auto chapter = begin->clause->chapter;
        const auto end = std::find_if(begin, clauses.end(), [&](const auto& clause) {
            return clause.clause->chapter != chapter;
        });
        chapters.push_back({chapter, count_states({begin, end})});
        begin = end;
    }
    return chapters;
}

}  // namespace dlfp::conformance
