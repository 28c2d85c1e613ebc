import Casework
import Contracts
import Foundation
import GRDB
import RabbitMQ
import Testing

@testable import Fleet

extension FleetLive {
    /// Where personal data may be and where it may not (issue 2, Show 8; promise 8).
    @Suite struct PrivacyLive {
        /// Unmistakable personal data, and the owners whose file may hold it; each of its own.
        struct Canary: Sendable {
            let text: String
            let mayBeAt: Set<String>

            init(_ text: String, at owners: Set<String> = []) {
                self.text = text
                mayBeAt = owners
            }
        }

        static let lead: Set = ["coordinator", "housing"]

        // Names that no other test uses; class contact goes to the lead's steps, notes and drafts stay at their desk.
        static let leadDeputy = Canary("欧阳领衔雀", at: lead)
        static let coSigner = Canary("欧阳附议雀", at: lead)
        static let phoneInText = Canary("13911110001")
        static let idInText = Canary("420106198803052715")
        static let phoneInTitle = Canary("13911110002")
        static let phoneInUnknownField = Canary("13911110003")
        static let phoneInSupplement = Canary("13911110004")
        static let phoneInRecord = Canary("13911110005")
        static let policeName = Canary("欧阳雀羽")
        static let policePhone = Canary("13911110006")
        static let housingNote = Canary("欧阳备注雀13911110007", at: ["housing"])
        static let policeNote = Canary("欧阳警注雀13911110008", at: ["police"])
        static let housingDraft = Canary("欧阳草稿雀", at: ["housing"])
        static let reply = Canary("欧阳答复雀", at: lead)
        static let reason = Canary("欧阳评价雀", at: lead)
        static let fileName = Canary("欧阳附件雀", at: ["housing"])
        static let unreadable = Canary("欧阳死信雀13911110009")
        static let messageID = Canary("13911110010", at: ["coordinator"])

        static let all = [
            leadDeputy, coSigner, phoneInText, idInText, phoneInTitle, phoneInUnknownField, phoneInSupplement,
            phoneInRecord, policeName, policePhone, housingNote, policeNote, housingDraft, reply, reason, fileName,
            unreadable, messageID,
        ]

        static let owners = ["coordinator", "police", "justice", "civil-affairs", "housing"]

        /// The texts of the canaries that stand in some bytes.
        ///
        /// By the C library, because the files are large; it would stop at a zero, so there is none.
        static func found(_ canaries: [Canary], in bytes: [UInt8]) -> [String] {
            let text = bytes.map { CChar(bitPattern: max($0, 1)) } + [0]
            return canaries.map(\.text).filter { strstr(text, $0) != nil }
        }

        static func found(_ canaries: [Canary], in text: String) -> [String] { found(canaries, in: Array(text.utf8)) }

        @Test func canariesStayWhereTheyMayBe() async throws {
            let fleet = try LiveFleet.here()
            try await fleet.tap()
            let id = try await openWithCanaries(fleet)
            try await workWithCanaries(fleet, id)
            try await buryCanaries(fleet)

            for owner in PrivacyLive.owners {
                let forbidden = PrivacyLive.all.filter { !$0.mayBeAt.contains(owner) }
                let stored = try fleet.everythingStored(owner)
                #expect(PrivacyLive.found(forbidden, in: stored) == [], "in \(owner)'s tables")
                #expect(PrivacyLive.found(forbidden, in: fleet.rawFile(owner)) == [], "in \(owner)'s bytes")
                // The test would show nothing if the canaries had not flown at all.
                let allowed = PrivacyLive.all.filter { $0.mayBeAt.contains(owner) }
                #expect(PrivacyLive.found(allowed, in: stored) == allowed.map(\.text), "in \(owner)'s tables")
            }
            try await looksForThem(fleet)
        }

        private func openWithCanaries(_ fleet: LiveFleet) async throws -> String {
            var suggestion = Suggestion()
            suggestion.title = "关于小区物业的建议，电话\(PrivacyLive.phoneInTitle.text)"
            suggestion.fields["text"] = .text(
                "请联系\(PrivacyLive.phoneInText.text)，身份证\(PrivacyLive.idInText.text)，谢谢。"
            )
            suggestion.fields["leadDeputy"] = .text(PrivacyLive.leadDeputy.text)
            suggestion.fields["coSigners"] = [.text(PrivacyLive.coSigner.text)]
            suggestion.fields["hint"] = .text("另一部电话\(PrivacyLive.phoneInUnknownField.text)")
            let id = try await fleet.open(suggestion)
            let supplement = Envelope(
                id: "suggestions/\(suggestion.externalID)/supplement/1",
                source: "suggestions",
                type: .caseSupplement,
                time: try FleetClock(home: fleet.home).now(),
                data: [
                    "externalId": .text(suggestion.externalID), "number": 1,
                    "fields": ["text": .text("补充：\(PrivacyLive.phoneInSupplement.text)")],
                ]
            )
            #expect(try await fleet.publish(supplement.bytes)["disposition"] == "accepted")
            return id
        }

        private func workWithCanaries(_ fleet: LiveFleet, _ id: String) async throws {
            let contact = try await fleet.bring(id, to: "contact")
            try await fleet.until("housing have it") { try await fleet.opened(contact) }
            #expect(
                try await fleet.act(
                    "note",
                    on: contact.id,
                    as: "housing-li",
                    ["text": .text(PrivacyLive.housingNote.text)]
                )
                .status == 200
            )
            #expect(
                try await fleet.act(
                    "draft",
                    on: contact.id,
                    as: "housing-li",
                    ["fields": ["record": .text(PrivacyLive.housingDraft.text)]]
                ).status == 200
            )
            let opinion = try await fleet.bring(id, to: "opinions.police")
            try await fleet.until("police have it") { try await fleet.opened(opinion) }
            #expect(
                try await fleet.act(
                    "note",
                    on: opinion.id,
                    as: "police-wang",
                    ["text": .text(PrivacyLive.policeNote.text)]
                )
                .status == 200
            )
            let name =
                "\(PrivacyLive.fileName.text).txt".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let upload = try await fleet.ask(
                "housing",
                "POST",
                "/files?name=\(name)",
                as: "housing-li",
                body: Array("回执\n".utf8),
                type: "text/plain"
            )
            #expect(upload.status == 201)
            try await fleet.close(
                id,
                choices: [
                    "contact": .init(fields: ["record": .text("已电话沟通\(PrivacyLive.phoneInRecord.text)")]),
                    "opinions.police": .init(fields: [
                        "opinion": .text("报警人\(PrivacyLive.policeName.text)，电话\(PrivacyLive.policePhone.text)，建议加强巡逻。")
                    ]),
                    "draft": .init(fields: ["reply": .text("\(PrivacyLive.reply.text)代表：您好。")]),
                    "publish": .init(outcome: "not-for-publication"),
                    "evaluate#1": .init(
                        outcome: "dissatisfied",
                        fields: ["reasons": .text("\(PrivacyLive.reason.text)认为未解决")]
                    ),
                ]
            )
        }

        /// Bodies that become dead letters with canaries in every place a sender can reach.
        private func buryCanaries(_ fleet: LiveFleet) async throws {
            let known = try await fleet.dead().count
            let canary = PrivacyLive.unreadable.text
            let bodies = [
                "{\"\(canary)\"", "{\"type\":\"\(canary)\",\"id\":\"\(canary)\",\"specversion\":\"\(canary)\"}",
                "\"\(canary)\"",
            ]
            try await fleet.session("suggestions") { session in
                for body in bodies {
                    _ = try await session.publish(
                        Publication(
                            token: 1,
                            exchange: "huiban.intake",
                            routingKey: "suggestions.x",
                            properties: MessageProperties(
                                contentType: Envelope.contentType,
                                messageID: "suggestions/\(PrivacyLive.messageID.text)"
                            ),
                            body: Array(body.utf8)
                        )
                    )
                }
            }
            try await fleet.until("they are dead") { try await fleet.dead().count == known + bodies.count ? true : nil }
        }

        private func looksForThem(_ fleet: LiveFleet) async throws {
            var places: [(String, String)] = []
            for file in try FileManager.default.contentsOfDirectory(atPath: fleet.home.logFolder) {
                let bytes = FileManager.default.contents(atPath: "\(fleet.home.logFolder)/\(file)") ?? Data()
                places.append((file, String(decoding: bytes, as: UTF8.self)))
            }
            for owner in PrivacyLive.owners {
                places.append(("metrics of \(owner)", try await fleet.ask(owner, "GET", "/metrics").text))
                places.append(("status of \(owner)", try await fleet.ask(owner, "GET", "/status").text))
            }
            places.append(("dead letters", JSONText.text(try await fleet.read("/dead"))))
            for (place, text) in places {
                #expect(PrivacyLive.found(PrivacyLive.all, in: text) == [], "in \(place)")
            }
            let messages = try await fleet.tapped()
            #expect(messages.count > 50)
            for message in messages {
                // What a publisher itself wrote into its properties is the publisher's.
                let properties = message.exchange == "huiban.intake" ? "" : "\(message.properties)"
                let outside = "\(message.routingKey) \(properties)"
                #expect(PrivacyLive.found(PrivacyLive.all, in: outside) == [], "outside a body at \(message.exchange)")
                guard message.exchange == "huiban.events" else { continue }
                let text = String(decoding: message.body, as: UTF8.self)
                #expect(PrivacyLive.found(PrivacyLive.all, in: text) == [], "told the world")
            }
        }
    }
}

extension LiveFleet {
    private static let tapQueue = "test.tap"
    private static let tapped = ["intake", "assignments", "reports", "events", "journal", "dead"].map { "huiban.\($0)" }

    /// Lays a second queue to every exchange, as the operator may.
    func tap() async throws {
        try await session("operator") { session in
            try await session.declareQueue(LiveFleet.tapQueue, arguments: ["x-queue-type": "quorum"])
            for exchange in LiveFleet.tapped {
                try await session.bind(queue: LiveFleet.tapQueue, to: exchange, routingKey: "#")
            }
        }
    }

    /// What came through the tap, which is taken away.
    func tapped() async throws -> [Delivery] {
        try await session("operator") { session in
            // The fleet never stops talking to itself.
            for exchange in LiveFleet.tapped {
                try await session.unbind(queue: LiveFleet.tapQueue, from: exchange, routingKey: "#")
            }
            let messages = try await session.collect(LiveFleet.tapQueue, atMost: .seconds(20), idle: .seconds(1))
            try await session.deleteQueue(LiveFleet.tapQueue)
            return messages
        }
    }

    /// Every value of every table of an owner's file, as text.
    func everythingStored(_ owner: String) throws -> String {
        try stored(owner) { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { row in
                    row.map { _, value in
                        switch value.storage {
                        case .blob(let data): String(decoding: data, as: UTF8.self)
                        case .string(let text): text
                        case .null, .int64, .double: ""
                        }
                    }.joined(separator: " ")
                }
            }.joined(separator: "\n")
        }
    }

    /// The bytes of an owner's file and of its write-ahead log, for what deleted rows may have left.
    func rawFile(_ owner: String) -> [UInt8] {
        ["", "-wal"].flatMap { Array(FileManager.default.contents(atPath: home.store(owner) + $0) ?? Data()) }
    }
}
