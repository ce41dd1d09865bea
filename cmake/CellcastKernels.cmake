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
  sim/stats/accumulator.cpp
  sim/stats/bin_counts.cpp
  sim/stats/exact_sums.cpp)

# cellcast_add_variant(LIBRARY TABLE SOURCES OPTION...): links the sources, compiled with the options, into one object of LIBRARY that
# shares with the rest of the program the name TABLE alone. An inline function or template that both use has thus a copy on each side,
# and the linker cannot pick the one with instructions that a processor may lack.
function(cellcast_add_variant library table sources)
  add_library(${table}_objects OBJECT ${sources})
  target_include_directories(${table}_objects PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${table}_objects PRIVATE cellcast_options Eigen3::Eigen Boost::headers)
  target_compile_definitions(${table}_objects PRIVATE CELLCAST_TABLE=${table})
  # GNU-unique names (static variables of inline functions) could not be made local. Rows are too short for memset and memcpy, into
  # which loops that fill and copy would be turned: 5 % of the model's time.
  target_compile_options(${table}_objects PRIVATE
    "$<$<CONFIG:Release,RelWithDebInfo>:-O3>" -fno-gnu-unique -fno-tree-loop-distribute-patterns ${ARGN})
  set(object ${CMAKE_CURRENT_BINARY_DIR}/${table}.o)
  add_custom_command(OUTPUT ${object}
    COMMAND ${CMAKE_LINKER} -r --force-group-allocation -o ${object}.all $<TARGET_OBJECTS:${table}_objects>
    COMMAND ${CMAKE_OBJCOPY} --keep-global-symbol=${table} ${object}.all ${object}
    DEPENDS ${table}_objects $<TARGET_OBJECTS:${table}_objects> COMMENT "Linking ${table}" COMMAND_EXPAND_LISTS VERBATIM)
  target_sources(${library} PRIVATE ${object})
  set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
endfunction()

# cellcast_add_variants(LIBRARY TABLE SOURCE...): TABLE_v3 and TABLE_avx512, where the processor is of that family.
function(cellcast_add_variants library table)
  if(CELLCAST_PORTABLE_ONLY OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    return()
  endif()
  cellcast_add_variant(${library} ${table}_v3 "${ARGN}" -march=x86-64-v3)
  cellcast_add_variant(${library} ${table}_avx512 "${ARGN}" -march=x86-64-v4 -mprefer-vector-width=512)
  target_compile_definitions(${library} PRIVATE CELLCAST_X86_64_VARIANTS)
endfunction()
