import ArgumentParser
import Casework
import Contracts
import Fleet

/// `huiban people`: who may act in this home.
struct People: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "人员。 Who may act in this home.",
        subcommands: [List.self, Token.self, Password.self]
    )

    /// Everybody who has a token, for `--as`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 Everybody who may be named with --as.")
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "机关 agency") var agency: String?

        func run() async throws {
            let staff = try common.staff()
            let holders = Set(try Credentials(home: common.fleetHome).people())
            let people = staff.people.values
                .filter { agency == nil || $0.agency == agency }
                .sorted { ($0.agency, $0.id) < ($1.agency, $1.id) }
            let rows = people.map { person in
                Value.object([
                    "id": .text(person.id), "name": .text(person.name), "agency": .text(person.agency),
                    "unit": .text(person.unit), "roles": .list(person.roles.map(\.rawValue).sorted().map(Value.text)),
                    "hasToken": .bool(holders.contains(person.id)),
                ])
            }
            common.voice.show(
                list: .list(rows),
                [
                    ("id", Words(zh: "人员", en: "PERSON")), ("name", Words(zh: "姓名", en: "NAME")),
                    ("agency", Words(zh: "机关", en: "AGENCY")), ("unit", Words(zh: "科室", en: "UNIT")),
                    ("roles", Words(zh: "角色", en: "ROLES")), ("hasToken", Words(zh: "有令牌", en: "TOKEN")),
                ]
            )
        }
    }

    /// The token of one person, for signing in.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "令牌。 Print a person's token, to sign in with at the desk or the board."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "人员 person, e.g. housing-li") var person: String

        func run() async throws {
            do {
                let token = try Credentials(home: common.fleetHome).token(of: person)
                common.voice.tell(["person": person, "token": token], as: [token])
            } catch Credentials.Failure.noPerson {
                throw common.unknown(person)
            }
        }
    }

    /// Gives a person a password.
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "设定口令。 Give a person a password, read from standard input; running processes notice it."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "人员 person, e.g. housing-li") var person: String

        func run() async throws {
            let credentials = Credentials(home: common.fleetHome)
            guard try credentials.people().contains(person) else { throw common.unknown(person) }
            let password = try PasswordEntry(voice: common.voice).read(for: person)
            try credentials.setPassword(try PasswordHash(of: password), of: person)
            common.voice.tell(
                ["person": person],
                as: [
                    Words(
                        zh: "已为 \(person) 设定口令，现在即可登录；原有令牌仍然有效。",
                        en: "\(person) has a new password and can sign in with it now; the token holds as before."
                    )[common.voice.language]
                ]
            )
        }
    }
}
