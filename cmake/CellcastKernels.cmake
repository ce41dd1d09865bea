# What runs for every trial, compiled once for each kind of processor: the portable kernel, like the rest of the program, for any of its
# architecture; on x86-64 two more, of which sim/engine/trials/kernel.cpp chooses at run time.
option(CELLCAST_PORTABLE_ONLY "Leave out the kernels for x86-64-v3 and AVX-512" OFF)

set(kernel_sources
  sim/engine/trials/draw.cpp
  sim/engine/trials/kernel_functions.cpp
  sim/derived/evaluate.cpp
  sim/model/accounts/concentration.cpp
  sim/model/accounts/customs.cpp
  sim/model/accounts/installation.cpp
  sim/model/accounts/margins.cpp
  sim/model/accounts/plants.cpp
  sim/model/accounts/producers.cpp
  sim/model/accounts/splits.cpp
  sim/model/accounts/submarkets.cpp
  sim/model/accounts/supply_by_owner.cpp
  sim/model/stages/call.cpp
  sim/model/stages/capacity.cpp
  sim/model/stages/chemistry.cpp
  sim/model/stages/demand.cpp
  sim/model/stages/full_plants.cpp
  sim/model/stages/money.cpp
  sim/model/stages/price.cpp
  sim/model/stages/production.cpp
  sim/model/stages/quotas.cpp
  sim/model/stages/reference.cpp
  sim/model/stages/shocks.cpp
  sim/model/stages/simulate.cpp
  sim/model/stages/supply.cpp
  sim/model/stages/tariffs.cpp
  sim/model/stages/totals.cpp
  sim/model/stages/trade.cpp
  sim/random/correlation/copula.cpp
  sim/random/design/design.cpp
  sim/random/design/permutation.cpp
  sim/random/laws/quantile_blocks.cpp
  sim/random/design/scramble.cpp
  sim/random/stream/uniform.cpp
  sim/stats/accumulate/above.cpp
  sim/stats/accumulate/accumulator.cpp
  sim/stats/accumulate/bin_counts.cpp
  sim/stats/accumulate/distances.cpp
  sim/stats/accumulate/bin_places.cpp)

# cellcast_add_kernel_objects(NAME SOURCES OPTION...): what runs for every trial is worth the compiler's time; what runs once is not.
function(cellcast_add_kernel_objects name sources)
  add_library(${name} OBJECT ${sources})
  target_link_libraries(${name} PRIVATE cellcast_options Eigen3::Eigen Boost::headers)
  target_compile_options(${name} PRIVATE "$<$<CONFIG:Release,RelWithDebInfo>:-O3>" ${ARGN})
  cellcast_compile_folders(${name} ${cellcast_compiled_together_in_kernels})
endfunction()

# cellcast_add_variant(LIBRARY TABLE SOURCES OPTION...): links the sources, compiled with the options, into one object of LIBRARY that
# shares with the rest of the program the name TABLE alone. An inline function or template that both use has thus a copy on each side,
# and the linker cannot pick the one with instructions that a processor may lack.
function(cellcast_add_variant library table sources)
  # GNU-unique names (static variables of inline functions) could not be made local. Rows are too short for memset and memcpy, into
  # which loops that fill and copy would be turned: 5 % of the model's time.
  cellcast_add_kernel_objects(${table}_objects "${sources}" -fno-gnu-unique -fno-tree-loop-distribute-patterns ${ARGN})
  target_compile_definitions(${table}_objects PRIVATE CELLCAST_TABLE=${table})
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

# cellcast_add_kernels(LIBRARY TABLE SOURCE...): TABLE_portable, and its variants.
function(cellcast_add_kernels library table)
  cellcast_add_kernel_objects(${table}_portable "${ARGN}")
  target_sources(${library} PRIVATE $<TARGET_OBJECTS:${table}_portable>)
  cellcast_add_variants(${library} ${table} ${ARGN})
endfunction()
