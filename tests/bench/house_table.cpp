#include "tests/bench/house_table.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <ostream>
#include <thread>

#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "scenarios/serve/house.h"
#include "sim/http_client.h"
#include "tests/bench/http_table.h"

namespace parcours {
namespace {

constexpr std::array kClients{1, 8, 64, 512};
constexpr std::string_view kCreate = "/acquisition/api/public/v1/payment-transactions/";

// A world whose customer has enough for all that is measured.
World rich_world() {
  World world = guide_world();
  world.customers.front().balance = Money::from_cents(1'000'000'000'000);
  return world;
}

struct Scratch {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("parcours-bench-" + std::to_string(::getpid()));
  Scratch() { std::filesystem::create_directories(path); }
  ~Scratch() { std::filesystem::remove_all(path); }
};

// A service on a thread of its own, from its beginning to its end.
class Served {
 public:
  Served(const std::string& folder, std::size_t batch_max) {
    HouseOptions options;
    options.data = folder;
    options.clock = {SandboxClock::Mode::real, 1};
    options.world = rich_world();
    options.cheap_passwords = true;
    options.control_token = "bench";
    options.batch_max = batch_max;
    auto opened = House::open(std::move(options));
    if (const auto* trouble = std::get_if<std::string>(&opened)) trouble_ = *trouble;
    else house_ = std::get<std::unique_ptr<House>>(std::move(opened));
    if (house_) thread_ = std::thread{[this] { house_->run(); }};
  }
  ~Served() {
    if (!house_) return;
    house_->stop();
    thread_.join();
  }
  const std::string& trouble() const { return trouble_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(house_->port()); }

 private:
  std::unique_ptr<House> house_;
  std::string trouble_;
  std::thread thread_;
};

std::string customers_token(const std::string& url) {
  auto client = connect_http({.url = url});
  auto& transport = *std::get<std::unique_ptr<HttpTransport>>(client);
  const HttpReply answer = transport.send({.method = "POST", .path = "/customer/api/sessions",
                                      .headers = {{"Content-Type", "application/json"}},
                                      .body = R"({"identifier":"10000003051","pin":"1234"})"});
  const std::string& body = answer.response.body;
  const std::size_t at = body.find("\"token\":\"");
  return at == std::string::npos ? "" : body.substr(at + 9, body.find('"', at + 9) - at - 9);
}

// What each connection does: a request of parcours B to a customer, and, once its number is known, his payment.
std::string script_of(const std::string& url, bool pays) {
  const KeySpec& key = guide_world().keys.front();
  const std::string date = http::to_wire(std::chrono::floor<encaissement::Duration>(std::chrono::system_clock::now()));
  const std::string body =
      R"({"requestDate":")" + date + R"(","merchant":{"shopId":")" + key.shop + R"(","serviceProviderId":"100001"},)"
      R"("order":{"id":"PANIER-1","paymentId":"1","amount":{"total":4000,"currency":978}},)"
      R"("paymentMethod":{"tspdMode":"001","captureMode":"NORMAL"},)"
      R"("encaissement":{"parcours":"B","mode":"email","identifier":"ts-client2@yopmail.com","paymentDays":10}})";
  const std::string sealed = encaissement::sealed_fields({key.shop, "100001", "PANIER-1", "1", "4000"});
  const auto seal = [&](const std::string& text) { return encaissement::make_seal(key.version, key.key, text); };
  std::string script =
      "local create, waiting = nil, {}\n"
      "local asking = {['Content-Type']='application/json', ['ANCV-Security']='" + seal(sealed) + "', ['Parcours-Seal']='" +
      seal(encaissement::sealed_call("POST", kCreate, date, body)) + "'}\n"
      "local paying = {['Content-Type']='application/json', ['Authorization']='Bearer " + customers_token(url) + "'}\n"
      "function init()\n  create = wrk.format('POST', '" + std::string{kCreate} + "', asking, '" + body + "')\nend\n"
      "function request()\n  local id = table.remove(waiting)\n  if not id then return create end\n"
      "  return wrk.format('POST', '/customer/api/requests/' .. id .. '/pay', paying, '{\"amount\":\"40,00\"}')\nend\n";
  if (pays)
    script += "function response(status, headers, body)\n  local id = body:match('\"transaction\":{\"id\":\"(f%w+)\"')\n"
              "  if id then table.insert(waiting, id) end\nend\n";
  return script;
}

void print_row(std::ostream& out, const std::string& what, int clients, const WrkFigures& figures, double empty) {
  out << std::left << std::setw(44) << what << std::right << std::setw(8) << clients << std::setw(12)
      << static_cast<long>(figures.requests_per_second) << std::setw(10) << figures.p50 << std::setw(10) << figures.p99
      << std::setw(8) << figures.errors << std::setw(10) << std::fixed << std::setprecision(2)
      << figures.requests_per_second / empty << std::endl;
}

struct Row {
  const char* what;
  bool durable, pays;
  std::size_t batch_max;
};
constexpr std::array kRows{Row{"empty JSON route", false, false, 1024}, Row{"creates, group commit", true, false, 1024},
                           Row{"creates and payments, group commit", true, true, 1024},
                           Row{"creates and payments, a commit each", true, true, 1}};

bool measure(std::ostream& out, const Row& row, int clients, double& empty) {
  const Scratch scratch;
  const Served served{(scratch.path / "data").string(), row.batch_max};
  if (!served.trouble().empty()) return (out << served.trouble() << '\n', false);
  WrkRun run{.url = served.url() + (row.durable ? "/" : "/healthz"), .connections = clients};
  if (row.durable) {
    run.script = (scratch.path / "load.lua").string();
    std::ofstream{run.script} << script_of(served.url(), row.pays);
  }
  const auto figures = run_wrk(run);
  if (!figures) return (out << "serve: wrk is not installed, or said nothing\n", false);
  if (!row.durable) empty = figures->requests_per_second;
  print_row(out, row.what, clients, *figures, empty);
  if (figures->errors == 0) return true;
  return (out << "serve: calls were refused or lost, so this is no figure\n", false);
}

}  // namespace

bool print_house_table(std::ostream& out) {
  out << std::left << std::setw(44) << "the whole service, journal on the disk" << std::right << std::setw(8) << "clients"
      << std::setw(12) << "requests/s" << std::setw(10) << "p50" << std::setw(10) << "p99" << std::setw(8) << "errors"
      << std::setw(10) << "of empty" << std::endl;
  for (const int clients : kClients) {
    double empty = 1;
    for (const Row& row : kRows)
      if (!measure(out, row, clients, empty)) return false;
  }
  return true;
}

}  // namespace parcours
