// A service behind a socket on the loopback, in this process, for tests; and targets that speak to it.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "scenarios/serve/house.h"
#include "sim/http_target.h"

namespace parcours {

class ServedHouse {
 public:
  ServedHouse();  // The guide's people, in memory, on a virtual clock.
  ~ServedHouse();
  ServedHouse(const ServedHouse&) = delete;
  ServedHouse& operator=(const ServedHouse&) = delete;

  std::string url() const;
  std::unique_ptr<HttpTarget> target(const std::string& defect = {}) const;
  std::unique_ptr<HttpTransport> transport() const;

 private:
  std::unique_ptr<House> house_;
  std::thread serving_;
};

}  // namespace parcours
