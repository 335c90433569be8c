// Chinese first, English beside it.
#include "services/conformance/server/report_words.h"

namespace dlfp::conformance {
namespace {

std::string moment(UtcTime time) {
    const auto minutes = minute_of_day(time);
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return BusinessDate::of(time).to_text() + " " + two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace

std::string ReportWords::title() const {
    return pick("数字民生金融平台符合性台账", "Conformance register of the platform");
}

std::string ReportWords::subtitle(UtcTime as_of) const {
    return catalogue().standard + pick("，条款目录 ", ", catalogue ") + catalogue().version +
           pick("，截至北京时间 ", ", as of (China time) ") + moment(as_of);
}

std::string ReportWords::chapter(std::int64_t number) const {
    return pick("第 ", "Chapter ") + std::to_string(number) + pick(" 章", "");
}

std::vector<std::string> ReportWords::count_titles() const {
    return {pick("佐证方式", "Evidenced"), pick("条款数", "Clauses"), pick("有效", "Holds"),
            pick("待更新", "Ageing"), pick("不符", "Broken")};
}

std::vector<std::string> ReportWords::clause_titles() const {
    return {pick("条款", "Clause"), pick("要求", "Requirement"), pick("佐证方式", "Evidenced"),
            pick("情况", "Standing"), pick("证据", "Evidence")};
}

std::vector<std::string> ReportWords::workbook_titles() const {
    return {pick("条款", "Clause"),        pick("章", "Chapter"),    pick("要求", "Requirement"),
            pick("类型", "Kind"),          pick("模块", "Module"),   pick("优先级", "Priority"),
            pick("佐证方式", "Evidenced"), pick("情况", "Standing"), pick("最近证据", "Newest"),
            pick("证据", "Evidence")};
}

std::string ReportWords::of(ClauseState state) const {
    switch (state) {
        case ClauseState::tested: return pick("测试", "by tests");
        case ClauseState::measured: return pick("实时测量", "by measurement");
        case ClauseState::recorded: return pick("记录", "by records");
        case ClauseState::attested: return pick("附件双人佐证", "by attachment");
        case ClauseState::simulated: return pick("仅仿真", "simulated only");
        case ClauseState::not_yet: return pick("尚无", "not yet");
    }
    return {};
}

std::string ReportWords::of(Standing standing) const {
    switch (standing) {
        case Standing::holds: return pick("有效", "holds");
        case Standing::ageing: return pick("待更新", "ageing");
        case Standing::broken: return pick("不符", "broken");
        case Standing::open: return pick("待佐证", "open");
    }
    return {};
}

std::string ReportWords::of(const TestEvidence& test) const {
    std::string outcome;
    switch (test.outcome) {
        case TestOutcome::passed: outcome = pick("通过", "passed"); break;
        case TestOutcome::failed: outcome = pick("失败", "failed"); break;
        case TestOutcome::skipped: outcome = pick("跳过", "skipped"); break;
        case TestOutcome::unknown: outcome = pick("结果未知", "no result known"); break;
    }
    if (test.finished_at_us) outcome += " " + moment(*test.finished_at_us);
    return (test.test.empty() ? test.path : test.test) +
           (test.is_simulated ? pick("（仿真）", " (simulated)") : "") + pick("：", ": ") + outcome;
}

std::string ReportWords::of(const ProbeEvidence& probe) const {
    const auto name = pick(probe.title_zh, probe.title_en) + pick("：", ": ");
    if (probe.outcome == ReadingOutcome::unknown || !probe.amount)
        return name + pick("尚无读数", "nothing known yet");
    const auto unit = " " + pick(probe.unit_zh, probe.unit_en);
    auto text = name + std::to_string(*probe.amount) + unit;
    if (!probe.is_count)
        text +=
            (probe.is_at_most ? pick("（上限 ", " (at most ") : pick("（下限 ", " (at least ")) +
            std::to_string(probe.threshold) + pick("）", ")");
    const auto& at = probe.newest_at_us ? probe.newest_at_us : probe.read_at_us;
    return at ? text + " " + moment(*at) : text;
}

std::string ReportWords::of(const AttestedEvidence& attested) const {
    return pick("附件，双人确认于 ", "attachment, agreed ") + moment(attested.agreed_at_us);
}

}  // namespace dlfp::conformance
