// Bytes made into one request, within the server's limits. Used by a connection for each request anew; tests and
// fuzzers feed it directly. What it refuses it says with the status to answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "reference/http/server.h"

namespace parcours::http {

struct Refusal {
  int status = 400;
  std::string_view sentence;
};

class RequestReader {
 public:
  enum class State : std::uint8_t { header, body, done, refused };

  // Borrows `options`.
  explicit RequestReader(const ServerOptions& options);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // Takes what it can and says how many bytes that is. The rest is to be given again, with what comes after it; once
  // done, the rest belongs to the next request.
  std::size_t feed(std::string_view bytes);

  State state() const { return state_; }
  const Refusal& refusal() const { return refusal_; }  // REQUIRES: state refused.
  // The peer waits for "100 Continue" before it sends the body. True once.
  bool takes_continue();

  // REQUIRES: state done.
  Request take();
  bool keep_alive() const;
  bool is_head() const;

 private:
  struct Parser;

  std::size_t put(std::string_view bytes);
  void check_header();
  void refuse(int status, std::string_view sentence);

  const ServerOptions& options_;
  std::unique_ptr<Parser> parser_;
  Request request_;
  Refusal refusal_;
  std::size_t header_size_ = 0;
  State state_ = State::header;
  bool continue_wanted_ = false;
};

}  // namespace parcours::http
