#include "scenarios/certify/phones.h"

#include <array>
#include <utility>

#include "reference/core/text.h"
#include "reference/qr/picture.h"
#include "reference/qr/reader.h"
#include "scenarios/runner/labels.h"

namespace parcours {
namespace {

using Act = till_step::Customer::Act;

std::string act_label(const till_step::Customer& step) {
  if (step.act == Act::scan) return "scans the QR code";
  if (step.act == Act::refuse) return "refuses";
  if (step.act == Act::declined) return "agrees, and the issuer refuses";
  const auto amount = encaissement::parse_amount(step.amount);
  return step.amount.empty() ? "pays all" : "pays " + (amount ? encaissement::format_amount(*amount) : "\"" + step.amount + "\"");
}

// As a person types it: "40,07".
std::string typed(Money amount) {
  const std::int64_t cents = amount.cents() % 100;
  return std::to_string(amount.cents() / 100) + (cents < 10 ? ",0" : ",") + std::to_string(cents);
}

Verb verb_of(Act act) {
  constexpr std::array kVerbs = {Verb::scan, Verb::pay, Verb::refuse, Verb::issuer_rejects};
  return kVerbs[static_cast<std::size_t>(act)];
}

}  // namespace

ScreenRead read_screen(Scene& scene, const std::string& sale, const CameraShot& shot, bool insist) {
  ScreenRead read;
  const auto told = scene.till.observe(sale);
  scene.narrate();
  if (scene.lost(told.reply)) return read;
  for (const SaleView& view : told.value)
    if (view.sale == sale) read.picture = view.screen;
  if (read.picture.empty()) return read.trouble = "The till shows no picture.", read;
  const auto picture = encaissement::read_picture(read.picture);
  if (const auto* error = std::get_if<encaissement::PictureError>(&picture))
    return read.trouble = "The screen is no picture: " + std::string{to_text(*error)}, read;
  const auto& scene_seen = std::get<encaissement::GreyImage>(picture);
  if (insist) read.code = scene.phone.read(photograph(scene_seen, shot, scene.options.seed)).text;
  else read.code = encaissement::read_symbol(scene_seen);
  return read;
}

void Phones::act(const till_step::Customer& step) {
  const Instant now = scene_.now();
  const OperationView* operation = nullptr;
  const Ledger ledger = scene_.service.operations();
  operation = operation_of(ledger, step.sale);
  if (operation == nullptr || scene_.unreadable.contains(step.sale)) {
    scene_.history.add(now, {.from = step.who, .to = "", .kind = "note",
                             .label = operation == nullptr ? "was asked for nothing" : "has no code to scan"});
    return;
  }
  act_on(step, *operation);
}

// The phone scans first what it was not asked for by name; from then on it knows the request by its number.
void Phones::act_on(const till_step::Customer& step, const OperationView& operation) {
  if (operation.mode != "qr" || (step.act != Act::scan && is_bound(step.who, operation)))
    return void(submit(verb_of(step.act), step, operation.number, ""));
  const auto code = scanned(step, operation);
  if (!code) return;
  const Answer bound = submit(Verb::scan, step, "", *code);
  if (step.act != Act::scan && bound.kind == Answer::Kind::done) submit(verb_of(step.act), step, operation.number, "");
}

bool Phones::is_bound(const std::string& who, const OperationView& operation) const {
  const CustomerSpec* customer = scene_.service.world().customer(who);
  return customer != nullptr && operation.customer == customer->identifier;
}

// A till without a screen to look at is taken at its word: the code is the service's.
std::optional<std::string> Phones::scanned(const till_step::Customer& step, const OperationView& operation) {
  if (!scene_.hello.can("screen") || !scene_.till_is_up) return scene_.service.code_of(operation.number);
  const ScreenRead read = read_screen(scene_, step.sale, step.shot);
  if (scene_.is_over()) return std::nullopt;
  if (!read.code) {
    blame(step, operation, read);
    scene_.unreadable.insert(step.sale);
  }
  return read.code;
}

void Phones::blame(const till_step::Customer& step, const OperationView& operation, const ScreenRead& read) {
  if (!is_payable(operation, scene_.now())) return;  // Nothing has to be shown any more.
  scene_.add({.oracle = Oracle::belief, .rule = TillRuleId::pos_11, .verdict = Verdict::fail, .at = scene_.now(), .sale = step.sale,
              .sentence = "The code on the customer's screen cannot be read by a phone.",
              .expected = {"a QR code that a phone reads"},
              .actual = read.trouble.empty() ? "no code that can be read" : read.trouble, .picture = read.picture});
}

Answer Phones::submit(Verb verb, const till_step::Customer& step, const std::string& number, const std::string& code) {
  Call call;
  call.who = {.door = Door::phone, .name = step.who, .point = ""};
  call.verb = verb;
  if (verb == Verb::issuer_rejects) call.who = {.door = Door::control, .name = "", .point = ""};
  call.operation = code.empty() ? number : "";
  call.code = code;
  if (verb == Verb::pay) {
    const auto operation = scene_.service.operation(number);
    call.amount = step.amount;
    if (step.amount.empty() && operation) call.amount = typed(operation->requested);
  }
  const Instant now = scene_.now();
  scene_.history.add(now, {.from = step.who, .to = "service", .kind = "call",
                           .label = verb == Verb::scan ? "scans the QR code" : act_label(step), .operation = number});
  const Answer answer = scene_.service.submit(call);
  scene_.history.add(now, {.from = "service", .to = step.who, .kind = "answer", .label = label_of(answer), .operation = answer.number});
  return answer;
}

}  // namespace parcours
