// One POST to an integrator, from the name to the status. Includes Asio: for the notifier's own .cpp files.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <memory>

#include "reference/http/notifier.h"

namespace parcours::http {

// What attempts share. Names are looked up on `names`, a few at a time: the system's look-up blocks.
struct AttemptPlace {
  boost::asio::io_context& io;
  boost::asio::thread_pool& names;
  boost::asio::ssl::context& tls;
  const NotifierOptions& options;
};

// Tells `done` once, on the place's thread, within the timeout: the status, or 0 where there was none.
void attempt(const AttemptPlace& place, const Notification& notification, std::function<void(int status)> done);

}  // namespace parcours::http
