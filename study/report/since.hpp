#pragma once

#include <string>

#include "study/plot/view.hpp"
#include "study/report/page.hpp"

namespace cellcast::study {

/// What moved since an earlier result, of the last vintage say: the path with the earlier one beneath, the outputs, the inputs. Years that
/// only one of them has are left out.
void add_since(Page& page, const View& view, const output::StoredResult& earlier, const std::string& name);

}  // namespace cellcast::study
