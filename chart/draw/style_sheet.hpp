#pragma once

#include <string>

namespace cellcast::chart {

/// The style sheet of all charts. Each colour is a variable, `--cc-ink`, with a value for light pages, for dark ones and for print; before
/// each use of one stands the light value, for readers of SVG that know no variables.
std::string style_sheet();

/// The variables alone, for a page that uses them too.
std::string colour_variables();

/// The same for a page whose reader chooses: by the attribute `data-theme` of its root, `light` or `dark`. Print is always light.
std::string chosen_colours();

/// Names of looks: `text`, `muted`, `strong`, `title`, `grid`, `base`, `outer`, `inner`, `median`, `pale`, `pale-band`, `published`, `dot`,
/// `outlook`, `bar`, `bar-low`, `heat`, `series-0` to `series-7`, ...
inline constexpr int kSeriesLooks = 8;

}  // namespace cellcast::chart
