#include "config/scenario/laws.hpp"

namespace cellcast::config {
namespace {

template <class L>
void set(double L::*member, L& law, std::string_view name, const GivenParameters& given) {
  law.*member = given.number(name);
}
template <class L>
void set(std::vector<double> L::*member, L& law, std::string_view name, const GivenParameters& given) {
  law.*member = given.list(name);
}

template <class L>
Law make(const GivenParameters& given) {
  L law{};
  std::size_t k = 0;
  std::apply([&](auto... member) { (set(member, law, LawOf<L>::parameters[k++].name, given), ...); }, LawOf<L>::members);
  return law;
}

template <class... L>
constexpr std::array<Form, sizeof...(L)> forms_of(const std::variant<L...>*) {
  return {Form{LawOf<L>::dist, LawOf<L>::parameters, LawOf<L>::bounded, LawOf<L>::meaning, make<L>}...};
}

constexpr auto kForms = forms_of(static_cast<const Law*>(nullptr));

}  // namespace

std::span<const Form> forms() { return kForms; }

}  // namespace cellcast::config
