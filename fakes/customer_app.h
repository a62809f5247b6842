// A customer with a phone: photographs the QR code he is shown (the real way: symbol, picture, camera, reader), scans,
// pays all or part, refuses, and tries again when no answer came. A code that cannot be read is no code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fakes/camera.h"
#include "fakes/line.h"
#include "fakes/phone_reader.h"
#include "reference/qr/render.h"

namespace parcours {

// What is held in front of the phone in place of the code a merchant shows.
enum class ShownCode : std::uint8_t {
  genuine,
  forged,          // The same number and amount, another check.
  unknown,         // Well made, for a number the service never gave, by somebody without its key.
  altered_amount,  // A euro less, the check kept.
};

// The payload of that code. `payload` is the genuine one.
std::string shown_payload(const std::string& payload, ShownCode shown);

// How many photographs a phone takes of one code before it gives up: fingers and reflections move between them.
inline constexpr int kFramesMax = 4;

// How the code is seen.
struct Sight {
  encaissement::Medium medium = encaissement::Medium::screen;
  CameraShot shot = {};
  std::uint64_t seed = 0;
};

class CustomerApp {
 public:
  // `phone` is borrowed; it may be shared, since what it reads depends on the photograph only.
  CustomerApp(Surroundings& around, std::string name, PhoneReader& phone);

  // What the phone reads of `payload` drawn as a QR code and seen so, in the first photograph of kFramesMax that it can
  // read; none: unreadable. REQUIRES: no trouble_with(shot).
  std::optional<std::string> read_code(const std::string& payload, const Sight& sight);

  Actor<Answer> scan(const std::string& code, const std::string& key = "");
  // By number, or by a code, which then presents the operation itself.
  Actor<Answer> pay(const std::string& number, const std::string& code, const std::string& amount,
                    const std::string& key = "");
  Actor<Answer> refuse(const std::string& number, const std::string& code, const std::string& key = "");
  // The last call again, same key, with another amount at will. REQUIRES: line().last()
  Actor<Answer> retry(const std::optional<std::string>& amount = std::nullopt);

  const Line& line() const { return line_; }
  Speaker speaker() const { return {Door::phone, line_.name(), ""}; }

 private:
  Call call_of(Verb verb, const std::string& key) const;

  Line line_;
  PhoneReader& phone_;
};

}  // namespace parcours
