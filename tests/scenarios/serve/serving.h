// A whole service behind a socket on loopback, which serves until it goes, and a client of it.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "scenarios/serve/house.h"
#include "sim/http_client.h"

namespace parcours {

class Serving {
 public:
  explicit Serving(HouseOptions options) : house_{std::get<0>(House::open(std::move(options)))}, thread_{[this] { house_->run(); }} {}
  ~Serving() {
    house_->stop();
    thread_.join();
  }
  House& house() { return *house_; }

  http::Response ask(const std::string& path, std::vector<http::Header> headers = {}, const std::string& body = {}) {
    return send({.method = body.empty() ? "GET" : "POST", .path = path, .raw_path = path, .headers = std::move(headers), .body = body});
  }
  http::Response send(const http::Request& request) {
    auto client = std::get<0>(connect_http({.url = "http://127.0.0.1:" + std::to_string(house_->port())}));
    return client->send(request).response;
  }

 private:
  std::unique_ptr<House> house_;
  std::thread thread_;
};

}  // namespace parcours
