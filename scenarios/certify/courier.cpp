#include "scenarios/certify/courier.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "reference/http/transaction.h"
#include "reference/seal/api_seal.h"
#include "scenarios/certify/wire_said.h"
#include "sim/http_client.h"

namespace parcours {
namespace {

// "http://127.0.0.1:9000" and "/notify?till=2".
struct Address {
  std::string host, target;
};

Address address_of(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string::npos ? std::string::npos : url.find('/', host + 3);
  if (path == std::string::npos) return {url, "/"};
  return {url.substr(0, path), url.substr(path, url.find('#', path) - path)};
}

// Whatever a till gives as its URL, only this machine is spoken to.
bool is_loopback(const std::string& host) {
  const std::size_t name = host.find("://");
  if (name == std::string::npos) return false;
  const std::string rest = host.substr(name + 3);
  if (rest.find('@') != std::string::npos) return false;
  const std::string bare = rest.starts_with('[') ? rest.substr(0, rest.find(']') + 1) : rest.substr(0, rest.find(':'));
  return bare == "127.0.0.1" || bare == "localhost" || bare == "[::1]";
}

// What somebody can do who saw notifications and has no key of the shop: each is a forgery, and told as that.
enum class Forgery : std::uint8_t { strangers_key, changed_body, unsealed_body, unsealed, empty_seals };

constexpr std::array<std::pair<Forgery, std::string_view>, 5> kForgeries = {{
    {Forgery::strangers_key, "forged: sealed with another key"},
    {Forgery::changed_body, "forged: the body was changed under its seals"},
    {Forgery::unsealed_body, "forged: the body was changed, and Parcours-Seal left out"},
    {Forgery::unsealed, "forged: it bears no seal"},
    {Forgery::empty_seals, "forged: its seals are empty"},
}};

bool is_seal(const http::Header& header) {
  return header.name == encaissement::kPublicSeal || header.name == encaissement::kOwnSeal;
}

// `headers` are those of a true notification about the same transaction.
void reseal(Forgery forgery, std::vector<http::Header>& headers) {
  if (forgery == Forgery::unsealed) std::erase_if(headers, is_seal);
  if (forgery == Forgery::unsealed_body)
    std::erase_if(headers, [](const http::Header& one) { return one.name == encaissement::kOwnSeal; });
  if (forgery != Forgery::empty_seals) return;
  for (http::Header& one : headers)
    if (is_seal(one)) one.value.erase(one.value.rfind('.') + 1);
}

// The same people, but every key is another one: what it seals is a forgery.
World forgers_world(World world) {
  for (KeySpec& key : world.keys) key.key += " forged";
  return world;
}

}  // namespace

bool StageCourier::deliver() {
  bool any = false;
  const Instant now = scene_.now();
  for (std::size_t i = 0; i < late_.size();) {
    if (late_[i].at > now) {
      ++i;
      continue;
    }
    const Letter letter = std::move(late_[i].letter);
    late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(i));
    hand_over(letter, "late");
    any = true;
  }
  for (const NoticeView& notice : scene_.service.deliveries_due()) {
    if (scene_.is_over()) return any;
    bring(notice);
    any = true;
  }
  return any;
}

std::optional<Instant> StageCourier::next_late() const {
  std::optional<Instant> next;
  for (const Late& one : late_)
    if (!next || one.at < *next) next = one.at;
  return next;
}

std::optional<StageCourier::Letter> StageCourier::letter_of(const NoticeView& notice) const {
  const auto view = scene_.service.operation(notice.operation);
  if (!view) return std::nullopt;
  return written(*view, notice.to, notice.body, scene_.service.world());
}

StageCourier::Letter StageCourier::written(const OperationView& view, const std::string& url, const std::string& state,
                                           const World& world) const {
  const Instant now = scene_.now();
  const std::string target = address_of(url).target;
  const std::string path = target.substr(0, target.find('?'));
  Letter letter{.operation = view.number, .sale = view.basket, .state = state, .url = url, .request = {}};
  letter.request.method = "POST";
  letter.request.path = letter.request.raw_path = path;
  if (path.size() < target.size()) letter.request.query = target.substr(path.size() + 1);
  letter.request.body = http::notification_body(view, now, state);
  letter.request.headers = http::notification_headers(world, view, path, letter.request.body, now);
  letter.request.headers.insert(letter.request.headers.begin(), {"Content-Type", "application/json; charset=utf-8"});
  letter.request.peer = "127.0.0.1";
  return letter;
}

// A stale one needs one before it; a till that does not claim to check seals is sent no forgeries.
std::optional<StageCourier::Kind> StageCourier::next_trouble(const Letter& letter, Duration& delay) {
  for (auto one = troubles_.begin(); one != troubles_.end(); ++one) {
    if (one->kind == Kind::stale && !before_.contains(letter.operation)) continue;
    if (one->kind == Kind::forged && !scene_.hello.can("seal_check")) continue;
    const Kind kind = one->kind;
    delay = one->delay;
    if (--one->times <= 0) troubles_.erase(one);
    return kind;
  }
  return std::nullopt;
}

void StageCourier::bring(const NoticeView& notice) {
  const auto letter = letter_of(notice);
  if (!letter || scene_.hello.notices == TillNotices::none) return scene_.service.delivery_answered(notice.id, true);
  Duration delay{0};
  const auto trouble = next_trouble(*letter, delay);
  const bool acknowledged = trouble ? bring_with(*trouble, *letter, delay) : hand_over(*letter, "");
  if (trouble) blame(*letter, *trouble);
  const bool arrived = !trouble || (*trouble != Kind::lost && *trouble != Kind::late && *trouble != Kind::reordered);
  if (arrived) {
    auto held = std::exchange(held_[letter->operation], {});
    for (const Letter& one : held) hand_over(one, "reordered");
  }
  before_[letter->operation] = *letter;
  scene_.service.delivery_answered(notice.id, acknowledged);
}

bool StageCourier::bring_with(Kind kind, const Letter& letter, Duration delay) {
  switch (kind) {
    case Kind::lost:
      scene_.wire.note(TracedNotice{.at = scene_.now(), .url = letter.url, .headers = letter.request.headers,
                                    .body = letter.request.body, .status = 0, .fault = "lost"});
      return true;
    case Kind::late:
      late_.push_back({scene_.now() + delay, letter});
      return true;
    case Kind::reordered:
      held_[letter.operation].push_back(letter);
      return true;
    case Kind::twice: {
      const bool acknowledged = hand_over(letter, "");
      hand_over(letter, "twice");
      return acknowledged;
    }
    case Kind::stale: {
      const bool acknowledged = hand_over(letter, "");
      hand_over(before_.at(letter.operation), "stale");
      return acknowledged;
    }
    case Kind::forged: break;
  }
  const bool acknowledged = hand_over(letter, "");
  forge(letter);
  return acknowledged;
}

void StageCourier::blame(const Letter& letter, Kind kind) {
  SaleBook* book = scene_.book(letter.sale);
  if (book == nullptr) return;
  if (kind == Kind::lost || kind == Kind::late) book->notice_lost = true;
  if (kind == Kind::late || kind == Kind::twice || kind == Kind::reordered || kind == Kind::stale) book->notice_disordered = true;
  if (kind == Kind::forged) book->notice_forged = true;
}

// POS-16: it says that the whole is paid, and nobody who knows the shop's key has sealed that.
void StageCourier::forge(const Letter& letter) {
  auto view = scene_.service.operation(letter.operation);
  if (!view) return;
  view->status = "validated";
  view->received = view->paid = view->validated = view->requested;
  view->remaining = {};
  view->paid_at = scene_.now();
  if (view->customer.empty()) view->customer = scene_.service.world().customers.front().identifier;
  const Letter strangers = written(*view, letter.url, "VALIDATED", forgers_world(scene_.service.world()));
  for (const auto& [forgery, told] : kForgeries) {
    Letter forged = strangers;
    if (forgery != Forgery::strangers_key) {
      forged.request.headers = letter.request.headers;
      reseal(forgery, forged.request.headers);
    }
    hand_over(forged, std::string{told});
  }
}

// POS-15: what is brought to a till that stands is acknowledged, unless it is a forgery.
bool StageCourier::hand_over(const Letter& letter, const std::string& fault) {
  if (scene_.is_over()) return false;
  const int status = status_of(letter);
  scene_.wire.note(TracedNotice{.at = scene_.now(), .url = letter.url, .headers = letter.request.headers,
                                .body = letter.request.body, .status = status, .fault = fault});
  scene_.narrate();
  const bool acknowledged = status >= 200 && status < 300, forged = is_forged(fault);
  SaleBook* book = scene_.book(letter.sale);
  if (acknowledged && forged && book != nullptr && book->forgery_acknowledged.empty()) book->forgery_acknowledged = fault;
  const bool newer = book != nullptr && (book->acknowledged_of != letter.operation || way_of(letter.state) > way_of(book->acknowledged));
  if (acknowledged && !forged && newer) {
    book->acknowledged = letter.state;
    book->acknowledged_of = letter.operation;
  }
  if (!acknowledged && scene_.till_is_up && !forged && !scene_.is_over())
    scene_.add({.oracle = Oracle::wire, .rule = TillRuleId::pos_15, .verdict = Verdict::fail, .at = scene_.now(),
                .sale = letter.sale, .sentence = "A notification is not acknowledged.", .expected = {"any 2xx"},
                .actual = status == 0 ? "no answer" : std::to_string(status)});
  return acknowledged;
}

int StageCourier::status_of(const Letter& letter) {
  if (!scene_.till_is_up) return 0;
  if (scene_.hello.notices == TillNotices::http) return post(letter);
  const auto told = scene_.till.notify(letter.request);
  if (scene_.lost(told.reply) || !told.reply.is_ok()) return 0;
  return told.value;
}

int StageCourier::post(const Letter& letter) {
  const Address address = address_of(letter.url);
  if (!is_loopback(address.host)) return 0;
  auto& line = lines_[address.host];
  if (line == nullptr) {
    auto made = connect_http({.url = address.host, .connect_time = std::chrono::milliseconds{2'000},
                              .answer_time = std::chrono::milliseconds{10'000}, .trusts_anybody = true});
    if (auto* transport = std::get_if<std::unique_ptr<HttpTransport>>(&made)) line = std::move(*transport);
  }
  if (line == nullptr) return 0;
  const HttpReply reply = line->send(letter.request);
  return reply.fate == HttpReply::Fate::answered ? reply.response.status : 0;
}

}  // namespace parcours
