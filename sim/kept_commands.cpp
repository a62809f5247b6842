#include "sim/kept_commands.h"

#include <algorithm>

namespace parcours {

using namespace encaissement;

KeptCommands::Surroundings KeptCommands::surroundings(const Act& act, const Arena& arena) {
  Surroundings s;
  if (act.form.deferred) s.today = paris_day(arena.now());
  const auto& all = arena.service().operations();
  if (act.code == CodeShown::none || act.operation >= all.size()) return s;
  s.requested = all[act.operation].requested;
  s.has_code = all[act.operation].mode == Mode::qr;
  return s;
}

const Command& KeptCommands::of(std::size_t index, const Act& act, Arena& arena) {
  std::deque<Variant>& variants = variants_[index];
  const bool is_plain = act.code == CodeShown::none && !act.form.deferred;
  if (is_plain && !variants.empty()) return variants.front().command;
  const Surroundings when = surroundings(act, arena);
  const auto found = std::find_if(variants.begin(), variants.end(), [&](const Variant& v) { return v.when == when; });
  if (found != variants.end()) return found->command;
  variants.push_back({when, arena.command_of(act)});
  keep(variants.back().command);
  return variants.back().command;
}

void KeptCommands::keep(std::string_view& text) {
  if (!text.empty()) text = texts_.emplace_back(text);
}

void KeptCommands::keep(Command& command) {
  keep(command.key.key);
  std::visit(
      [&](auto& body) {
        if constexpr (requires { body.form; }) {
          for (std::string_view* text :
               {&body.form.basket, &body.form.identifier, &body.form.notify_email, &body.form.label,
                &body.form.client_reference, &body.form.seller, &body.form.payment_id, &body.form.return_url,
                &body.form.cancel_url})
            keep(*text);
        }
        if constexpr (requires { body.identifier; }) keep(body.identifier);
        if constexpr (requires { body.login; }) keep(body.login);
        if constexpr (requires { body.token; }) keep(body.token);
        if constexpr (requires { body.verifier; }) keep(body.verifier);
      },
      command.body);
}

}  // namespace parcours
