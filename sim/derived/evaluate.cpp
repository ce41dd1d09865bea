#include "sim/derived/evaluate.hpp"

#include <cmath>

#include "sim/derived/scalar.hpp"

namespace cellcast::sim {
namespace {

/// The rows that a step's views stand for.
class StepRows {
 public:
  StepRows(const Program& program, const Step& step, Parameters in, const OutputBlock& out, Temporaries& temporaries,
           const OutputBlock* base)
      : program_(program), step_(step), in_(in), out_(out), temporaries_(temporaries), base_(base) {}

  Values out(std::size_t row) const {
    if (step_.out.source == Source::output) return output(step_.out, row);
    return temporary(step_.out, row);
  }

  ConstValues in(std::size_t k, std::size_t row) const {
    const View& view = step_.in[k];
    switch (view.source) {
      case Source::constant:
        return {temporaries_.values.data() + (program_.temporaries + view.index) * kBlock, true};
      case Source::input:
        return in_[program_.inputs[view.index]];
      case Source::output:
        return output(view, row);
      case Source::temporary:
        return temporary(view, row);
      case Source::base:
        break;
    }
    const LookBack& back = program_.looks_back[view.index];
    const std::size_t at = base_->layout->offset(back.variable) + back.rows[row];
    return {base_->rows + at * base_->stride, base_->spreads[at] != Spread::varies};
  }

 private:
  Values output(const View& view, std::size_t row) const {
    const std::size_t at = out_.layout->offset(static_cast<VariableId>(view.index)) + row;
    return {out_.rows + at * out_.stride, out_.spreads + at};
  }
  Values temporary(const View& view, std::size_t row) const {
    return {temporaries_.values.data() + (view.index + row) * kBlock, &temporaries_.spreads[view.index + row]};
  }

  const Program& program_;
  const Step& step_;
  Parameters in_;
  const OutputBlock& out_;
  Temporaries& temporaries_;
  const OutputBlock* base_;
};

/// Rows of a step's result and operands at one cell, counted from the first of each view.
struct Cell {
  std::size_t out;
  std::size_t in[3];
};

/// visit(cell) for each cell along the axes, the last running fastest.
template <class Visit>
void for_cells(const Program& program, const Step& step, AxisSet axes, const Visit& visit) {
  struct Run {
    std::size_t axis, size, at;
  };
  Run runs[kAxes];
  std::size_t count = 0;
  for (const Axis axis : kDerivedOrder)
    if (axes.has(axis)) runs[count++] = {static_cast<std::size_t>(axis), program.sizes[static_cast<std::size_t>(axis)], 0};
  Cell cell{step.out.first, {step.in[0].first, step.in[1].first, step.in[2].first}};
  const auto move = [&](std::size_t axis, std::size_t steps) {  // may be negative: sums of sizes wrap
    cell.out += steps * step.out.strides[axis];
    for (std::size_t k = 0; k < 3; ++k) cell.in[k] += steps * step.in[k].strides[axis];
  };
  for (;;) {
    visit(cell);
    std::size_t k = count;
    for (; k > 0; --k) {
      Run& run = runs[k - 1];
      if (++run.at < run.size) {
        move(run.axis, 1);
        break;
      }
      run.at = 0;
      move(run.axis, 1 - run.size);
    }
    if (k == 0) return;
  }
}

template <class F>
void one(const Program& program, const Step& step, const StepRows& rows, F f) {
  for_cells(program, step, step.out.axes, [&](const Cell& cell) { map(rows.out(cell.out), f, rows.in(0, cell.in[0])); });
}
template <class F>
void two(const Program& program, const Step& step, const StepRows& rows, F f) {
  for_cells(program, step, step.out.axes,
            [&](const Cell& cell) { map(rows.out(cell.out), f, rows.in(0, cell.in[0]), rows.in(1, cell.in[1])); });
}
template <class F>
void three(const Program& program, const Step& step, const StepRows& rows, F f) {
  for_cells(program, step, step.out.axes, [&](const Cell& cell) {
    map(rows.out(cell.out), f, rows.in(0, cell.in[0]), rows.in(1, cell.in[1]), rows.in(2, cell.in[2]));
  });
}

/// f(f(x[0], x[1]), x[2]) ... over a dimension, in the order of its labels; then `last` of the result.
template <class F, class Last>
void over(const Program& program, const Step& step, const StepRows& rows, F f, Last last) {
  const auto axis = static_cast<std::size_t>(step.over);
  for_cells(program, step, step.out.axes, [&](const Cell& cell) {
    const Values out = rows.out(cell.out);
    copy(out, rows.in(0, cell.in[0]));
    for (std::size_t k = 1; k < program.sizes[axis]; ++k) update(out, f, rows.in(0, cell.in[0] + k * step.in[0].strides[axis]));
    last(out);
  });
}

/// visit(year, row of the result, row of x, row of x or of the result a year before) along the years.
template <class Visit>
void along_years(const Program& program, const Step& step, const Visit& visit) {
  const auto axis = static_cast<std::size_t>(Axis::year);
  AxisSet others = step.out.axes;
  others.remove(Axis::year);
  for_cells(program, step, others, [&](const Cell& cell) {
    for (std::size_t year = 0; year < program.sizes[axis]; ++year)
      visit(year, cell.out + year * step.out.strides[axis], cell.in[0] + year * step.in[0].strides[axis]);
  });
}

void whole_power(const Program& program, const Step& step, const StepRows& rows) {
  const int size = step.exponent < 0 ? -step.exponent : step.exponent;
  for_cells(program, step, step.out.axes, [&](const Cell& cell) {
    const Values out = rows.out(cell.out);
    const ConstValues x = rows.in(0, cell.in[0]);
    if (size == 0) return fill(out, 1);
    copy(out, x);
    for (int k = 1; k < size; ++k) update(out, [](double p, double factor) { return p * factor; }, x);
    if (step.exponent < 0) update(out, [](double p) { return 1 / p; });
  });
}

void lag(const Program& program, const Step& step, const StepRows& rows) {
  along_years(program, step, [&](std::size_t year, std::size_t out, std::size_t in) {
    copy(rows.out(out), rows.in(0, year == 0 ? in : in - step.in[0].strides[static_cast<std::size_t>(Axis::year)]));
  });
}

void change(const Program& program, const Step& step, const StepRows& rows) {
  along_years(program, step, [&](std::size_t year, std::size_t out, std::size_t in) {
    if (year == 0) return fill(rows.out(out), 0);
    map(
        rows.out(out), [](double x, double before) { return x / before - 1; }, rows.in(0, in),
        rows.in(0, in - step.in[0].strides[static_cast<std::size_t>(Axis::year)]));
  });
}

void running_sum(const Program& program, const Step& step, const StepRows& rows) {
  along_years(program, step, [&](std::size_t year, std::size_t out, std::size_t in) {
    if (year == 0) return copy(rows.out(out), rows.in(0, in));
    map(
        rows.out(out), [](double sum, double x) { return sum + x; },
        rows.out(out - step.out.strides[static_cast<std::size_t>(Axis::year)]), rows.in(0, in));
  });
}

void growth_rate(const Program& program, const Step& step, const StepRows& rows) {
  const auto axis = static_cast<std::size_t>(Axis::year);
  const std::size_t last = program.sizes[axis] - 1;
  const double exponent = 1 / static_cast<double>(last);
  for_cells(program, step, step.out.axes, [&](const Cell& cell) {
    map(
        rows.out(cell.out), [exponent](double x, double base) { return scalar::power(x / base, exponent) - 1; },
        rows.in(0, cell.in[0] + last * step.in[0].strides[axis]), rows.in(0, cell.in[0]));
  });
}

void elementwise(const Program& program, const Step& step, const StepRows& rows) {
  const auto with_one = [&](auto f) { one(program, step, rows, f); };
  const auto with_two = [&](auto f) { two(program, step, rows, f); };
  switch (step.operation) {
    case Operation::copy:
      return with_one([](double x) { return x; });
    case Operation::negate:
      return with_one([](double x) { return -x; });
    case Operation::logical_not:
      return with_one(scalar::logical_not);
    case Operation::exp:
      return with_one([](double x) { return math::exp(x); });
    case Operation::log:
      return with_one([](double x) { return math::log(x); });
    case Operation::sqrt:
      return with_one([](double x) { return std::sqrt(x); });
    case Operation::abs:
      return with_one([](double x) { return std::fabs(x); });
    case Operation::power:
      return with_two([](double x, double y) { return scalar::power(x, y); });
    case Operation::add:
      return with_two([](double x, double y) { return x + y; });
    case Operation::subtract:
      return with_two([](double x, double y) { return x - y; });
    case Operation::multiply:
      return with_two([](double x, double y) { return x * y; });
    case Operation::divide:
      return with_two([](double x, double y) { return x / y; });
    case Operation::less:
      return with_two([](double x, double y) { return scalar::truth(x < y, x, y); });
    case Operation::less_or_equal:
      return with_two([](double x, double y) { return scalar::truth(x <= y, x, y); });
    case Operation::greater:
      return with_two([](double x, double y) { return scalar::truth(x > y, x, y); });
    case Operation::greater_or_equal:
      return with_two([](double x, double y) { return scalar::truth(x >= y, x, y); });
    case Operation::equal:
      return with_two([](double x, double y) { return scalar::truth(x == y, x, y); });
    case Operation::not_equal:
      return with_two([](double x, double y) { return scalar::truth(x != y, x, y); });
    case Operation::logical_and:
      return with_two([](double x, double y) { return scalar::logical_and(x, y); });
    case Operation::logical_or:
      return with_two([](double x, double y) { return scalar::logical_or(x, y); });
    case Operation::min:
      return with_two([](double x, double y) { return scalar::min(x, y); });
    case Operation::max:
      return with_two([](double x, double y) { return scalar::max(x, y); });
    case Operation::choose:
      return three(program, step, rows, [](double c, double x, double y) { return scalar::choose(c, x, y); });
    default:
      return three(program, step, rows, [](double x, double low, double high) { return scalar::clamp(x, low, high); });
  }
}

void compute(const Program& program, const Step& step, const StepRows& rows) {
  const auto nothing = [](Values) {};
  const auto add = [](double sum, double x) { return sum + x; };
  switch (step.operation) {
    case Operation::whole_power:
      return whole_power(program, step, rows);
    case Operation::sum:
      return over(program, step, rows, add, nothing);
    case Operation::mean: {
      const auto count = static_cast<double>(program.sizes[static_cast<std::size_t>(step.over)]);
      return over(program, step, rows, add, [count](Values out) { update(out, [count](double sum) { return sum / count; }); });
    }
    case Operation::least:
      return over(program, step, rows, [](double least, double x) { return scalar::min(least, x); }, nothing);
    case Operation::largest:
      return over(program, step, rows, [](double largest, double x) { return scalar::max(largest, x); }, nothing);
    case Operation::lag:
      return lag(program, step, rows);
    case Operation::change:
      return change(program, step, rows);
    case Operation::running_sum:
      return running_sum(program, step, rows);
    case Operation::growth_rate:
      return growth_rate(program, step, rows);
    default:
      return elementwise(program, step, rows);
  }
}

}  // namespace

void evaluate(const Program& program, Parameters in, OutputBlock out, Temporaries& temporaries, const OutputBlock* base) {
  for (const Step& step : program.steps) compute(program, step, StepRows(program, step, in, out, temporaries, base));
}

}  // namespace cellcast::sim
