// Reads recorded histories, strictly: a misread line would prove nothing.
#include "tests/linearizability/history.h"

#include <array>
#include <istream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace dlfp::linearizability {
namespace {

template <class Enum, std::size_t Size>
Enum word_as(const std::string& word, const std::array<std::string_view, Size>& words) {
    for (std::size_t index = 0; index < Size; ++index)
        if (word == words[index]) return static_cast<Enum>(index);
    throw std::runtime_error("unknown word " + word);
}

constexpr std::array<std::string_view, 6> action_words{"pay",       "give_back", "look",
                                                       "set_limit", "use",       "guess"};
constexpr std::array<std::string_view, 4> answer_words{"done", "refused", "over_limit", "unknown"};

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void read_object(std::istream& words, std::map<std::string, History>& histories) {
    std::string name;
    std::string kind;
    History history;
    words >> name >> kind;
    if (kind == "account") {
        words >> history.start >> history.limit;
    } else {
        expect(kind == "one_time", "unknown kind of object");
        history.kind = ObjectKind::one_time;
        if (!words.eof()) words >> history.limit;
    }
    expect(!words.fail(), "object incomplete");
    expect(histories.emplace(name, std::move(history)).second, "object named twice");
}

void read_operation(const std::string& name, std::istream& words,
                    std::map<std::string, History>& histories) {
    const auto found = histories.find(name);
    expect(found != histories.end(), "object not introduced");
    Operation operation;
    std::string action;
    std::string answer;
    std::string returned;
    words >> action >> operation.amount >> answer >> operation.seen >> operation.called >> returned;
    expect(!words.fail(), "operation incomplete");
    operation.action = word_as<Action>(action, action_words);
    operation.answer = word_as<Answer>(answer, answer_words);
    operation.returned = returned == "-" ? never : std::stoll(returned);
    expect((operation.answer == Answer::unknown) == (operation.returned == never),
           "what is unknown never returned");
    expect(operation.called < operation.returned, "returned before it was called");
    found->second.operations.push_back(operation);
}

}  // namespace

std::map<std::string, History> read_histories(std::istream& lines) {
    std::map<std::string, History> histories;
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::istringstream words{line};
        std::string first;
        if (!(words >> first)) continue;
        try {
            if (first == "object")
                read_object(words, histories);
            else
                read_operation(first, words, histories);
        } catch (const std::exception& problem) {
            throw std::runtime_error("line " + std::to_string(number) + ": " + problem.what());
        }
    }
    return histories;
}

}  // namespace dlfp::linearizability
