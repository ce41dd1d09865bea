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
target_include_directories(cellcast_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
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
  target_compile_options(cellcast_options INTERFACE -fsanitize=${CELLCAST_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1 -O1)
  target_link_options(cellcast_options INTERFACE -fsanitize=${CELLCAST_SANITIZE})
endif()

# The same program from any folder: no path of this machine in it.
target_compile_options(cellcast_options INTERFACE -ffile-prefix-map=${PROJECT_BINARY_DIR}=build -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)

# Hardening of what is optimised: a bug that hostile input finds shall end the program, not take it over. tests/architecture/check_hardening.py
# reads it off the program. Sanitizers, which watch more closely, go without.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
if(NOT CELLCAST_SANITIZE)
  set(hardened "$<CONFIG:Release,RelWithDebInfo>")
  target_compile_options(cellcast_options INTERFACE
    "$<${hardened}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-fstack-protector-strong;-fstack-clash-protection>")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    target_compile_options(cellcast_options INTERFACE "$<${hardened}:-fcf-protection>")
  endif()
  target_link_options(cellcast_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# Which lines and branches the tests reach (scripts/coverage).
option(CELLCAST_COVERAGE "Count what is executed, for gcov" OFF)
if(CELLCAST_COVERAGE)
  target_compile_options(cellcast_options INTERFACE --coverage -fprofile-abs-path)
  target_link_options(cellcast_options INTERFACE --coverage)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
