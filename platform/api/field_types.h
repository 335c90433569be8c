// Field<T> of the types every module uses. Included by field.h only.
#pragma once

namespace dlfp::api {

template <>
struct Field<bool> {
    static bool read(JsonView view, bool& value, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::boolean) return expect("true or false", problem);
        value = view.boolean();
        return true;
    }
    static bool from_text(std::string_view text, bool& value, FieldProblem& problem) {
        if (text != "true" && text != "false") return expect("true or false", problem);
        value = text == "true";
        return true;
    }
    static void write(JsonWriter& writer, bool value) { writer.boolean(value); }
    static void schema(JsonWriter& writer) { writer.member("type", "boolean"); }
};

template <>
struct Field<std::int64_t> : IntegralField<std::int64_t, Field<std::int64_t>> {
    static constexpr std::int64_t min() { return -9'007'199'254'740'991; }
    static constexpr std::int64_t max() { return 9'007'199'254'740'991; }
    static std::int64_t make(std::int64_t number) { return number; }
    static std::int64_t number_of(std::int64_t value) { return value; }
};

template <>
struct Field<std::int32_t> : IntegralField<std::int32_t, Field<std::int32_t>> {
    static constexpr std::int64_t min() { return INT32_MIN; }
    static constexpr std::int64_t max() { return INT32_MAX; }
    static std::int32_t make(std::int64_t number) { return static_cast<std::int32_t>(number); }
    static std::int64_t number_of(std::int32_t value) { return value; }
};

template <std::int64_t Min, std::int64_t Max>
struct Field<Whole<Min, Max>> : IntegralField<Whole<Min, Max>, Field<Whole<Min, Max>>> {
    static constexpr std::int64_t min() { return Min; }
    static constexpr std::int64_t max() { return Max; }
    static Whole<Min, Max> make(std::int64_t number) { return {number}; }
    static std::int64_t number_of(Whole<Min, Max> value) { return value.value; }
};

template <>
struct Field<Money> : IntegralField<Money, Field<Money>> {
    static constexpr std::int64_t min() { return 0; }
    static constexpr std::int64_t max() { return money_fen_max; }
    static Money make(std::int64_t number) { return Money::fen(number); }
    static std::int64_t number_of(Money value) { return value.fen(); }
    static void schema(JsonWriter& writer) {
        writer.member("type", "integer");
        writer.member("format", "int64");
        writer.member("description", "Amount in fen (1/100 yuan).");
        writer.key("examples");
        writer.begin_array(), writer.integer(1250), writer.end_array();
    }
};

template <>
struct Field<SignedMoney> : IntegralField<SignedMoney, Field<SignedMoney>> {
    static constexpr std::int64_t min() { return -money_fen_max; }
    static constexpr std::int64_t max() { return money_fen_max; }
    static SignedMoney make(std::int64_t number) { return {Money::fen(number)}; }
    static std::int64_t number_of(SignedMoney value) { return value.amount.fen(); }
};

template <>
struct Field<UtcTime> : IntegralField<UtcTime, Field<UtcTime>> {
    static constexpr std::int64_t min() { return 0; }
    static constexpr std::int64_t max() { return 9'007'199'254'740'991; }
    static UtcTime make(std::int64_t number) { return UtcTime::from_us(number); }
    static std::int64_t number_of(UtcTime value) { return value.us(); }
    static void schema(JsonWriter& writer) {
        writer.member("type", "integer");
        writer.member("format", "int64");
        writer.member("description", "Microseconds since 1970-01-01T00:00:00Z.");
        writer.key("examples");
        writer.begin_array(), writer.integer(1795424400000000), writer.end_array();
    }
};

template <>
struct Field<BusinessDate> : TextualField<BusinessDate, Field<BusinessDate>> {
    static std::optional<BusinessDate> parse(std::string_view text) {
        return BusinessDate::parse(text);
    }
    static std::string text_of(BusinessDate value) { return value.to_text(); }
    static std::string expectation() { return "date as YYYY-MM-DD"; }
    static void schema(JsonWriter& writer) {
        writer.member("type", "string");
        writer.member("format", "date");
        writer.key("examples");
        writer.begin_array(), writer.string("2026-11-23"), writer.end_array();
    }
};

template <class Tag>
struct Field<Id<Tag>> : TextualField<Id<Tag>, Field<Id<Tag>>> {
    static std::optional<Id<Tag>> parse(std::string_view text) { return Id<Tag>::parse(text); }
    static std::string text_of(const Id<Tag>& value) { return value.to_text(); }
    static std::string expectation() { return "id " + std::string(Tag::prefix) + "_…"; }
    static void schema(JsonWriter& writer) {
        writer.member("type", "string");
        writer.member("pattern", "^" + std::string(Tag::prefix) + "_[0-9a-hjkmnp-tv-z]{26}$");
        writer.key("examples");
        writer.begin_array(), writer.string(Id<Tag>::fixed(20261123).to_text()), writer.end_array();
    }
};

template <DescribedEnum E>
struct Field<E> : TextualField<E, Field<E>> {
    static std::optional<E> parse(std::string_view text) {
        E value{};
        if (!boost::describe::enum_from_string(std::string(text).c_str(), value))
            return std::nullopt;
        return value;
    }
    static std::string text_of(E value) { return boost::describe::enum_to_string(value, ""); }
    template <class Sink>
    static void each_name(Sink&& sink) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto enumerator) { sink(std::string_view{enumerator.name}); });
    }
    static std::string expectation() {
        std::string text = "one of";
        each_name([&](std::string_view name) { (text += ' ') += name; });
        return text;
    }
    static void schema(JsonWriter& writer) {
        writer.member("type", "string");
        writer.key("enum");
        writer.begin_array();
        each_name([&](std::string_view name) { writer.string(name); });
        writer.end_array();
    }
};

/// Strings with bounds in characters; line breaks where `Allowed` says so.
template <class T, std::size_t Min, std::size_t Max, bool AllowsLines>
struct BoundedTextField : TextualField<T, BoundedTextField<T, Min, Max, AllowsLines>> {
    static std::optional<T> parse(std::string_view text) {
        const auto count = count_code_points(text);
        if (count < Min || count > Max) return std::nullopt;
        if (has_control_characters(text, AllowsLines ? "\n" : "")) return std::nullopt;
        return T{std::string(text)};
    }
    static std::string_view text_of(const T& value) { return value; }
    static std::string expectation() {
        return "text of " + std::to_string(Min) + " to " + std::to_string(Max) + " characters";
    }
    static void schema(JsonWriter& writer) {
        writer.member("type", "string");
        writer.member("minLength", static_cast<std::int64_t>(Min));
        writer.member("maxLength", static_cast<std::int64_t>(Max));
    }
};
template <std::size_t Max, std::size_t Min>
struct Field<Text<Max, Min>> : BoundedTextField<Text<Max, Min>, Min, Max, false> {};
template <std::size_t Max, std::size_t Min>
struct Field<LongText<Max, Min>> : BoundedTextField<LongText<Max, Min>, Min, Max, true> {};
template <>
struct Field<std::string> : BoundedTextField<std::string, 0, plain_text_characters_max, false> {
    // Replies carry texts of our own: only requests are held to the bound.
    static void schema(JsonWriter& writer) { writer.member("type", "string"); }
};

/// Secrets can be read and never written: there is no write().
template <>
struct Field<Secret<>> {
    static bool read(JsonView view, Secret<>& value, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::string || view.string().empty() ||
            view.string().size() > 1024)
            return expect("secret text of 1 to 1024 bytes", problem);
        value = Secret<>{std::string(view.string())};
        return true;
    }
    static void schema(JsonWriter& writer) {
        writer.member("type", "string");
        writer.member("format", "password");
        writer.key("writeOnly"), writer.boolean(true);
    }
};

template <class T>
struct Field<std::optional<T>> {
    static bool read(JsonView view, std::optional<T>& value, FieldProblem& problem) {
        if (view.kind() == JsonView::Kind::null) return value.reset(), true;
        return Field<T>::read(view, value.emplace(), problem);
    }
    static bool from_text(std::string_view text, std::optional<T>& value, FieldProblem& problem)
        requires requires(T inner) { Field<T>::from_text(text, inner, problem); }
    {
        return Field<T>::from_text(text, value.emplace(), problem);
    }
    static void write(JsonWriter& writer, const std::optional<T>& value) {
        if (value)
            Field<T>::write(writer, *value);
        else
            writer.null();
    }
};

template <class T, class Element, std::size_t Max>
struct ListField {
    static bool read(JsonView view, T& list, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::array || view.size() > Max)
            return expect("list of at most " + std::to_string(Max), problem);
        list.clear();
        list.reserve(view.size());
        for (std::size_t index = 0; index < view.size(); ++index) {
            Element element{};
            if (!Field<Element>::read(view.element(index), element, problem)) {
                problem.pointer.insert(0, "/" + std::to_string(index));
                return false;
            }
            list.push_back(std::move(element));
        }
        return true;
    }
    static void write(JsonWriter& writer, const T& list) {
        writer.begin_array();
        for (const auto& element : list) Field<Element>::write(writer, element);
        writer.end_array();
    }
};
template <class T>
struct Field<std::vector<T>> : ListField<std::vector<T>, T, plain_list_elements_max> {};
template <class T, std::size_t Max>
struct Field<List<T, Max>> : ListField<List<T, Max>, T, Max> {};

template <DescribedStruct T>
struct Field<T> {
    static bool read(JsonView view, T& value, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::object) return expect("object", problem);
        std::size_t known = 0;
        bool is_good = true;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (!is_good) return;
            const auto found = view.find(member.name);
            if (found) ++known;
            is_good = read_member(found, value.*member.pointer, problem);
            if (!is_good) problem.pointer.insert(0, std::string("/") + member.name);
        });
        if (is_good && known != view.size()) return refuse_unknown(view, problem);
        return is_good;
    }
    static void write(JsonWriter& writer, const T& value) {
        writer.begin_object();
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Inner = std::remove_cvref_t<decltype(value.*member.pointer)>;
            writer.key(member.name);
            Field<Inner>::write(writer, value.*member.pointer);
        });
        writer.end_object();
    }

private:
    template <class Inner>
    static bool read_member(const std::optional<JsonView>& found, Inner& inner,
                            FieldProblem& problem) {
        if (found) return Field<Inner>::read(*found, inner, problem);
        if constexpr (requires { inner.has_value(); }) return inner.reset(), true;
        return expect("this field", problem);
    }
    static bool refuse_unknown(JsonView view, FieldProblem& problem) {
        for (std::size_t index = 0; index < view.size(); ++index) {
            bool is_known = false;
            boost::mp11::mp_for_each<Members<T>>(
                [&](auto member) { is_known |= view.member_name(index) == member.name; });
            if (is_known) continue;
            problem.pointer = "/" + std::string(view.member_name(index)).substr(0, 64);
            break;
        }
        return expect("no such field", problem);
    }
};

}  // namespace dlfp::api
