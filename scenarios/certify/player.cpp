#include "scenarios/certify/player.h"

#include <utility>

#include "scenarios/certify/oracle_wire.h"
#include "scenarios/certify/play.h"
#include "scenarios/certify/stage_service.h"

namespace parcours {
namespace {

constexpr const char* kNowhere = "http://127.0.0.1";  // A till in this process has a line of its own.

TillReset reset_for(const World& world, Instant now, std::string url, std::string authority) {
  TillReset reset;
  reset.base_url = std::move(url);
  reset.authority = std::move(authority);
  const KeySpec* key = world.newest_key_of(kStageShop);
  reset.shop = {.shop_id = kStageShop, .service_provider_id = kStageServiceProvider, .key_version = key->version, .key = key->key};
  for (const CustomerSpec& one : world.customers) reset.people.push_back({one.name, one.identifier, one.email});
  reset.now = now;
  return reset;
}

// A story's own settings lie over those of the command line: what differs from the default was set.
encaissement::Policies layered(const encaissement::Policies& under, const encaissement::Policies& over) {
  encaissement::Policies policies = under;
  const encaissement::Policies usual;
  for (const encaissement::PolicyField& field : encaissement::policy_fields())
    if (const std::string value = field.get(over); value != field.get(usual)) field.set(policies, value);
  return policies;
}

WireOptions wire_options(const Scene& scene) {
  WireOptions options;
  options.keys.push_back({scene.reset.shop.key_version, scene.reset.shop.key, scene.reset.shop.shop_id});
  options.manners = scene.options.manners;
  options.orders = scene.orders;
  options.virtual_time = scene.hello.clock == TillClock::virtual_time;
  options.claims_keys = scene.hello.can("keys");
  options.replay_window_s = scene.policies.replay_window_s;
  options.dedupes = scene.policies.dedupe_create != encaissement::DedupeCreate::off;
  return options;
}

Verdict worst_of(const Findings& findings, Verdict verdict) {
  for (const Finding& one : findings)
    if (severity(one.verdict) > severity(verdict)) verdict = one.verdict;
  return verdict;
}

}  // namespace

struct TillStage::Parts {
  StageService service;
  Wire wire;
  PhoneReader phone;
  std::string url = kNowhere, authority;

  Parts()
      : wire{[this](const http::Request& request) { return service.serve(request); }, [this] { return service.now(); },
             std::chrono::milliseconds{TillReset{}.patience_ms}} {}
};

TillStage::TillStage() : parts_{std::make_unique<Parts>()} {}
TillStage::~TillStage() = default;

Wire& TillStage::wire() { return parts_->wire; }

void TillStage::serve_at(std::string url, std::string authority) {
  parts_->url = std::move(url);
  parts_->authority = std::move(authority);
}

Played TillStage::play(const TillStory& story, Till& till, const TillHello& hello, const PlayOptions& options) {
  Parts& parts = *parts_;
  const bool by_the_wall = hello.clock == TillClock::wall;
  const World world = stage_world(options.seed);
  const encaissement::Policies policies = layered(options.policies, story.policies);
  const Instant wall = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  parts.service.begin(world, policies, by_the_wall ? wall : story.start, options.seed, by_the_wall);
  parts.wire.forget();
  const Instant start = parts.service.now();
  Scene scene{{.story = story, .till = till, .hello = hello, .options = options, .service = parts.service, .wire = parts.wire,
              .reset = reset_for(world, start, parts.url, parts.authority), .policies = policies,
              .phone = options.phone != nullptr ? *options.phone : parts.phone}};
  if (!scene.lost(till.reset(scene.reset))) Play{scene}.run();
  scene.narrate();
  Played played;
  played.trace = parts.wire.recorded();
  played.trace.source = "parcours certify";
  scene.add(judge_wire(played.trace, wire_options(scene)));
  played.verdict = worst_of(scene.findings, scene.trouble_verdict);
  played.trouble = scene.trouble;
  played.diverges_at = scene.history.first_finding();
  played.virtual_time = parts.service.now() - start;
  played.findings = std::move(scene.findings);
  played.history = scene.history.take();
  played.noise = till.take_noise();
  return played;
}

}  // namespace parcours
