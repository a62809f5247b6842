#include "scenarios/cli/till_bench.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <variant>

#include "reference/http/wire.h"
#include "reference/qr/picture.h"
#include "reports/text.h"

namespace parcours {
namespace {

constexpr std::uint64_t kSeed = 1;

// Which of the ways a hello goes wrong this is, and what helps.
struct Malady {
  std::string_view sign, name, remedy;
};
constexpr std::array kMaladies = {
    Malady{"(command not found)", "command", "Is the path right, as seen from this folder? Words after it go inside the quotes."},
    Malady{"(not executable)", "command", "Make it executable (chmod +x), or name its interpreter: --pos \"python3 till.py\"."},
    Malady{"before it answered", "start", "It ended by itself. Start it by hand and look at its standard error."},
    Malady{"no answer to", "hello", "Does it read standard input line by line, and flush standard output after each answer?"},
    Malady{"nobody fetched", "hello", "Is the till started, with this address and token?"},
    Malady{"nobody answers at", "address", "Is the adapter started, and does it listen there?"},
    Malady{"protocol: expected", "protocol version", "This Parcours speaks parcours-till/1: parcours adapter guide."},
    Malady{"capabilities[", "capability", "Name only what the guide lists; what is yours starts with \"x-\" in a member of its own."},
};

}  // namespace

TillBench::TillBench()
    : wire_{[this](const http::Request& request) { return service_.serve(request); }, [this] { return service_.now(); },
            std::chrono::milliseconds{TillReset{}.patience_ms}} {}

TillReset TillBench::begin(const TillHello& hello) {
  const bool by_the_wall = hello.clock != TillClock::virtual_time;
  const Instant start = by_the_wall ? std::chrono::floor<encaissement::Duration>(std::chrono::system_clock::now())
                                    : *http::instant_from_wire("2020-06-24T09:06:00.000Z");
  const World world = stage_world(kSeed);
  service_.begin(world, {}, start, kSeed, by_the_wall);
  wire_.forget();
  const KeySpec* key = world.newest_key_of(kStageShop);
  TillReset reset;
  reset.base_url = url_;
  reset.authority = authority_;
  reset.shop = {kStageShop, kStageServiceProvider, key->version, key->key};
  for (const CustomerSpec& one : world.customers) reset.people.push_back({one.name, one.identifier, one.email});
  reset.now = service_.now();
  return reset;
}

TillOrder TillBench::create(const TillHello& hello, const std::string& sale) const {
  TillOrder order;
  order.verb = TillVerb::create;
  order.sale = sale;
  order.parcours = "A";
  order.amount = "40,07";
  order.mode = hello.can("qr") ? "qr" : "identifier";
  if (order.mode == "identifier") order.customer = service_.world().customers.front().identifier;
  return order;
}

std::vector<TracedCall> TillBench::calls() const {
  std::vector<TracedCall> calls;
  for (const TraceEntry& entry : wire_.since(0))
    if (const auto* call = std::get_if<TracedCall>(&entry)) calls.push_back(*call);
  return calls;
}

std::string told(const TillReply& reply) {
  switch (reply.kind) {
    case TillReply::Kind::ok: return "ok";
    case TillReply::Kind::unsupported: return "unsupported" + (reply.message.empty() ? "" : ": " + one_line(reply.message, 120));
    case TillReply::Kind::lost: return reply.message;
    case TillReply::Kind::error: break;
  }
  return fmt::format("error {} ({}){}", one_line(reply.code, 60), reply.definite ? "definite" : "indefinite",
                     reply.message.empty() ? "" : ": " + one_line(reply.message, 120));
}

std::string told(const TillHello& hello) {
  constexpr std::array kClocks = {"virtual", "offset", "wall"};
  constexpr std::array kNotices = {"none", "http", "adapter"};
  return fmt::format("{} {} {}; {}; clock {}; notices {}", one_line(hello.vendor, 40), one_line(hello.product, 40),
                     one_line(hello.version, 20), hello.capabilities.empty() ? "no capability" : joined(hello.capabilities, ", "),
                     kClocks[static_cast<std::size_t>(hello.clock)], kNotices[static_cast<std::size_t>(hello.notices)]);
}

std::optional<TillHello> greet(Till& till, Examination& out) {
  const TillTold<TillHello> told_hello = till.hello();
  tell_noise(till, out);
  if (!told_hello.reply.is_ok()) {
    const std::string found = told(told_hello.reply);
    for (const Malady& one : kMaladies)
      if (found.find(one.sign) != std::string::npos) {
        out.wrong(std::string{one.name}, found, std::string{one.remedy});
        return std::nullopt;
      }
    out.wrong("hello", found, "Answer as the guide says: parcours adapter guide.");
    return std::nullopt;
  }
  out.good("hello", told(told_hello.value));
  if (!told_hello.value.can("qr") && !told_hello.value.can("identifier"))
    out.wrong("capabilities", "neither qr nor identifier", "A till that asks for money in no way can be asked for nothing.");
  return told_hello.value;
}

void tell_noise(Till& till, Examination& out) {
  for (const std::string& line : till.take_noise())
    out.wrong("noise", line, "Standard output belongs to the protocol; everything else goes to standard error.");
}

std::string picture_trouble(const std::string& screen) {
  if (screen.empty()) return "no picture was given";
  if (!screen.starts_with("\x89PNG\r\n\x1a\n")) return fmt::format("{} bytes that are no PNG", screen.size());
  const auto picture = encaissement::read_picture(screen);
  const auto* trouble = std::get_if<encaissement::PictureError>(&picture);
  return trouble == nullptr ? "" : "a PNG that cannot be read: " + std::string{encaissement::to_text(*trouble)};
}

}  // namespace parcours
