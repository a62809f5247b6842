// The routes of the Espace API: what the merchant's pages speak. Ours, as every page and the document say.
#include "reference/http/espace_api.h"

#include <array>

namespace parcours::http {
namespace {

constexpr std::string_view kAny = "BAD_REQUEST INVALID_SEAL FORBIDDEN";
constexpr std::string_view kForm =
    "BAD_REQUEST INVALID_SEAL FORBIDDEN MERCHANT_NOT_ALLOWED INVALID_TRANSACTION_AMOUNT BENEFICIARY_NOT_FOUND "
    "OTHER_TRANSACTION_PENDING";
constexpr std::string_view kPrepare = "BAD_REQUEST INVALID_SEAL FORBIDDEN MERCHANT_NOT_ALLOWED INVALID_TRANSACTION_AMOUNT";
constexpr std::string_view kAct = "BAD_REQUEST INVALID_SEAL FORBIDDEN TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED";
constexpr std::string_view kValidate =
    "BAD_REQUEST INVALID_SEAL FORBIDDEN TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED INVALID_TRANSACTION_AMOUNT";
constexpr std::string_view kList = "BAD_REQUEST INVALID_SEAL MERCHANT_NOT_ALLOWED";
constexpr std::string_view kLook = "INVALID_SEAL TRANSACTION_NOT_FOUND";
constexpr std::string_view kFilter = "from to basket type status minAmount maxAmount sort order";
constexpr std::string_view kSheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// The first path that fits is meant: words before {places}.
constexpr std::array kRoutes{
    // Access
    Route{.method = "POST", .path = "/espace/api/log-in", .caller = Caller::anyone, .handle = espace::log_in,
          .id = "espaceLogIn", .summary = "Logs in and sets the session's cookie", .takes = "EspaceLogIn",
          .gives = "EspaceSession", .errors = kAny, .hides = true},
    Route{.method = "POST", .path = "/espace/api/log-out", .caller = Caller::merchant, .handle = espace::log_out,
          .id = "espaceLogOut", .summary = "Ends the session", .status = 204, .errors = kAny},
    Route{.method = "GET", .path = "/espace/api/session", .caller = Caller::merchant, .changes = false,
          .handle = espace::session, .id = "espaceSession",
          .summary = "Who is logged in, where, and the points to choose from", .gives = "EspaceSession",
          .errors = "INVALID_SEAL"},
    Route{.method = "POST", .path = "/espace/api/point", .caller = Caller::merchant, .handle = espace::choose_point,
          .id = "espaceChoosePoint", .summary = "Chooses the point d'accueil; the session gets another id",
          .takes = "EspacePoint", .gives = "EspaceSession",
          .errors = "BAD_REQUEST INVALID_SEAL FORBIDDEN TRANSACTION_NOT_FOUND"},
    Route{.method = "POST", .path = "/espace/api/recovery", .caller = Caller::anyone, .handle = espace::recovery,
          .id = "espaceRecovery", .summary = "Mails a link with which a new password is set, if there is such an account",
          .takes = "EspaceRecovery", .gives = "EspaceMessage", .errors = "BAD_REQUEST FORBIDDEN", .hides = true},
    Route{.method = "POST", .path = "/espace/api/password", .caller = Caller::anyone, .handle = espace::password,
          .id = "espacePassword", .summary = "Sets a new password with the mailed link, and ends the account's sessions",
          .takes = "EspacePassword", .gives = "Answer", .errors = kAny},
    Route{.method = "GET", .path = "/espace/api/accounts", .caller = Caller::merchant, .changes = false,
          .handle = espace::accounts, .id = "espaceAccounts",
          .summary = "The accounts one may see, with their rights and lock-outs", .gives = "EspaceAccounts",
          .errors = "INVALID_SEAL"},
    Route{.method = "POST", .path = "/espace/api/accounts/{login}/right", .caller = Caller::merchant,
          .handle = espace::change_right, .id = "espaceChangeRight",
          .summary = "Gives or takes a point account's right to collect", .takes = "EspaceRight", .gives = "Answer",
          .errors = "BAD_REQUEST INVALID_SEAL FORBIDDEN TRANSACTION_NOT_FOUND"},
    // Requests
    Route{.method = "POST", .path = "/espace/api/operations/prepare", .caller = Caller::merchant,
          .handle = espace::prepare, .id = "espacePrepare",
          .summary = "Continuer: checks the form; with a QR the operation exists from here", .takes = "EspaceForm",
          .gives = "EspaceAnswer", .errors = kPrepare},
    Route{.method = "POST", .path = "/espace/api/operations", .caller = Caller::merchant, .handle = espace::request,
          .id = "espaceRequest", .summary = "Envoyer: sends the request for money", .takes = "EspaceForm",
          .gives = "EspaceAnswer", .status = 201, .errors = kForm},
    Route{.method = "POST", .path = "/espace/api/operations/{number}/validate", .caller = Caller::merchant,
          .handle = espace::validate, .id = "espaceValidate",
          .summary = "Validates what was paid, wholly or for a lower amount", .takes = "EspaceAmount", .gives = "Answer",
          .errors = kValidate},
    Route{.method = "POST", .path = "/espace/api/operations/{number}/cancel", .caller = Caller::merchant,
          .handle = espace::cancel, .id = "espaceCancel", .summary = "Cancels", .gives = "Answer", .errors = kAct},
    Route{.method = "POST", .path = "/espace/api/operations/{number}/change-mode", .caller = Caller::merchant,
          .handle = espace::change_mode, .id = "espaceChangeMode",
          .summary = "Cancels a QR so that the customer is reached otherwise", .gives = "Answer", .errors = kAct},
    // Looks
    Route{.method = "GET", .path = "/espace/api/operations", .caller = Caller::merchant, .changes = false,
          .handle = espace::list, .id = "espaceList",
          .summary = "The point's operations by pages, with filters and counters", .gives = "EspaceList", .errors = kList,
          .query = "from to basket type status minAmount maxAmount sort order page size"},
    Route{.method = "GET", .path = "/espace/api/operations/export.csv", .caller = Caller::merchant, .changes = false,
          .handle = espace::export_csv, .id = "espaceExportCsv", .summary = "The filtered list as CSV", .errors = kList,
          .type = "text/csv", .query = kFilter},
    Route{.method = "GET", .path = "/espace/api/operations/export.xlsx", .caller = Caller::merchant, .changes = false,
          .handle = espace::export_xlsx, .id = "espaceExportXlsx", .summary = "The filtered list as a spreadsheet",
          .errors = kList, .type = kSheet, .query = kFilter},
    Route{.method = "GET", .path = "/espace/api/operations/{number}", .caller = Caller::merchant, .changes = false,
          .handle = espace::operation, .id = "espaceOperation", .summary = "One operation with its whole history",
          .gives = "EspaceOperation", .errors = kLook},
    Route{.method = "GET", .path = "/espace/api/operations/{number}/qr.png", .caller = Caller::merchant,
          .changes = false, .handle = espace::code_png, .id = "espaceCodePng", .summary = "The QR code as a picture",
          .errors = kLook, .type = "image/png"},
    Route{.method = "GET", .path = "/espace/api/operations/{number}/qr.svg", .caller = Caller::merchant,
          .changes = false, .handle = espace::code_svg, .id = "espaceCodeSvg", .summary = "The QR code as a drawing",
          .errors = kLook, .type = "image/svg+xml"},
    Route{.method = "GET", .path = "/espace/api/remembered-email", .caller = Caller::merchant, .changes = false,
          .handle = espace::remembered_email, .id = "espaceRememberedEmail",
          .summary = "The e-mail kept for the next form", .gives = "EspaceEmail", .errors = "INVALID_SEAL"},
    Route{.method = "GET", .path = "/espace/api/form", .caller = Caller::merchant, .changes = false,
          .handle = espace::form, .id = "espaceFormWords",
          .summary = "What a form says beside its fields: bounds, and the days that delays lead to",
          .gives = "EspaceFormWords", .errors = "INVALID_SEAL", .query = "paymentDays validationDays notifyEmail"},
};

}  // namespace

std::span<const Route> espace_routes() { return kRoutes; }

}  // namespace parcours::http
