import Foundation
import HostileInput
import Testing

/// What strangers' bytes may not do, over the inputs that once did it and over new ones.
@Suite struct HostileInputTests {
    /// Whatever stopped, stalled or broke an entrance once, in a folder of the entrance's name.
    private static let finds = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Finds")

    private static func finds(of entrance: String) throws -> [URL] {
        let folder = finds.appending(path: entrance)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    }

    @Test(.timeLimit(.minutes(1)), arguments: Entrance.all.map(\.name))
    func whatWasFoundOnceIsTakenInWithoutHarm(name: String) throws {
        let entrance = try #require(Entrance.named(name))
        for file in try Self.finds(of: name) {
            let outcome = try entrance.take(Array(try Data(contentsOf: file)))
            #expect(outcome.broken == [], "\(file.lastPathComponent)")
        }
    }

    @Test func everyFindBelongsToAnEntrance() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.finds.path)
        #expect(Set(folders).subtracting(Entrance.all.map(\.name)) == [])
    }

    @Test(.timeLimit(.minutes(1)), arguments: Entrance.all.map(\.name))
    func theSearchSetsOutFromWhatIsInOrder(name: String) throws {
        let entrance = try #require(Entrance.named(name))
        let outcomes = try entrance.seeds().map(entrance.take)
        #expect(outcomes.flatMap(\.broken) == [])
        #expect(outcomes.contains { $0.codes == ["accepted"] })
    }

    @Test(.timeLimit(.minutes(1))) func changedMessagesAreTakenOrRefusedAndNothingElse() throws {
        let entrance = try #require(Entrance.named("envelope"))
        var mutator = MessageMutator(try entrance.seeds(), seed: 1)
        var codes: Set<String> = []
        for number in 1...1_000 {
            let outcome = try entrance.take(mutator.next())
            #expect(outcome.broken == [], "message \(number)")
            codes.formUnion(outcome.codes)
        }
        #expect(codes.contains("accepted") && codes.count > 20)
    }

    @Test func theSameSeedChangesMessagesTheSameWay() throws {
        let seeds = try #require(Entrance.named("envelope")).seeds()
        var first = MessageMutator(seeds, seed: 7)
        var second = MessageMutator(seeds, seed: 7)
        for _ in 0..<50 { #expect(first.next() == second.next()) }
    }
}
