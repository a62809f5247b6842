// A client of a service over HTTP or HTTPS: one connection, kept alive, one request at a time. One thread.
//   auto client = connect_http({.url = "http://127.0.0.1:8080"});   // std::string: what is wrong with the words
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <variant>

#include "sim/http_transport.h"

namespace parcours {

struct HttpClientOptions {
  std::string url;  // "https://host[:port]"; a path after it goes before every request's.
  std::chrono::milliseconds connect_time{5'000}, answer_time{30'000};
  bool trusts_anybody = false;  // https: a certificate nobody vouches for will do, as a sandbox at home has.
  std::string authorities = {};  // https: file of certificates (PEM) to trust instead of the system's.
};

// Connects at the first request. Why not: the URL is none of http and https.
std::variant<std::unique_ptr<HttpTransport>, std::string> connect_http(const HttpClientOptions& options);

}  // namespace parcours
