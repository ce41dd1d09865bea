#pragma once

#include <string>

namespace cellcast::study {

enum class PictureFormat { svg, png, pdf };

/// An SVG in another format, by the program rsvg-convert: a PNG at twice the size in pixels, or a page of PDF. An SVG is returned as it is.
/// Throws base::Error where there is no such program, or it fails.
std::string converted(const std::string& svg, PictureFormat format);

}  // namespace cellcast::study
