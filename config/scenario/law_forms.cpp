#include "config/scenario/law_forms.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <type_traits>
#include <variant>

namespace cellcast::config {
namespace {

template <class C, class L>
void set(double C::*member, L& law, std::string_view name, const GivenParameters& given) {
  law.*member = given.number(name);
}
template <class L>
void set(std::vector<double> L::*member, L& law, std::string_view name, const GivenParameters& given) {
  law.*member = given.list(name);
}
template <class L>
void set(std::vector<Distribution> L::*member, L& law, std::string_view name, const GivenParameters& given) {
  law.*member = given.laws(name);
}

template <class L>
Law make(const GivenParameters& given) {
  L law{};
  std::size_t k = 0;
  std::apply([&](auto... member) { (set(member, law, LawOf<L>::parameters[k++].name, given), ...); }, LawOf<L>::members);
  if constexpr (std::is_same_v<L, EmpiricalData>) std::ranges::sort(law.data);
  return law;
}

template <class L>
constexpr std::size_t picks_of() {
  if constexpr (requires { LawOf<L>::picks; })
    return LawOf<L>::picks;
  else
    return 0;
}

template <class L>
constexpr Form form_of() {
  return {LawOf<L>::dist, LawOf<L>::parameters, LawOf<L>::bounded, picks_of<L>(), LawOf<L>::meaning, make<L>};
}

constexpr std::array kColumn{Parameter{"file", kAny, "", Shape::text}, Parameter{"column", kAny, "", Shape::text}};
constexpr Form kOfFile{"empirical", kColumn, false, 0,
                       "the law of the numbers in a column of a CSV file, as of `data`: a path relative to this file, and the column's "
                       "name in its first line",
                       nullptr};

template <class... L>
constexpr std::array<Form, sizeof...(L) + 1> forms_of(const std::variant<L...>*) {
  return {form_of<L>()..., kOfFile};
}

constexpr auto kForms = forms_of(static_cast<const Law*>(nullptr));

}  // namespace

std::span<const Form> forms() { return kForms; }

}  // namespace cellcast::config
