// The two kinds of connections. Includes Asio: for the socket's own .cpp files.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>

#include "reference/http/connection.h"

namespace parcours::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

std::shared_ptr<Connection> plain_connection(Hub& hub, Socket socket, std::string peer);
std::shared_ptr<Connection> tls_connection(Hub& hub, Socket socket, std::string peer,
                                           const std::shared_ptr<boost::asio::ssl::context>& context);

}  // namespace parcours::http
