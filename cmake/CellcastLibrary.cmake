# The library for other programs: cellcast/cellcast.hpp, with answers.hpp, and a shared library that shows the names of these alone. What it
# is made of is inside it, so a program that uses it needs none of our headers or libraries besides.
file(GLOB library_sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/cellcast/*.cpp)
add_library(cellcast_library SHARED ${library_sources})
add_library(cellcast::cellcast ALIAS cellcast_library)
target_compile_features(cellcast_library INTERFACE cxx_std_20)
target_include_directories(cellcast_library INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(cellcast_library PRIVATE cellcast_study cellcast_hdf5)
cellcast_compile_folders(cellcast_library)
set(exports ${PROJECT_SOURCE_DIR}/cellcast/exports.map)
target_link_options(cellcast_library PRIVATE -Wl,--version-script=${exports} -Wl,--no-undefined)
# The target is not called `cellcast`: to build systems that is the program's file, and they would not find the library.
set_target_properties(cellcast_library PROPERTIES OUTPUT_NAME cellcast EXPORT_NAME cellcast
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} LINK_DEPENDS ${exports})

include(CMakePackageConfigHelpers)
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/cellcast)
install(TARGETS cellcast_library EXPORT cellcast LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT cellcast NAMESPACE cellcast:: FILE cellcast-config.cmake DESTINATION ${config_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cellcast-config-version.cmake COMPATIBILITY SameMinorVersion)
file(RELATIVE_PATH up_to_prefix /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/cellcast.pc.in cellcast.pc @ONLY)
install(FILES cellcast/cellcast.hpp cellcast/answers.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cellcast)
install(FILES ${PROJECT_BINARY_DIR}/cellcast-config-version.cmake DESTINATION ${config_folder})
install(FILES ${PROJECT_BINARY_DIR}/cellcast.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
