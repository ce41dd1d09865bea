#include "cli/shell/manual.hpp"

namespace cellcast::cli {

const std::vector<ManualEntry>& manual() {
  using enum Section;
  static const std::vector<ManualEntry> kManual{
      {"init", write, {{"init --segment power --segment ess --market china --market us -o first.toml", "two uses, two markets, to start from"}}},
      {"check", write,
       {{"check first.toml", "all that is wrong with it, with places"},
        {"check --claims scenarios/china-2030.toml", "published figures, held against each other and the model"}}},
      {"inputs", write, {{"inputs scenarios/china-2031.toml", "every uncertain number, with its percentiles"}}},
      {"variables", write, {{"variables scenarios/china-2031.toml", "the outputs that a result of it holds"}}},
      {"explain", write,
       {{"explain segments.power.growth.rate", "what a key means, with an example and its source"}, {"explain pert", "the same of a distribution"}}},
      {"central", write, {{"central scenarios/china-2031.toml", "the path in which every input is at its median"}}},
      {"run", run,
       {{"run scenarios/china-2031.toml --trials 4096", "writes china-2031.h5"},
        {"run scenarios/china-2030.toml scenarios/china-2030-free-trade.toml --trials 1024 --force", "a batch, under the same draws"},
        {"run scenarios/china-2030.toml --trials 8192 --work kept --shard 0/2 --set outputs.variables='[\"total_production\"]'",
         "the first of two parts, kept in a folder"}}},
      {"sweep", run, {{"sweep scenarios/sweeps/us-tariff.toml --trials 512", "a run at each point; writes us-tariff.h5"}}},
      {"plan", run, {{"plan scenarios/china-2030.toml --trials 1M --tasks 8", "what eight parts take in time and memory"}}},
      {"status", run, {{"status kept", "which parts of a run are done"}}},
      {"resume", run, {{"resume kept -o parts.h5 --force", "does what is left of it, here, and puts it together"}}},
      {"merge", run, {{"merge kept -o merged.h5", "puts the parts together"}}},
      {"extend", run, {{"extend kept --trials 16384 -o longer.h5", "more trials for the same run"}}},
      {"show", look, {{"show china-2031.h5", "a table of percentiles"}, {"show china-2031.h5 --variable price --year 2030", "of one output and year"}}},
      {"plot", look, {{"plot china-2031.h5", "the charts that suit, as SVG"}}},
      {"report", look, {{"report china-2031.h5 -o report.html", "one page to read or to mail"}}},
      {"export", look, {{"export china-2031.h5 --variable total_production -o production.csv", "numbers as CSV"},
                      {"export china-2031.h5 --format xlsx -o china-2031.xlsx", "a workbook: quantiles, inputs, drivers, claims"}}},
      {"sensitivity", look, {{"sensitivity china-2031.h5 --variable total_production --top 5", "what drives an output, by share of variance"}}},
      {"compare", look,
       {{"compare scenarios/china-2030.toml scenarios/china-2030-free-trade.toml --trials 1024", "what a policy changes, trial by trial"}}},
      {"trace", look,
       {{"trace scenarios/china-2030.toml --variable total_production --year 2030 --quantile 0.95 --trials 1024", "the trial at the 95th percentile, in full"}}},
      {"verify", look, {{"verify china-2031.h5 --quick", "whether a result is what its scenario comes to, bit by bit"}}},
      {"probability", ask, {{"probability scenarios/china-2031.toml 'total_exports[2030] < 900' --trials 4096", "how likely something is, with an interval"}}},
      {"seek", ask,
       {{"seek scenarios/china-2030.toml --key segments.ess.growth.rate.p50 --from 0.27 --to 0.36 --target 'median(total_production[2030]) = 3600' --trials 1024",
         "at which growth of storage the median is 3,600 GWh"}}},
      {"discover", ask, {{"discover scenarios/china-2031.toml --where 'total_exports[2030] < 1000' --trials 4096", "in which futures something is the case"}}},
      {"decide", ask,
       {{"decide scenarios/policy-rebate-end.toml scenarios/policy-rebate-kept.toml --payoff 'total_exports[2030]' --trials 2048",
         "which of two to choose, and what is worth knowing before"}}},
      {"score", ask, {{"score scenarios/vintages/2022-03.toml --trials 2048", "how a forecast did, by what happened since"}}},
      {"help", self, {{"help run", "the options of a command"}}},
      {"man", self, {{"man run", "the page of a manual, as man reads it"}}},
      {"completion", self, {{"completion bash", "what makes bash complete commands and options"}}},
      {"doctor", self, {{"doctor", "versions, processor, and what is installed beside"}}},
  };
  return kManual;
}

}  // namespace cellcast::cli
