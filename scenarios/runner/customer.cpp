// What customers do with their phones.
#include "reference/core/text.h"
#include "scenarios/runner/steps.h"

namespace parcours {
namespace {

CameraShot shot_in(const Step& step) {
  if (!find_field(step.spec(), "camera") || !step.has("camera")) return {};
  const Fields& camera = step.fields("camera");
  return {.rotation_degrees = camera.integer("rotation"),
          .tilt_degrees = camera.integer("tilt"),
          .blur_percent = camera.integer("blur"),
          .contrast_percent = camera.integer("contrast"),
          .brightness_percent = camera.integer("brightness"),
          .noise_levels = camera.integer("noise"),
          .glare_percent = camera.integer("glare"),
          .covered_percent = camera.integer("covered")};
}

ShownCode code_in(const Step& step) {
  if (!find_field(step.spec(), "code")) return ShownCode::genuine;
  if (step.is("code", "forged")) return ShownCode::forged;
  if (step.is("code", "unknown")) return ShownCode::unknown;
  return step.is("code", "altered amount") ? ShownCode::altered_amount : ShownCode::genuine;
}

Sight sight_in(const Case& played, const Step& step) {
  const bool ticket = find_field(step.spec(), "render") && step.is("render", "ticket");
  const auto place = static_cast<std::uint64_t>(step.at.line);  // Not the run's seed: fingers are where they are.
  return {.medium = ticket ? encaissement::Medium::ticket : encaissement::Medium::screen,
          .shot = shot_in(step),
          .seed = Random{place}.stream(played.scenario.id).seed()};
}

// The code as the phone reads it; empty with action.trouble or action.unreadable said.
std::string code_read(Case& played, const Step& step, Action& action) {
  const Made* made = played.made(step.text("operation"));
  if (!made || made->payload.empty()) {
    action.trouble = "There is no QR code to read: no answer has brought one for this operation.";
    return "";
  }
  const Sight sight = sight_in(played, step);
  if (const auto wrong = trouble_with(sight.shot)) {
    action.trouble = "The camera cannot be held so: " + *wrong + ".";
    action.trouble_verdict = Verdict::config;
    return "";
  }
  const std::string shown = shown_payload(made->payload, code_in(step));
  const auto text = played.customer(action.who).read_code(shown, sight);
  action.unreadable = !text;
  action.good_code = text || played.customer(action.who).read_code(shown, {});
  played.note({.from = action.who,
               .kind = "note",
               .label = text ? "reads a QR code through the camera" : "the camera cannot read the QR code",
               .details = text ? Details{{"code", *text}} : Details{},
               .operation = made->number});
  return text.value_or("");
}

bool shows_code(const Step& step) { return step.yes("with_code") || code_in(step) != ShownCode::genuine; }

std::string amount_paid(Case& played, const Step& step) {
  if (const auto amount = amount_in(step)) return *amount;
  const Made* made = played.made(step.text("operation"));
  const auto asked = made ? encaissement::parse_amount(made->form.amount) : std::nullopt;
  return asked ? typed(*asked) : "20,00";
}

std::optional<Actor<Answer>> retry(CustomerApp& app, const Step& step, Action& action) {
  if (app.line().last()) {
    action.key = app.line().last()->idempotency_key;
    return app.retry(amount_in(step));
  }
  action.trouble = action.who + " has made no call that could be made again.";
  action.trouble_verdict = Verdict::config;
  return std::nullopt;
}

}  // namespace

std::optional<Actor<Answer>> begin_customer(Case& played, const Step& step, Action& action) {
  action.who = step.text("customer");
  CustomerApp& app = played.customer(action.who);
  if (step.verb == StepVerb::customer_retries) return retry(app, step, action);
  const bool by_code = step.verb == StepVerb::customer_scans || shows_code(step);
  const std::string code = by_code ? code_read(played, step, action) : "";
  const std::string number = by_code ? "" : number_for(played, step, action);
  if (!action.trouble.empty() || action.unreadable) return std::nullopt;
  if (step.verb == StepVerb::customer_scans) return app.scan(code, action.key);
  if (step.verb == StepVerb::customer_refuses) return app.refuse(number, code, action.key);
  return app.pay(number, code, amount_paid(played, step), action.key);
}

}  // namespace parcours
