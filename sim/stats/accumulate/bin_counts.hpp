#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "sim/stats/accumulate/bin_places.hpp"
#include "sim/stats/accumulate/bins.hpp"
#include "sim/stats/accumulate/packed.hpp"

namespace cellcast::sim {

/// How many values lie in each bin over the leading bits of a double, and how many are equal to each atom. Counts, so that they merge
/// in any order.
///
/// Almost all values lie in a window of bins (BinPlan::window) as narrow as memory allows: a byte each, so that they stay in cache, and
/// what does not fit into a byte is carried elsewhere, one value in 256, and from there one in 2^24. The few values outside have pages of
/// bins of their own. Bins are in no near cache when a chunk of trials is done, so the places of values wait in a row until there are many
/// of them; a run that is not longer needs no bins. Where a value is counted does not matter: its count is the sum over all of these.
class BinCounts {
 public:
  /// Values that are added at a time, at most.
  static constexpr std::size_t kMost = 512;
  /// Places that wait: of so many chunks of trials that counting them touches a line of bins for several of them.
  static constexpr std::size_t kWaiting = 2048;

  /// The plan must outlive the counts, and so must the memory, which is taken from whenever it is needed: by several threads where they
  /// merge counts.
  BinCounts(const BinPlan& plan, std::pmr::memory_resource* memory);

  /// Adds up to kMost finite values, of which `low` is the smallest and `high` the largest. Returns their places, which hold until the next
  /// call.
  std::span<const BinPlace> add(std::span<const double> values, double low, double high);
  void add_repeated(double value, std::uint64_t times);
  /// Precondition: the same plan.
  void merge(const BinCounts& other);
  /// Adds what counts of the same plan have saved. Throws Malformed.
  void merge(PackedReader& saved);
  void save(PackedWriter& to) const;

  const BinPlaces& places() const { return places_; }
  /// Asks the processor for what the next `add` of so many values will need.
  void prefetch(std::size_t values) const;

  /// Values that lie in [low, high], evenly as far as is known; low = high for an atom.
  struct Piece {
    double low, high;
    std::uint64_t count;
  };
  /// All `count` values from the smallest to the largest, which are `min` and `max`; pieces do not overlap but for their ends.
  std::vector<Piece> pieces(double min, double max, std::uint64_t count) const;

 private:
  /// The bins of one sign and exponent outside the window.
  struct Page {
    PageId id;
    int shift;                        ///< of a fine bin's number, to a bin
    std::vector<std::uint32_t> bins;  ///< modulo 2^32

    std::uint32_t& at(std::uint32_t leading) { return bins[(leading & ((1U << kFineBits) - 1)) >> shift]; }
  };

  /// A bin that some value is in.
  struct Filled {
    std::int32_t order;     ///< the same as its values'
    std::uint32_t leading;  ///< bits of its value nearest to 0
    int shift;              ///< fine bins in it, as a power of two
    std::uint32_t count;    ///< modulo 2^32
  };

  class FilledBins;

  void narrow();
  void count_waiting();
  void count_up(BinPlace place);
  void add_outside(std::span<const double> values, const BinPlace* places);
  void add_outside(double value);
  void add_to_bin(double value, std::uint64_t times);
  void carry(BinPlace place);
  void carry_wide(BinPlace place, std::uint32_t times);
  void widen();
  std::uint64_t count_atoms(std::span<const double> values, double low, double high);
  std::size_t zero_atom() const;
  void count_on_page(double value, std::uint64_t times, std::vector<Page>& pages) const;
  Page& page(PageId id, std::vector<Page>& pages) const;
  int shift_of(PageId id) const;
  std::vector<std::uint32_t> window() const;
  std::vector<std::uint64_t> not_empty(const std::vector<std::uint32_t>& counts) const;
  template <class Use>
  void for_each_in_window(Use&& use) const;
  template <class Use>
  void for_each_elsewhere(Use&& use) const;
  std::vector<Page> all_pages() const;
  std::vector<Filled> filled() const;
  std::vector<Piece> with_atoms(std::vector<Piece> bins) const;

  const BinPlan* plan_;
  BinPlaces places_;
  BinPlace usual_, usual_end_;             ///< almost all values have a place from the one to the other
  std::pmr::vector<std::uint8_t> narrow_;  ///< [place], modulo 2^8; empty while all values wait
  std::pmr::vector<std::uint16_t> wide_;   ///< [place], what was carried, in units of 2^8 and modulo 2^16; empty while there is none
  std::vector<std::uint8_t> far_;          ///< [place], what was carried from there, in units of 2^24 and modulo 2^8; likewise
  std::pmr::vector<BinPlace> waiting_;     ///< [waiters_], not yet in narrow_; taken when first needed
  std::uint32_t waiters_ = 0, carries_ = 0, outsiders_ = 0;
  std::array<BinPlace, 64> carried_;  ///< [carries_], places to which 2^8 is carried, not yet in wide_
  std::array<double, 16> outside_;    ///< [outsiders_], values that are neither in the window nor 0, not yet in pages_
  std::vector<Page> pages_;
  double first_atom_, last_atom_;
  std::pmr::vector<std::uint64_t> atom_counts_;  ///< [atom of the plan]; atoms are in the bins too, but for zero
};

}  // namespace cellcast::sim
