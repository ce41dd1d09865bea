# The sources of a folder are compiled together, as one translation unit (CMake's unity builds): most of the time of compiling one of
# them goes into headers that its neighbours read too. Two sources that are compiled together must therefore not give the same name to
# different things, not even in nameless namespaces. Nor may one have there a function of the name and parameters of another that a header
# declares: what is in a nameless namespace after it would call that one instead, without a word from the compiler.
option(CELLCAST_UNITY "Compile the sources of a folder together" ON)

# Folders of the rooms that are compiled as one, under the name of the first: what all of them include, and the members of classes that all
# of them use, are then compiled once.
set(cellcast_compiled_together
  "config/diagnostics|config/toml|config/schema|config/actuals"
  "config/expression|config/scenario|config/load|config/sweep|config/write"
  "sim/math|sim/model|sim/derived|sim/claims|sim/plan|sim/results|sim/random/stream|sim/random/design|sim/random/correlation|sim/check|sim/check/influence"
  "sim/engine|sim/engine/trials|sim/engine/counts|sim/engine/findings|sim/engine/run|sim/engine/replay|sim/sweep|sim/batch|sim/questions"
  "sim/decide|sim/discover|sim/score|sim/stats/infer|sim/stats/accumulate"
  "output/files|output/hdf5|output/report|output/result|output/sweep|output/tables|output/verify|output/work"
  "chart/draw|chart/charts"
  "study|study/guide|study/plot|study/questions|study/report|study/score|study/whatif"
  "cli|cli/commands|cli/commands/pictures|cli/commands/questions|cli/guide|cli/parse|cli/shell|cli/terminal")
# In a kernel most of the time of these is their headers.
set(cellcast_compiled_together_in_kernels
  "sim/engine/trials|sim/random/stream|sim/random/design|sim/random/correlation|sim/random/laws|sim/stats/accumulate")

# cellcast_compiled_with(FOLDER GROUP LIST...): sets GROUP to the folder under whose name FOLDER is compiled: the first of the list that it is
# in, or itself.
function(cellcast_compiled_with folder group)
  set(${group} ${folder} PARENT_SCOPE)
  foreach(together IN LISTS ARGN)
    if("|${together}|" MATCHES "[|]${folder}[|]")
      string(REGEX MATCH "^[^|]+" first "${together}")
      set(${group} ${first} PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

# cellcast_compile_folders(TARGET [TOGETHER]): for sources whose names are relative to the current folder. TOGETHER are lists of folders
# as above, which come before them.
function(cellcast_compile_folders target)
  get_target_property(sources ${target} SOURCES)
  foreach(source ${sources})
    get_filename_component(folder ${source} DIRECTORY)
    if(CMAKE_CURRENT_SOURCE_DIR STREQUAL PROJECT_SOURCE_DIR)
      cellcast_compiled_with(${folder} folder ${ARGN} ${cellcast_compiled_together})
    endif()
    string(MAKE_C_IDENTIFIER "${folder}" folder)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP "${folder}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${CELLCAST_UNITY} UNITY_BUILD_MODE GROUP)
  if(CELLCAST_UNITY)
    # GCC takes for headers the sources that it finds included, and warns of their nameless types in types with names.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# cellcast_add_room(ROOM [BELOW ROOM...] [LIBRARIES TARGET...] [EXCEPT SOURCE...]): the static library cellcast_ROOM of the folder ROOM.
# BELOW are the rooms that it uses, LIBRARIES those of others, which no other room sees; EXCEPT what is compiled elsewhere.
function(cellcast_add_room room)
  cmake_parse_arguments(PARSE_ARGV 1 its "" "" "BELOW;LIBRARIES;EXCEPT")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${room}/*.cpp)
  if(its_EXCEPT)
    list(REMOVE_ITEM sources ${its_EXCEPT})
  endif()
  add_library(cellcast_${room} STATIC ${sources})
  list(TRANSFORM its_BELOW PREPEND cellcast_)
  target_link_libraries(cellcast_${room} PUBLIC cellcast_options ${its_BELOW} PRIVATE ${its_LIBRARIES})
  cellcast_compile_folders(cellcast_${room})
  # The rooms that are compiled with the same options (CMakeLists.txt) share one header; the engine is not among them.
  if(room MATCHES "^(base|sim)$")
    target_precompile_headers(cellcast_${room} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/standard.hpp)
  else()
    target_precompile_headers(cellcast_${room} REUSE_FROM cellcast_base)
  endif()
endfunction()
