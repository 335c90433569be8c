// The words of the printed register in both languages.
#pragma once

#include "services/conformance/server/read_register.h"
#include "services/conformance/server/report.h"

namespace dlfp::conformance {

class ReportWords {
public:
    explicit ReportWords(ReportLanguage language) : language_{language} {}

    std::string language_tag() const { return pick("zh-CN", "en"); }
    std::string title() const;
    std::string subtitle(UtcTime as_of) const;
    std::string sheet() const { return pick("符合性台账", "Conformance"); }
    std::string chapter(std::int64_t number) const;
    std::vector<std::string> count_titles() const;
    std::vector<std::string> clause_titles() const;
    std::vector<std::string> workbook_titles() const;

    std::string of(ClauseState state) const;
    std::string of(Standing standing) const;
    std::string of(const TestEvidence& test) const;
    std::string of(const ProbeEvidence& probe) const;
    std::string of(const AttestedEvidence& attested) const;
    std::string text_of(const Clause& clause) const { return pick(clause.zh, clause.en); }

private:
    std::string pick(std::string_view zh, std::string_view en) const {
        return std::string(language_ == ReportLanguage::zh ? zh : en);
    }
    ReportLanguage language_;
};

}  // namespace dlfp::conformance
