# What of the program is compiled for pages: no file, no thread, no terminal.
set(web_rooms base config sim chart study/plot study/whatif output/report web/engine)
set(web_without
  base/sha256.cpp base/real_path.cpp
  config/load/folder.cpp config/load/shipped.cpp config/toml/input_file.cpp config/sweep/load_sweep.cpp config/actuals/actuals.cpp
  sim/engine/trials/parallel.cpp sim/engine/trials/threads.cpp sim/sweep/sweep.cpp
  study/plot/answer_plots.cpp study/plot/convert.cpp study/plot/plot_file.cpp study/plot/sweep_plots.cpp study/whatif/page.cpp
  web/engine/multiply_add.cpp)  # is linked into the others
set(web_without_folders "^(sim/decide|sim/discover|sim/score|sim/questions|sim/sweep|config/sweep)/")

set(web_small_folders "")   # of what runs once,
set(web_kernel_folders "")  # of what runs for every trial,
set(web_number_folders "")  # and of what works on many numbers
foreach(room IN LISTS web_rooms)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${room}/*.cpp)
  if(room STREQUAL "output/report")
    set(sources output/report/csv_field.cpp output/report/percentiles.cpp output/report/selection.cpp)
  endif()
  list(REMOVE_ITEM sources ${web_without})
  foreach(source IN LISTS sources)
    if(source MATCHES "${web_without_folders}")
      continue()
    endif()
    set(part small)
    set(together "${cellcast_compiled_together}")
    if(source IN_LIST kernel_sources)
      set(part kernel)
      list(PREPEND together ${cellcast_compiled_together_in_kernels})
    elseif(source IN_LIST number_sources)
      set(part number)
    endif()
    get_filename_component(folder ${source} DIRECTORY)
    cellcast_compiled_with(${folder} folder ${together})  # what is compiled as one in the program is here, too
    list(APPEND web_${part}_folders ${folder})
    list(APPEND web_${part}_sources_${folder} ${source})
  endforeach()
endforeach()
list(REMOVE_DUPLICATES web_small_folders)
list(REMOVE_DUPLICATES web_kernel_folders)
list(REMOVE_DUPLICATES web_number_folders)
