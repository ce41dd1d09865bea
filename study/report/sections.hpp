#pragma once

#include <string>

#include "study/plot/view.hpp"
#include "study/report/page.hpp"

namespace cellcast::study {

/// A number in a table: readable by itself, or beside others of that scale.
std::string for_people(double value);
std::string for_people(double value, double scale);

// Sections of a report that are words and tables. Each is left out where the result has nothing for it.

void add_answer(Page& page, const View& view);
void add_headline(Page& page, const View& view);
void add_update(Page& page, const View& view);
void add_claims(Page& page, const View& view);
void add_judgements(Page& page, const View& view);
void add_method(Page& page, const View& view, const std::string& command);

}  // namespace cellcast::study
