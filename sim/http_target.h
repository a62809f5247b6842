// The seam with a service over HTTP behind it: what a judge does becomes the requests that tills, browsers and phones
// would make, and control's where nobody outside could do it. A sandbox (ours, or one that speaks its control API) shows
// everything; a foreign service shows what the public acquisition API does.
//   HttpTarget target(std::move(transport), {.control = true});
//   target.reset(world, policies, start, seed);  …  if (!target.lost().empty()) …
#pragma once

#include <memory>
#include <string>

#include "sim/http_transport.h"
#include "sim/target.h"

namespace parcours {

struct HttpTargetOptions {
  bool control = true;               // It has the sandbox's control API.
  std::string control_token = {};
  std::string defect = {};           // A sandbox: asked to have this one (parcours defects).
  World people = {};                 // A foreign service: the points, shops and keys it has; ours are told at reset().
  bool extensions = true;            // It knows what is ours: idempotency keys, `encaissement`.
};

class HttpTarget : public Target {
 public:
  HttpTarget(std::unique_ptr<HttpTransport> transport, HttpTargetOptions options);
  ~HttpTarget() override;

  Capabilities capabilities() const override;
  std::string kind() const override { return "http"; }
  std::string name() const override;
  std::string lost() const override;
  std::uint64_t requests() const;  // Sent so far.

  void reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) override;
  void crash_next(CrashPoint point) override;
  void crash() override;
  std::optional<std::string> recover(Instant now, const encaissement::Policies& policies) override;

  Answer submit(const Call& call, Instant now) override;
  void advance(Instant now) override;
  std::optional<Instant> next_deadline() const override;

  std::optional<OperationView> look(const Speaker& who, const std::string& number, Instant now) override;
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override;
  std::vector<OperationView> requests_of(const Speaker& customer, Instant now) override;
  std::optional<WalletView> wallet(const std::string& customer, Instant now) override;
  Money collected(const std::string& point, Instant now) override;
  std::vector<AccountView> accounts(const Speaker& signatory, Instant now) override;
  std::string remembered_email(const Speaker& who, Instant now) override;

  std::vector<NoticeView> notices(std::uint64_t after) override;
  std::vector<NoticeView> deliveries_due(Instant now) override;
  void delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) override;

 private:
  struct Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace parcours
