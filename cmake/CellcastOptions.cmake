# Compiler options that everything of ours is built with.
option(CELLCAST_WERROR "Treat warnings as errors" OFF)
set(CELLCAST_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize: address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

# Optimised for small and quick builds here; the engine asks for more where it runs (CMakeLists.txt).
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_library(cellcast_options INTERFACE)
target_compile_features(cellcast_options INTERFACE cxx_std_20)
set_target_properties(cellcast_options PROPERTIES INTERFACE_POSITION_INDEPENDENT_CODE ON)

# The same bits on every processor: no contraction behind our back, no assumption that changes a value.
# errno and floating-point traps are not looked at, which lets loops over sqrt and select vectorise.
target_compile_options(cellcast_options INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math)

target_compile_options(cellcast_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
# GCC 12 warns of overlaps that cannot be in std::string's own concatenation (its bug 105651).
target_compile_options(cellcast_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(CELLCAST_WERROR)
  target_compile_options(cellcast_options INTERFACE -Werror)
endif()
if(CELLCAST_SANITIZE)
  target_compile_options(cellcast_options INTERFACE -fsanitize=${CELLCAST_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g -O1)
  target_link_options(cellcast_options INTERFACE -fsanitize=${CELLCAST_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
