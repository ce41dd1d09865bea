// Double-double arithmetic and functions against values of 200 bits, as pairs of doubles (mpmath 1.2, mp.prec = 400).
#include "sim/math/double_double.hpp"

#include <limits>

#include "tests/catch.hpp"

namespace {

using cellcast::sim::math::DoubleDouble;
namespace math = cellcast::sim::math;

/// |a - b| relative to b
double error(DoubleDouble a, DoubleDouble b) { return math::abs((a - b) / b).high; }

}  // namespace

TEST_CASE("double-double operations keep 104 bits", "[math]") {
  const DoubleDouble third = DoubleDouble(1) / 3, tenth = 1 / DoubleDouble(10);
  CHECK(error(third * 3, 1) < 0x1p-104);
  CHECK(error(tenth * tenth * 100, 1) < 0x1p-103);
  CHECK(error(third + tenth, DoubleDouble(13) / 30) < 0x1p-104);
  CHECK(error((third - tenth) * 30 / 7, 1) < 0x1p-102);
  const DoubleDouble root = math::sqrt(DoubleDouble(2));
  CHECK(root.high == 0x1.6a09e667f3bcdp+0);
  CHECK(error(root * root, 2) < 0x1p-103);
  CHECK(math::two_sum(1, 0x1p-80).low == 0x1p-80);
  CHECK(math::two_product(1 + 0x1p-40, 1 - 0x1p-40).low == -0x1p-80);
  CHECK(third < tenth * 4);
  CHECK(DoubleDouble(1, -0x1p-60) < DoubleDouble(1));
}

TEST_CASE("double-double functions agree with 200 bits", "[math]") {
  CHECK(error(math::exp(DoubleDouble(-600.25)), {0x1.03fcf33f2b267p-866, -0x1.f1506a1308554p-930}) < 0x1p-96);
  CHECK(error(math::exp(DoubleDouble(-3.5)), {0x1.eec1018e4ff66p-6, -0x1.2d4a15bf94b5bp-63}) < 0x1p-96);
  CHECK(error(math::exp(DoubleDouble(-0.1)), {0x1.cf46d99d52b3ap-1, 0x1.d255100c4c1e2p-55}) < 0x1p-96);
  CHECK(error(math::exp(DoubleDouble(1e-20)), {0x1.0000000000000p+0, 0x1.79ca10c924223p-67}) < 0x1p-96);
  CHECK(error(math::exp(DoubleDouble(0.3)), {0x1.599058c8c1a96p+0, -0x1.b3ae34963b3d0p-54}) < 0x1p-96);
  CHECK(error(math::exp(DoubleDouble(1.0)), {0x1.5bf0a8b145769p+1, 0x1.4d57ee2b1013ap-53}) < 0x1p-96);
  CHECK(error(math::exp(DoubleDouble(50.5)), {0x1.cf65319c5751ap+72, 0x1.b230f55d45840p+17}) < 0x1p-96);
  CHECK(error(math::expm1(DoubleDouble(-30.0)), {-0x1.ffffffffffcb5p-1, -0x1.1f3d53808b2afp-56}) < 0x1p-100);
  CHECK(error(math::expm1(DoubleDouble(-0.3)), {-0x1.0966f2c7907f6p-2, -0x1.0a730392f0d98p-59}) < 0x1p-100);
  CHECK(error(math::expm1(DoubleDouble(1e-20)), {0x1.79ca10c924223p-67, 0x1.16c262777579cp-134}) < 0x1p-100);
  CHECK(error(math::expm1(DoubleDouble(0.01)), {0x1.4952e9791133fp-7, -0x1.872a35304a94cp-61}) < 0x1p-100);
  CHECK(error(math::expm1(DoubleDouble(0.34)), {0x1.9eaa94c8422f5p-2, 0x1.c3d5bec86aa25p-56}) < 0x1p-100);
  CHECK(error(math::expm1(DoubleDouble(3.0)), {0x1.315e5bf6fb106p+4, -0x1.a568407591768p-53}) < 0x1p-100);
  CHECK(error(math::log(DoubleDouble(1e-300)), {-0x1.5963447f87fb5p+9, -0x1.aa670d35324e6p-46}) < 0x1p-100);
  CHECK(error(math::log(DoubleDouble(0.1)), {-0x1.26bb1bbb55515p+1, -0x1.8b752b6b15c17p-53}) < 0x1p-100);
  CHECK(error(math::log(DoubleDouble(0.75)), {-0x1.269621134db92p-2, -0x1.e0efadd9db02bp-56}) < 0x1p-100);
  CHECK(error(math::log(DoubleDouble(3.0)), {0x1.193ea7aad030bp+0, -0x1.a256f99caabebp-54}) < 0x1p-100);
  CHECK(error(math::log(DoubleDouble(10000000000.0)), {0x1.7069e2aa2aa5bp+4, -0x1.c6b626e89338fp-52}) < 0x1p-100);
  CHECK(error(math::log(DoubleDouble(1e+300)), {0x1.5963447f87fb5p+9, 0x1.abccc0710fcd4p-46}) < 0x1p-100);
  CHECK(error(math::log1p(DoubleDouble(-0.9)), {-0x1.26bb1bbb55516p+1, -0x1.6ea56d62b82f3p-58}) < 0x1p-100);
  CHECK(error(math::log1p(DoubleDouble(-0.02)), {-0x1.4b004bce0abf2p-6, -0x1.5c7783b5da18dp-62}) < 0x1p-100);
  CHECK(error(math::log1p(DoubleDouble(1e-20)), {0x1.79ca10c924223p-67, -0x1.16c262777579cp-134}) < 0x1p-100);
  CHECK(error(math::log1p(DoubleDouble(0.03)), {0x1.e44a9a3bed663p-6, 0x1.2fa0108848a65p-61}) < 0x1p-100);
  CHECK(error(math::log1p(DoubleDouble(0.5)), {0x1.9f323ecbf984cp-2, -0x1.a92e513217f5cp-59}) < 0x1p-100);
  CHECK(error(math::log1p(DoubleDouble(100000.0)), {0x1.7069f7a2d94f6p+3, -0x1.a9cfe34c01ce9p-52}) < 0x1p-100);
  CHECK(error(math::log_gamma(DoubleDouble(0.005)), {0x1.52e8aeaa9decbp+2, 0x1.593ae602075f6p-52}) < 0x1p-96);
  CHECK(error(math::log_gamma(DoubleDouble(0.5)), {0x1.250d048e7a1bdp-1, 0x1.7abf2ad8d5088p-58}) < 0x1p-96);
  CHECK(error(math::log_gamma(DoubleDouble(3.5)), {0x1.3373018970a36p+0, -0x1.1f8a93cc89ef5p-54}) < 0x1p-96);
  CHECK(error(math::log_gamma(DoubleDouble(31.0)), {0x1.2aa208b59d0e5p+6, 0x1.c25aa1dbee1cfp-48}) < 0x1p-96);
  CHECK(error(math::log_gamma(DoubleDouble(1000.25)), {0x1.712f2802c64fdp+12, -0x1.94eccc0038abcp-42}) < 0x1p-96);
  CHECK(error(math::log_gamma(DoubleDouble(1000000.0)), {0x1.871921236750dp+23, 0x1.568ac06f98044p-31}) < 0x1p-96);
  CHECK(error(math::gamma_ratio(DoubleDouble(0.05)), {0x1.53fd94a7bc7d4p-4, 0x1.2f3bab23e7b82p-58}) < 0x1p-98);
  CHECK(error(math::gamma_ratio(DoubleDouble(0.5)), {0x1.20dd750429b6dp-1, 0x1.1ae3a914fed80p-57}) < 0x1p-98);
  CHECK(error(math::gamma_ratio(DoubleDouble(3.0)), {0x1.a96390899a074p+0, -0x1.6ec455989bc11p-59}) < 0x1p-98);
  CHECK(error(math::gamma_ratio(DoubleDouble(100.5)), {0x1.406676ae74bd3p+3, 0x1.f521451adf749p-55}) < 0x1p-98);
  CHECK(error(math::gamma_ratio(DoubleDouble(1000000000000.0)), {0x1.e847ffffffbcep+19, 0x1.085f4a1399ef3p-35}) < 0x1p-98);
}

TEST_CASE("double-double functions have the ends that doubles have", "[math]") {
  CHECK(math::exp(DoubleDouble(800)).high == std::numeric_limits<double>::infinity());
  CHECK(math::exp(DoubleDouble(-800)).high == 0);
  CHECK(math::log(DoubleDouble(0)).high == -std::numeric_limits<double>::infinity());
  CHECK(error(math::exp(math::log(DoubleDouble(1e-300))), 1e-300) < 0x1p-90);
}
