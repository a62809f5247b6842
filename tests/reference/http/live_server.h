// A server on a free port of loopback in a thread of its own, and a client that says byte for byte what the test wants.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "reference/http/server.h"

namespace parcours::http {

class LiveServer {
 public:
  explicit LiveServer(Server::Handler handler, ServerOptions options = {});
  ~LiveServer();

  Server& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }
  void join();  // After stop(): until run() has ended.

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

// Answers with method, path, query and body, so that a test sees what arrived.
void echo(const Request& request, const Server::Respond& respond);
Server::Handler echoing();

struct Reply {
  int status = 0;  // 0: the connection ended instead.
  std::string head, body;
  std::string header(const std::string& name) const;  // Empty: not there.
};

// Every wait ends after five seconds, as if the connection had ended; `timed_out` then says so.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  RawClient& send(std::string_view bytes);  // What the other side no longer takes is dropped.
  Reply reply(bool with_body = true);
  std::string line();      // Without its end.
  bool is_ended();         // Waits for it.
  bool is_silent();        // Nothing to read at this moment.
  bool timed_out() const { return timed_out_; }
  void end_sending();
  int file() const { return file_; }

 private:
  bool receive();

  int file_ = -1;
  bool timed_out_ = false;
  std::string received_;
};

std::string get(const std::string& path, const std::string& headers = {});
std::string post(const std::string& path, const std::string& body, const std::string& headers = {});

}  // namespace parcours::http
