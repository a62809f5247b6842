// Customers with phones before the till. A sale by QR code is scanned off the till's own screen: its picture, a camera, a
// reader (fakes/camera.h, fakes/phone_reader.h). A code that cannot be read is a finding with the picture, and what that
// customer would have done to the sale is left out.
#pragma once

#include <optional>
#include <string>

#include "scenarios/certify/scene.h"

namespace parcours {

// What a phone makes of the customer's side of a till.
struct ScreenRead {
  std::string picture;              // PNG, as the till gave it; empty: it shows none.
  std::optional<std::string> code;  // None: no code that the phone can read.
  std::string trouble;              // Why there is no picture to read, in words; empty: there is one.
};

// Asks the till for the screen of `sale`. `insist`: as a phone does; else one look, for what must not be there.
ScreenRead read_screen(Scene& scene, const std::string& sale, const CameraShot& shot, bool insist = true);

class Phones {
 public:
  explicit Phones(Scene& scene) : scene_{scene} {}
  void act(const till_step::Customer& step);

 private:
  void act_on(const till_step::Customer& step, const OperationView& operation);
  std::optional<std::string> scanned(const till_step::Customer& step, const OperationView& operation);
  bool is_bound(const std::string& who, const OperationView& operation) const;
  Answer submit(Verb verb, const till_step::Customer& step, const std::string& number, const std::string& code);
  void blame(const till_step::Customer& step, const OperationView& operation, const ScreenRead& read);

  Scene& scene_;
};

}  // namespace parcours
