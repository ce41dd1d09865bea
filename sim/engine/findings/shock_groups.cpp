#include "sim/engine/findings/shock_groups.hpp"

#include <algorithm>

namespace cellcast::sim {

std::vector<ShockGroup> shock_groups(const std::vector<Input>& inputs) {
  std::vector<ShockGroup> groups;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const std::string& name = inputs[k].name;
    if (!name.starts_with("shock.")) continue;
    const std::string kind = name.substr(0, name.find('['));
    auto group = std::ranges::find(groups, kind, &ShockGroup::name);
    if (group == groups.end()) group = groups.insert(groups.end(), {kind, {}});
    group->inputs.push_back(k);
  }
  std::erase_if(groups, [](const ShockGroup& group) { return group.inputs.size() < 2; });
  return groups;
}

}  // namespace cellcast::sim
