// The loop of the server: takes connections in, looks at deadlines, stops. Includes Asio: for the socket's own .cpp files.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>

#include "reference/http/socket_connection.h"

namespace parcours::http {

// Outlives its server while another thread still owes an answer: such an answer then goes nowhere.
class Listener : public Hub {
 public:
  Listener(ServerOptions asked, Server::Handler whole);
  ~Listener();

  // Why not, in words; empty: it listens.
  std::string listen();
  void run();
  void stop();  // From a signal's handler too: it only writes eight bytes.

  std::uint16_t port() const { return port_; }
  boost::asio::io_context& io() { return io_; }

 private:
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
  using Wake = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;

  std::string bind(const boost::asio::ip::tcp::endpoint& at);
  void accept();
  void accepted_one(boost::system::error_code error, Socket socket);
  void admit(Socket socket);
  void sweep();
  void wait_for_stop();
  void begin_stop();
  template <class Deed>
  void each_connection(Deed deed);

  boost::asio::io_context io_{1};
  std::shared_ptr<boost::asio::ssl::context> tls_;
  Acceptor acceptor_{io_};
  Wake wake_{io_};
  boost::asio::steady_timer pause_{io_}, sweep_{io_}, last_{io_};
  std::uint16_t port_ = 0;
  int wake_file_ = -1;
};

}  // namespace parcours::http
