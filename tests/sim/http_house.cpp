#include "tests/sim/http_house.h"

#include <cstdlib>
#include <iostream>

#include "sim/http_client.h"

namespace parcours {
namespace {

std::unique_ptr<House> opened() {
  HouseOptions options;
  options.cheap_passwords = true;
  auto house = House::open(std::move(options));
  if (auto* open = std::get_if<std::unique_ptr<House>>(&house)) return std::move(*open);
  std::cerr << "no house to test: " << std::get<std::string>(house) << '\n';
  std::abort();
}

}  // namespace

ServedHouse::ServedHouse() : house_{opened()}, serving_{[this] { house_->run(); }} {}

ServedHouse::~ServedHouse() {
  house_->stop();
  serving_.join();
}

std::string ServedHouse::url() const { return "http://127.0.0.1:" + std::to_string(house_->port()); }

std::unique_ptr<HttpTransport> ServedHouse::transport() const {
  return std::get<std::unique_ptr<HttpTransport>>(connect_http({.url = url()}));
}

std::unique_ptr<HttpTarget> ServedHouse::target(const std::string& defect) const {
  return std::make_unique<HttpTarget>(transport(), HttpTargetOptions{.defect = defect});
}

}  // namespace parcours
