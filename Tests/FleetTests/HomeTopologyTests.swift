import Casework
import Foundation
import Testing

@testable import Fleet

/// What can be said of `ops/rabbitmq/definitions.json` without a broker.
@Suite struct HomeTopologyTests {
    let definitions: Value

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appending(path: "ops/rabbitmq/definitions.json").path(percentEncoded: false)
        definitions = try #require(try DurableFile.read(Value.self, from: path))
    }

    private func rows(_ name: String) -> [Value] { definitions[name]?.list ?? [] }

    private func matches(_ text: String, _ pattern: String) throws -> Bool {
        try text.firstMatch(of: Regex(pattern)) != nil
    }

    @Test func noSecretIsCommitted() {
        for user in rows("users") {
            #expect(user["password"] == nil && user["password_hash"] == nil)
        }
    }

    @Test func everyWritableTopicExchangeHasATopicRow() throws {
        let exchanges = rows("exchanges").compactMap { $0["name"]?.text }
        for permission in rows("permissions") where permission["user"] != "operator" {
            let user = try #require(permission["user"]?.text)
            let pattern = try #require(permission["write"]?.text)
            for exchange in exchanges where try matches(exchange, pattern) {
                let hasRow = rows("topic_permissions").contains {
                    $0["user"]?.text == user && $0["exchange"]?.text == exchange
                }
                #expect(hasRow, "\(user) on \(exchange)")
            }
        }
    }

    @Test func aSenderIsNamedByTheFirstWordOfItsKeys() throws {
        for row in rows("topic_permissions") {
            let user = try #require(row["user"]?.text)
            let exchange = try #require(row["exchange"]?.text)
            // Assignments are addressed by their receiver, and only the coordinator tells the world.
            if ["huiban.assignments", "huiban.events"].contains(exchange) {
                #expect(user == "coordinator")
                continue
            }
            let pattern = try #require(row["write"]?.text)
            // Answers to ballots are addressed by their reader too: housing alone writes them, each reads its own.
            if exchange == "huiban.replies" {
                #expect((user == "housing") == (pattern != "^$"))
                #expect(user == "housing" || row["read"]?.text == "^reply\\.\(user)\\.")
                continue
            }
            #expect(pattern.hasPrefix("^\(user)"))
            #expect(try !matches("x\(user).07", pattern) && !matches("\(user)x.07", pattern))
        }
    }

    @Test func whatTheBrokerKeepsOfADeadLetterGoesAsSoonAsWhatAProcessKeeps() throws {
        let dead = try #require(rows("policies").first { $0["name"] == "dead" })
        #expect(dead["definition"]?["message-ttl"] == .integer(Int64(DayKeys.days) * 86_400_000))
    }

    @Test func nobodyButTheOperatorDeclaresAnythingButReplyQueuesAndALease() throws {
        for permission in rows("permissions") where permission["user"] != "operator" {
            let user = try #require(permission["user"]?.text)
            let configure = try #require(permission["configure"]?.text)
            let isProcess = rows("queues").contains { $0["name"]?.text == "journal.\(user)" }
            #expect(configure == (isProcess ? "^lease\\.\(user)$" : "^reply\\.\(user)\\."))
        }
    }

    @Test func everyQueueIsBoundAndOnlyTheJournalExchangeLeadsToJournals() throws {
        for queue in rows("queues") {
            let name = try #require(queue["name"]?.text)
            let sources = rows("bindings").filter { $0["destination"]?.text == name }.compactMap { $0["source"]?.text }
            #expect(!sources.isEmpty, "\(name)")
            #expect(sources.contains("huiban.journal") == name.hasPrefix("journal."))
        }
    }

    @Test func everyWorkQueueIsQuorumWithOneConsumerAndALimitFromAPolicy() throws {
        let policy = try #require(rows("policies").first { $0["name"] == "work" })
        let pattern = try #require(policy["pattern"]?.text)
        #expect(policy["definition"]?["delivery-limit"] == 100)
        #expect(policy["definition"]?["dead-letter-strategy"] == "at-least-once")
        #expect(policy["definition"]?["overflow"] == "reject-publish")
        for queue in rows("queues") {
            let name = try #require(queue["name"]?.text)
            let arguments = try #require(queue["arguments"])
            guard arguments["x-queue-type"] == "quorum", name != "dead" else { continue }
            #expect(arguments["x-single-active-consumer"] == true)
            #expect(try matches(name, pattern), "\(name)")
        }
    }
}
