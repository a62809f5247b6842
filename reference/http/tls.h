// The server's certificate and key, read once. Includes Asio: for the socket's own .cpp files.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>
#include <variant>

namespace parcours::http {

// TLS 1.2 and later. Why not, in words: which file, and what is wrong with it.
std::variant<std::shared_ptr<boost::asio::ssl::context>, std::string> tls_context(const std::string& certificate,
                                                                                  const std::string& key);

}  // namespace parcours::http
