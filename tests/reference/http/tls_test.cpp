#include <gtest/gtest.h>
#include <httplib.h>

#include "tests/reference/http/certificate.h"
#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;

class Tls : public testing::Test {
 protected:
  ServerOptions options() { return {.tls_certificate = certificate_.file(), .tls_key = certificate_.key()}; }

  std::string trouble(const std::string& certificate, const std::string& key) {
    auto started = Server::start({.tls_certificate = certificate, .tls_key = key}, echoing());
    return std::holds_alternative<std::string>(started) ? std::get<std::string>(started) : "started";
  }

  Certificate certificate_;
};

TEST_F(Tls, ServesWhoeverTrustsTheCertificate) {
  LiveServer live{[](const Request& request, const Server::Respond& respond) {
                    respond({.body = (request.secure ? "secure " : "plain ") + std::to_string(request.body.size())});
                  },
                  options()};
  httplib::SSLClient client{"localhost", live.port()};
  client.set_ca_cert_path(certificate_.file().c_str());
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  for (const std::size_t size : {0U, 1U, 10'000U, 60'000U}) {
    const auto answer = client.Post("/", std::string(size, 'x'), "text/plain");
    ASSERT_TRUE(answer) << httplib::to_string(answer.error());
    EXPECT_EQ(answer->body, "secure " + std::to_string(size));
  }
}

TEST_F(Tls, SendsLongAnswersWhole) {
  LiveServer live{[](const Request&, const Server::Respond& respond) { respond({.body = std::string(5'000'000, 'y')}); }, options()};
  httplib::SSLClient client{"localhost", live.port()};
  client.enable_server_certificate_verification(false);
  const auto answer = client.Get("/");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, std::string(5'000'000, 'y'));
}

TEST_F(Tls, APlainRequestGetsNoAnswer) {
  LiveServer live{echoing(), options()};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/")).reply().status, 0);
  EXPECT_FALSE(client.timed_out());
  EXPECT_EQ(live.server().counts().requests, 0U);
}

TEST_F(Tls, APeerThatDoesNotGreetIsCut) {
  auto slow = options();
  slow.request_time = 60ms;
  LiveServer live{echoing(), slow};
  RawClient client{live.port()};
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(live.server().counts().timed_out, 1U);
}

TEST_F(Tls, StopsWithConnectionsOpen) {
  LiveServer live{echoing(), options()};
  httplib::SSLClient client{"localhost", live.port()};
  client.enable_server_certificate_verification(false);
  client.set_keep_alive(true);
  EXPECT_TRUE(client.Get("/"));
  live.server().stop();
  live.join();
}

TEST_F(Tls, SaysWhatIsWrongWithTheFiles) {
  const auto good = certificate_.file();
  const auto key = certificate_.key();
  const auto text = certificate_.put("text.pem", "no certificate\n");
  EXPECT_EQ(trouble(good, ""), "TLS needs both a certificate and its key");
  EXPECT_EQ(trouble("", key), "TLS needs both a certificate and its key");
  EXPECT_EQ(trouble("missing.pem", key), "the certificate missing.pem cannot be read, or is empty");
  EXPECT_EQ(trouble(good, "missing.pem"), "the key missing.pem cannot be read, or is empty");
  EXPECT_EQ(trouble(text, key), "the certificate " + text + " is not a certificate in PEM");
  EXPECT_EQ(trouble(good, text), "the key " + text + " is not a key in PEM, or is locked by a password");
  const Certificate other;
  EXPECT_EQ(trouble(good, other.key()), "the key " + other.key() + " is not the key of the certificate " + good);
}

TEST(HttpClient, OfTheTillsIsServedOnOneConnection) {
  LiveServer live{echoing()};
  httplib::Client client{"127.0.0.1", live.port()};
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.Post("/a?b=c", "body", "text/plain")->body, "POST /a?b=c\nbody");
  EXPECT_EQ(client.Head("/")->status, 200);
  EXPECT_EQ(live.server().counts().connections, 1U);
}

}  // namespace
}  // namespace parcours::http
