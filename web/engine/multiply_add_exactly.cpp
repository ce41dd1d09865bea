// a * b + c, rounded once, without an instruction for it: by rounding to odd. S. Boldo and G. Melquiond, "Emulation of FMA and correctly
// rounded sums: proved algorithms using rounding to odd", IEEE Transactions on Computers 57 (2008). Products and sums must neither overflow
// nor underflow on the way: |a|, |b| < 2^995, and no bit of a * b below 2^-1074.

namespace {

using Pair [[gnu::vector_size(16)]] = double;
using Bits [[gnu::vector_size(16)]] = unsigned long long;

}  // namespace

extern "C" [[clang::export_name("multiply_add_exactly")]] Pair multiply_add_exactly(Pair a, Pair b, Pair c) {
  // a b = uh + ul, exactly (Veltkamp 1968, Dekker 1971)
  constexpr double kHalf = 134217729.0;  // 2^27 + 1
  const Pair ac = a * kHalf, bc = b * kHalf;
  const Pair ah = ac - (ac - a), bh = bc - (bc - b);
  const Pair al = a - ah, bl = b - bh;
  const Pair uh = a * b;
  const Pair ul = al * bl - (((uh - ah * bh) - al * bh) - ah * bl);
  // c + ul = th + tl, exactly (Knuth)
  const Pair th = c + ul;
  const Pair t1 = th - c;
  const Pair tl = (c - (th - t1)) + (ul - t1);
  // uh + th = vh + vl
  const Pair vh = uh + th;
  const Pair v1 = vh - uh;
  const Pair vl = (uh - (vh - v1)) + (th - v1);
  // tl + vl, rounded to odd: where it is not exact, and its last bit is even, one step towards the rest e
  const Pair z = tl + vl;
  const Pair z1 = z - tl;
  const Pair e = (tl - (z - z1)) + (vl - z1);
  const Bits bits = Bits(z), is_even = (bits & 1) - 1, is_rest = Bits(e != Pair{});
  const Bits step = 1 - 2 * ((bits ^ Bits(e)) >> 63);
  return vh + Pair(bits + (step & is_even & is_rest));
}
