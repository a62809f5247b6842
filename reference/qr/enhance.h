// What a phone's software does to a photograph before it tries again to read it. Used by insist.h.
// Each makes a new picture and leaves the photograph as it was.
#pragma once

#include "reference/qr/image.h"

namespace encaissement {

// REQUIRES, for all: photo.is_well_formed()

// Greys spread over 0 .. 255, but for the darkest and the lightest hundredth, which saturate.
GreyImage stretched(const GreyImage& photo);

// Every pixel becomes the mean of the square of 2 * reach + 1 pixels around it: against noise.
GreyImage smoothed(const GreyImage& photo, int reach = 1);

struct Sharpening {
  int reach = 3;     // Pixels around, as for smoothed().
  int strength = 4;  // How many times the difference with what is around is added.
};

// Every pixel moves away from the mean of the square around it: against blur.
GreyImage sharpened(const GreyImage& photo, const Sharpening& sharpening);

// Only the lightest greys are told apart, all below is black: for a symbol that shows through a reflection.
GreyImage highlights(const GreyImage& photo);

// Twice the size, with straight lines between the pixels: for a symbol seen from far.
GreyImage enlarged(const GreyImage& photo);

// Twice as high: for a symbol that leans away.
GreyImage lengthened(const GreyImage& photo);

// Half the size, each pixel the mean of four. REQUIRES: at least 2 by 2.
GreyImage halved(const GreyImage& photo);

}  // namespace encaissement
