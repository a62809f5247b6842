#include "reference/core/requirement.h"

#include <cstddef>

namespace encaissement {
namespace {

using enum RuleId;
using enum Level;

// One entry a rule: rule, id, level, sentence, guide step, settings, clause judged later.
constexpr std::array<Requirement, kRuleCount> kCatalogue{{
    // ---- Access
    {acc_01, "ACC-01", must, "Logging in takes a login number and a password, both mandatory.", "login page", "", ""},
    {acc_02, "ACC-02", must,
     "The third wrong password in a row blocks the account; the right one at the third try succeeds, and success resets"
     " the count. A refused log-in changes the count and nothing else.",
     "login page", "max_password_failures", ""},
    {acc_03, "ACC-03", must,
     "A blocked account refuses every new log-in, with the right password too, and no count moves. The only way out is "
     "the recovery link mailed to the account: good once and strictly before its expiry, it sets a new password, "
     "unblocks and resets the count.",
     "login page", "recovery_ttl_s", ""},
    {acc_04, "ACC-04", must,
     "A signatory account chooses a point d'accueil before it collects, even when it has only one; a point account is "
     "on its own point at once.",
     "guide 7-9", "", ""},
    {acc_05, "ACC-05", must,
     "An account, shop key or customer sees and acts on its own operations only: a point account those of its point, a "
     "customer those addressed to it, bound to it or presented by their genuine QR. Anything else is answered exactly "
     "as if it did not exist.",
     "ours", "", ""},
    {acc_06, "ACC-06", must,
     "A point d'accueil not enabled for Chèque-Vacances Connect makes no new request; what exists goes on.", "wire", "",
     ""},
    {acc_07, "ACC-07", must,
     "Unknown number, wrong password and blocked account get one and the same answer, which names the three-try limit "
     "and the recovery, in content and in time.",
     "login page, ours", "", ""},
    {acc_08, "ACC-08", must,
     "In Gestion des droits a signatory account gives and takes a point account's right to collect and sees lock-outs; "
     "without the right only new requests are refused.",
     "guide 6, ours", "", ""},

    // ---- Request form
    {frm_01, "FRM-01", must,
     "The requested amount is mandatory and at least 20,00 € on all four parcours: 20,00 is accepted, 19,99 refused.",
     "guide A-13, B-13, C-14, D-14", "min_requested_cents", ""},
    {frm_02, "FRM-02", must,
     "A typed amount is, once trimmed, one to ten digits and optionally a comma or a point and one or two digits; "
     "anything else is refused with what was expected.",
     "guide D-14, C-19", "", ""},
    {frm_03, "FRM-03", must,
     "The basket number is mandatory: 1 to 20 characters once trimmed, no controls; a setting makes it unique within "
     "the point d'accueil.",
     "guide A-13, B-13, C-14, D-14", "basket_max_length,basket_unique", ""},
    {frm_04, "FRM-04", must,
     "Libellé, référence client and identifiant vendeur are optional, at most 255 characters each without controls, "
     "kept unchanged and shown in the detail.",
     "guide A-13, B-14, C-15, D-15", "", ""},
    {frm_05, "FRM-05", must,
     "A reaches the customer by QR or identifier, C by identifier or contact e-mail and never by QR, B and D by "
     "e-mail. An identifier is 11 digits or an e-mail of 6 to 320 characters, compared without regard to ASCII case.",
     "guide A-13, B-13, C-14, D-14", "", ""},
    {frm_06, "FRM-06", must,
     "An unknown or blocked customer is refused on A by identifier and on C, and no request reaches anybody; B and D "
     "are accepted, and only the account with that e-mail can pay.",
     "wire", "", ""},
    {frm_07, "FRM-07", must,
     "Payment limit and validation delay are whole days, at least 1 and at most their setting.",
     "guide B-10, C-11, D-10", "max_payment_days,max_validation_days", ""},
    {frm_08, "FRM-08", must,
     "With a validation delay (C, D) the merchant gives an e-mail for notifications; \"se souvenir\", off by default, "
     "keeps it per point d'accueil for the next form.",
     "guide C-12, D-12", "", ""},
    {frm_09, "FRM-09", must,
     "Nothing exists and nothing is sent before Envoyer; with a QR the operation exists from Continuer. Leaving before "
     "drops the draft, leaving the QR screen keeps the operation, Annuler on it cancels.",
     "guide A-15, B-16, C-17, D-17", "", "Envoyer disabled and leaving, on the screens"},
    {frm_10, "FRM-10", must,
     "Changer de mode d'encaissement on an unpaid QR, bound or not, cancels the operation and voids its QR for good; "
     "amount and basket are kept for a new operation with a new number.",
     "guide A-15", "", ""},
    {frm_11, "FRM-11", policy,
     "A second request on A by identifier or on C, from any merchant, is refused while the customer has one awaiting; "
     "QR and deferred requests are unlimited.",
     "wire", "one_immediate_request_per_customer", ""},

    // ---- Customer pays
    {pay_01, "PAY-01", must,
     "Holding a genuine QR is not enough: only the customer addressed by identifier or e-mail, or bound by scanning, "
     "can pay or refuse.",
     "guide A-15, ours", "qr_binds_on", ""},
    {pay_02, "PAY-02", must,
     "A QR is unique to its operation and carries number, amount and a check that cannot be forged. Forged or unknown "
     "codes are refused before anything is looked up; a genuine one that is void, spent or late is refused with that "
     "reason.",
     "guide A-13, ours", "", ""},
    {pay_03, "PAY-03", must,
     "On A, C and D the customer pays from the smaller of the partial minimum and the requested amount up to the "
     "requested amount; on B exactly the requested amount. Zero, negative or more is refused.",
     "guide 9", "min_partial_cents", ""},
    {pay_04, "PAY-04", must,
     "The minimum of FRM-01 bears on the requested amount only: a customer may pay 5,00 € of 40,00 €.", "guide 9, A-15",
     "", ""},
    {pay_05, "PAY-05", must, "An operation is paid once; a second payment is refused, also after a partial one.",
     "ours", "", ""},
    {pay_06, "PAY-06", must,
     "A payment above the customer's available balance is refused and the operation stays awaiting, so that it can be "
     "retried until its deadline.",
     "ours", "", ""},
    {pay_07, "PAY-07", must,
     "After a partial payment the merchant is told received and remaining: of 40,00 €, 30,00 € paid leaves \"Il reste "
     "10,00 €\". The remainder is settled outside, never by a second payment on the operation.",
     "guide 9, A-15", "", ""},
    {pay_08, "PAY-08", must, "A customer's refusal ends the operation as cancelled, cause customer.", "wire",
     "on_refusal", ""},
    {pay_09, "PAY-09", must,
     "The first scan of a QR binds the operation to that customer, who may scan again; anybody else is refused.",
     "guide A-15, ours", "qr_binds_on", ""},
    {pay_10, "PAY-10", must,
     "A blocked customer can neither scan, pay nor refuse; unblocked before the deadline, he can.", "ours", "", ""},

    // ---- Time
    {tim_01, "TIM-01", must,
     "Scanning, naming, paying, refusing, changing mode and cancelling happen strictly before the payment deadline.",
     "ours", "", ""},
    {tim_02, "TIM-02", must,
     "On B and D the limit day is the Paris day of sending plus N calendar days, Sundays and holidays counted, and is "
     "included: the deadline is 00:00 Paris of the day after.",
     "guide B-10, B-16, D-17", "limit_day", ""},
    {tim_03, "TIM-03", must, "On A and C the payment deadline is 300 seconds after sending.", "wire", "immediate_ttl_s",
     ""},
    {tim_04, "TIM-04", must,
     "An A or C request becomes expired at its deadline; a B or D request at the night sweep after it, and bears that "
     "stamp.",
     "guide 9", "sweep", ""},
    {tim_05, "TIM-05", must,
     "On C and D the validation limit day is the Paris day of the payment plus M; validating and cancelling happen "
     "strictly before 00:00 Paris of the day after.",
     "guide C-11, C-19, D-11, D-17", "", ""},
    {tim_06, "TIM-06", must,
     "At the end of the validation delay the operation becomes expired, the whole amount goes back to the customer and "
     "received shows \"-\"; it never validates by itself.",
     "ours", "on_validation_deadline", ""},
    {tim_07, "TIM-07", must,
     "Between a deadline and the sweep the status still reads awaiting or to validate, and every action is refused as "
     "late.",
     "guide 9, ours", "", ""},
    {tim_08, "TIM-08", must, "At the same instant the deadline wins over any action.", "ours", "", ""},
    {tim_09, "TIM-09", must,
     "Day arithmetic is civil, in Paris: it survives the 23- and 25-hour days, 29 February and the turn of the year.",
     "ours", "", ""},
    {tim_10, "TIM-10", must,
     "On C and D the merchant is reminded 24 elapsed hours before the validation deadline, or at the payment if that is"
     " later and then after its mail; once, and only if still to validate.",
     "guide C-12, D-12", "", ""},
    {tim_11, "TIM-11", should,
     "The validation date shown on C's confirmation before payment is indicative; it is recomputed from the payment.",
     "guide C-17", "", ""},

    // ---- Merchant validates or cancels
    {val_01, "VAL-01", must,
     "At validation the amount may be lowered, never raised, and once: from the smaller of the validation minimum and "
     "the received amount up to the received amount.",
     "guide C-19, D-19", "min_validated_cents", ""},
    {val_02, "VAL-02", must,
     "What was lowered goes back to the customer at once; received becomes the validated amount, requested stays, "
     "remaining is requested minus validated.",
     "guide C-19, D-19", "", ""},
    {val_03, "VAL-03", must, "A second validation or cancellation is refused, whatever its amount.", "wire", "", ""},
    {val_04, "VAL-04", must,
     "Cancelling an operation to validate gives the whole amount back; received shows \"-\" and the history keeps the "
     "amount.",
     "guide C-19, D-19", "", ""},
    {val_05, "VAL-05", must, "A validated operation cannot be cancelled.", "ours", "refund", ""},
    {val_06, "VAL-06", must,
     "\"Fermer sans valider\", \"NON\" and looking at a detail change nothing, not even Dernière action.",
     "guide C-19, D-19", "", "the buttons, on the screens"},

    // ---- Status, money, repetition
    {sta_01, "STA-01", must,
     "A command that the transitions do not allow in the present status is refused and the operation does not change.",
     "ours", "", ""},
    {sta_02, "STA-02", must, "A final status never changes again.", "ours", "", ""},
    {sta_03, "STA-03", must, "Every operation reaches a final status once its deadlines have passed.", "ours", "", ""},
    {mon_01, "MON-01", must,
     "Money is integer cents; wallets (available and held) plus collected change, in sum, only by what is credited from"
     " outside.",
     "ours", "", ""},
    {mon_02, "MON-02", must,
     "0 <= validated <= received <= requested; on B received is nothing or the requested amount.", "guide 9", "", ""},
    {mon_03, "MON-03", must,
     "C and D hold the paid amount until validated, cancelled or expired; each of these empties the hold exactly once.",
     "ours", "", ""},
    {rep_01, "REP-01", must,
     "The same command with the same idempotency key from the same principal gives the same answer and one effect, also"
     " after a restart; the same key with another call, path or body is refused. Refusals by a rule are remembered, "
     "failed authentication and unreadable bodies are not.",
     "ours", "key_ttl_s", ""},
    {rep_02, "REP-02", must,
     "Simultaneous actions on one operation take effect one after the other: the first wins, the rest get the refusal "
     "of the new status.",
     "ours", "", ""},
    {rep_03, "REP-03", must,
     "What was acknowledged survives a crash at any moment, wrong passwords counted included; what was not is there "
     "wholly or not at all. Policies are kept too, and a journal opened with others is refused.",
     "ours", "", ""},

    // ---- What people are told
    {not_01, "NOT-01", must,
     "On A by identifier and on C the customer gets a push at sending (POS API: at naming); on B and D an e-mail at "
     "sending, with amount, merchant and limit date.",
     "guide A-15, B-16, C-17, D-17", "", ""},
    {not_02, "NOT-02", must,
     "On C and D the merchant's notification address gets an e-mail when the customer paid or refused, when the "
     "payment limit passed, and the reminder of TIM-10; on A and B nothing.",
     "guide C-12, D-12, D-18", "", ""},
    {not_03, "NOT-03", must,
     "The service writes each notice once, with an id of its own, and hands it over at least once with that id; the "
     "channel may lose, delay or repeat it.",
     "ours", "", ""},
    {not_04, "NOT-04", must,
     "An integrator's URLs get every change of API state, in order per operation, retried with growing pauses; after "
     "the last attempt that operation's queue is parked, order kept, until resumed, and the service is never blocked.",
     "wire", "notify_attempts", ""},

    // ---- The list "Vos opérations"
    {lst_01, "LST-01", must,
     "The columns are Dernière action, N° de panier, Type de paiement, Statut, Montant demandé, Montant reçu, Actions.",
     "guide 9", "", ""},
    {lst_02, "LST-02", must,
     "Stamps read 22/06/2020 14h22 in Paris, amounts +42,00 €; nothing received is \"-\".", "guide 9", "", ""},
    {lst_03, "LST-03", must,
     "Dernière action is the instant of the last change of status or amount: sending counts, looking and scanning do "
     "not. Newest first; equal stamps in order of creation.",
     "guide 9", "", ""},
    {lst_04, "LST-04", must,
     "The counters A valider and En attente de paiement client cover the whole point d'accueil, whatever the filter.",
     "guide 9, B-17, C-18", "", ""},
    {lst_05, "LST-05", must,
     "Filters by period, basket, type, status and amount combine by and; Exporter downloads the filtered list in the "
     "same order, six data columns, as a real .xlsx and as CSV.",
     "guide 9", "", ""},
    {lst_06, "LST-06", must,
     "Actions offered: validate, cancel and detail on an operation to validate; cancel and detail on one awaiting; "
     "detail on the rest.",
     "guide 9, B-17, C-18", "", ""},
}};

consteval bool entry_i_has_rule_i() {
  for (std::size_t i = 0; i < kCatalogue.size(); ++i)
    if (static_cast<std::size_t>(kCatalogue[i].rule) != i) return false;
  return true;
}
static_assert(entry_i_has_rule_i());

}  // namespace

std::span<const Requirement, kRuleCount> catalogue() { return kCatalogue; }

const Requirement& requirement(RuleId rule) { return kCatalogue[static_cast<std::size_t>(rule)]; }

std::optional<RuleId> find_rule(std::string_view id) {
  for (const Requirement& entry : kCatalogue)
    if (entry.id == id) return entry.rule;
  return std::nullopt;
}

std::string_view to_string(RuleId rule) { return requirement(rule).id; }

std::string_view to_string(Level level) {
  switch (level) {
    case must: return "MUST";
    case should: return "SHOULD";
    case policy: return "POLICY";
  }
  return "";
}

std::string_view to_string(Code code) {
  switch (code) {
    case Code::bad_request: return "BAD_REQUEST";
    case Code::invalid_seal: return "INVALID_SEAL";
    case Code::merchant_not_allowed: return "MERCHANT_NOT_ALLOWED";
    case Code::operation_transaction_not_allowed: return "OPERATION_TRANSACTION_NOT_ALLOWED";
    case Code::transaction_not_found: return "TRANSACTION_NOT_FOUND";
    case Code::beneficiary_not_found: return "BENEFICIARY_NOT_FOUND";
    case Code::other_transaction_pending: return "OTHER_TRANSACTION_PENDING";
    case Code::invalid_transaction_amount: return "INVALID_TRANSACTION_AMOUNT";
    case Code::invalid_transaction_currency: return "INVALID_TRANSACTION_CURRENCY";
    case Code::internal_server_error: return "INTERNAL_SERVER_ERROR";
  }
  return "";
}

}  // namespace encaissement
