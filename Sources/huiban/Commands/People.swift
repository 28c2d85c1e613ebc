import ArgumentParser
import Casework
import Contracts
import Fleet

/// `huiban people`: who may act in this home.
struct People: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "人员。 Who may act in this home.", subcommands: [List.self])

    /// Everybody who has a token, for `--as`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 Everybody who has a token, for --as.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let people = try Credentials(home: common.fleetHome).people()
            let rows = people.map { Value.object(["id": .text($0), "desk": .text(common.agency(of: $0))]) }
            common.voice.show(
                list: .list(rows),
                [("id", Words(zh: "人员", en: "PERSON")), ("desk", Words(zh: "办公台", en: "DESK"))]
            )
        }
    }
}
