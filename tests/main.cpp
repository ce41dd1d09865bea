// Catch2's own main stands alone here: it is slow to compile. Only where its library has none.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
