import Casework
import Fleet
import Testing

@testable import huiban

/// What a process wants somebody to know is told wherever the person on duty looks.
@Suite struct NoteChecksTests {
    private let status: Value = [
        "notes": [
            ["code": "CALENDAR_DIFFERS", "pointer": "contracts/calendars/2026.json", "zh": "不同", "en": "differs"]
        ]
    ]

    @Test func theDoctorWarnsOfIt() {
        let found = NoteChecks(statuses: ["coordinator": status, "police": ["unsent": 0]]).findings()
        #expect(found.map(\.health) == [.warning])
        #expect(found.first?.detail.en == "contracts/calendars/2026.json differs")
        #expect(found.first?.advice?.en == "CALENDAR_DIFFERS")
    }

    @Test func theStatusTableHasALineForIt() throws {
        let folder = try TemporaryHome()
        let process = FleetFile.Process(name: "coordinator", executable: "coordinator", port: 1, file: "c.sqlite")
        let table = StatusTable(
            file: FleetFile(processes: [process]),
            home: folder.home,
            language: .zh,
            numbers: ["coordinator": FleetPulse.Numbers(status)]
        )
        #expect(table.lines.contains("! coordinator: contracts/calendars/2026.json 不同"))
    }
}
