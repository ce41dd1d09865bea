# What runs for every trial, compiled once for each kind of processor: the portable kernel, like the rest of the program, for any of its
# architecture; on x86-64 two more, of which sim/engine/kernel.cpp chooses at run time.
option(CELLCAST_PORTABLE_ONLY "Leave out the kernels for x86-64-v3 and AVX-512" OFF)

set(kernel_sources
  sim/engine/draw.cpp
  sim/engine/kernel_functions.cpp
  sim/model/call.cpp
  sim/model/capacity.cpp
  sim/model/chemistry.cpp
  sim/model/demand.cpp
  sim/model/money.cpp
  sim/model/price.cpp
  sim/model/production.cpp
  sim/model/reference.cpp
  sim/model/shocks.cpp
  sim/model/simulate.cpp
  sim/model/supply.cpp
  sim/model/tariffs.cpp
  sim/model/totals.cpp
  sim/model/trade.cpp
  sim/random/copula.cpp
  sim/random/design.cpp
  sim/random/permutation.cpp
  sim/random/quantile_blocks.cpp
  sim/random/scramble.cpp
  sim/random/uniform.cpp
  sim/stats/accumulator.cpp)

# cellcast_add_kernel(LIBRARY NAME OPTION...): links the sources, compiled with the options, into one object of LIBRARY that shares with
# the rest of the program the name cellcast_kernel_NAME alone. An inline function or template that both use has thus a copy on each side,
# and the linker cannot pick the one with instructions that a processor may lack.
function(cellcast_add_kernel library name)
  set(objects cellcast_kernel_${name}_objects)
  add_library(${objects} OBJECT ${kernel_sources})
  target_include_directories(${objects} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${objects} PRIVATE cellcast_options Eigen3::Eigen Boost::headers)
  target_compile_definitions(${objects} PRIVATE CELLCAST_KERNEL=cellcast_kernel_${name})
  # GNU-unique names (static variables of inline functions) could not be made local.
  target_compile_options(${objects} PRIVATE -fno-gnu-unique ${ARGN})
  set(kernel ${CMAKE_CURRENT_BINARY_DIR}/cellcast_kernel_${name}.o)
  add_custom_command(OUTPUT ${kernel}
    COMMAND ${CMAKE_LINKER} -r --force-group-allocation -o ${kernel}.all $<TARGET_OBJECTS:${objects}>
    COMMAND ${CMAKE_OBJCOPY} --keep-global-symbol=cellcast_kernel_${name} ${kernel}.all ${kernel}
    DEPENDS ${objects} $<TARGET_OBJECTS:${objects}> COMMENT "Linking kernel ${name}" COMMAND_EXPAND_LISTS VERBATIM)
  target_sources(${library} PRIVATE ${kernel})
  set_source_files_properties(${kernel} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
endfunction()

function(cellcast_add_kernels library)
  if(CELLCAST_PORTABLE_ONLY OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    return()
  endif()
  cellcast_add_kernel(${library} v3 -march=x86-64-v3)
  cellcast_add_kernel(${library} avx512 -march=x86-64-v4 -mprefer-vector-width=512)
  target_compile_definitions(${library} PRIVATE CELLCAST_X86_64_KERNELS)
endfunction()
