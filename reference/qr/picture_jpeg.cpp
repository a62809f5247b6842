#include "reference/qr/picture_jpeg.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

namespace encaissement {
namespace {

constexpr int kScansMax = 100;  // A progressive file may say millions, each a pass over the whole picture.

// What the library calls back into. First member: the library's own, by whose address this is found.
struct Trouble {
  jpeg_error_mgr manager;
  std::jmp_buf back;
};

[[noreturn]] void leave(j_common_ptr info) { std::longjmp(reinterpret_cast<Trouble*>(info->err)->back, 1); }

// A file that ends too soon is a warning to the library, which goes on with grey.
void on_message(j_common_ptr info, int level) {
  if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF) leave(info);
}

void on_progress(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kScansMax) leave(info);
}

// One file being read. The functions below jump back into read(), over nothing that has a destructor.
class Reading {
 public:
  explicit Reading(std::string_view bytes) : bytes_{bytes} {
    info_.err = jpeg_std_error(&trouble_.manager);
    trouble_.manager.error_exit = leave;
    trouble_.manager.emit_message = on_message;
    progress_.progress_monitor = on_progress;
  }
  ~Reading() { jpeg_destroy_decompress(&info_); }  // Good for one that was never created, too.
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // False: damaged, or not a JPEG. The dimensions are known afterwards.
  bool begin() {
    if (setjmp(trouble_.back) != 0) return false;
    jpeg_create_decompress(&info_);
    info_.progress = &progress_;
    jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
    jpeg_read_header(&info_, TRUE);
    info_.out_color_space = JCS_GRAYSCALE;
    return true;
  }

  std::size_t width() const { return info_.image_width; }
  std::size_t height() const { return info_.image_height; }

  // REQUIRES: begin(), and room for width * height.
  bool read_into(std::uint8_t* pixels) {
    if (setjmp(trouble_.back) != 0) return false;
    jpeg_start_decompress(&info_);
    while (info_.output_scanline < info_.output_height) {
      JSAMPROW row = pixels + static_cast<std::size_t>(info_.output_scanline) * info_.output_width;
      jpeg_read_scanlines(&info_, &row, 1);
    }
    jpeg_finish_decompress(&info_);
    return true;
  }

 private:
  const std::string_view bytes_;
  jpeg_decompress_struct info_{};
  Trouble trouble_{};
  jpeg_progress_mgr progress_{};
};

}  // namespace

std::variant<GreyImage, PictureError> read_jpeg(std::string_view bytes) {
  Reading reading{bytes};
  if (!reading.begin()) return PictureError::damaged;
  if (!fits_picture(reading.width(), reading.height())) return PictureError::too_large;
  GreyImage image = blank_image(static_cast<int>(reading.width()), static_cast<int>(reading.height()), 0);
  if (!reading.read_into(image.pixels.data())) return PictureError::damaged;
  return image;
}

}  // namespace encaissement
