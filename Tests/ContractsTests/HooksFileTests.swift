import Casework
import Contracts
import Testing

@Suite("The hooks of a home") struct HooksFileTests {
    private func read(_ text: String) throws -> HooksFile {
        let bundle = try #require(ContractsBundle.load(directory: RegistryTests.directory).subject)
        return HooksFile(text, registry: bundle.registry)
    }

    @Test func aUnitsOwnHookComesBeforeItsAgencys() throws {
        let file = try read(
            """
            version: 1
            hooks:
              police/duty: {command: [/usr/local/bin/ring, duty], every: 5min}
              police: {url: "http://127.0.0.1:9000/urgent"}
            """
        )
        #expect(file.problems == [])
        let duty = Hook(place: "police/duty", way: .command(["/usr/local/bin/ring", "duty"]), every: .seconds(300))
        let police = Hook(place: "police", way: .url("http://127.0.0.1:9000/urgent"), every: .seconds(120))
        #expect(file.hooks.hook(agency: "police", unit: "duty") == duty)
        #expect(file.hooks.hook(agency: "police", unit: "station") == police)
        #expect(file.hooks.hook(agency: "police", unit: nil) == police)
        #expect(file.hooks.hook(agency: "justice", unit: nil) == nil)
    }

    @Test func everyFaultIsToldWithItsPlaceAndTheGoodEntriesCount() throws {
        let file = try read(
            """
            version: 2
            hooks:
              police: {command: [ring]}
              police/moon: {url: "http://127.0.0.1/"}
              fire: {url: "http://127.0.0.1/"}
              justice: {url: "ftp://127.0.0.1/", every: 2wd}
              housing: {command: [/bin/true], url: "http://127.0.0.1/"}
              housing/bureau: {command: [/bin/true], evry: 2min}
              civil-affairs: {command: [/bin/true], every: 0min}
              coordinator: {command: [/bin/true], every: 1h}
            """
        )
        #expect(Array(file.hooks.entries.keys) == ["coordinator"])
        #expect(
            file.problems.map(\.code) == [
                "VERSION_UNSUPPORTED", "HOOK_PATH", "UNIT_UNKNOWN", "AGENCY_UNKNOWN", "SPAN_FORM", "HOOK_URL",
                "HOOK_WAY", "YAML_KEY_UNKNOWN", "SPAN_FORM",
            ]
        )
        #expect(file.problems[1].pointer == "hooks.yaml:3#/hooks/police/command")
        #expect(file.problems.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
    }

    @Test(arguments: ["", "- a", "a: [", "version: 1", "version: 1\nhooks: {police: 1}", "\u{0}"])
    func whatIsNoSuchFileHasNoHooksAndSaysWhy(text: String) throws {
        let file = try read(text)
        #expect(file.hooks == Hooks())
        #expect(!file.problems.isEmpty)
    }
}
