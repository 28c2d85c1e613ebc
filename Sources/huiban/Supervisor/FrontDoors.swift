import Casework
import Contracts
import Fleet

/// Where people go with a browser once the fleet is up, and as whom one may look around.
struct FrontDoors {
    let home: Home
    let language: Language
    let staff: Staff

    /// One line for the board, one for a desk, one that says how to get in; none while neither process is there.
    func lines(_ file: FleetFile) -> [String] {
        let doors = [
            door(file, "coordinator", "/board", .coordinator, Words(zh: "督办看板", en: "Board")),
            door(file, "housing", "/desk", .operator, Words(zh: "房管工作台", en: "Desk of housing")),
        ].compactMap { $0 }
        guard let first = doors.first else { return [] }
        let isUsual = home == Home(".huiban")
        let command = "huiban people token \(first.person)" + (isUsual ? "" : " --home \(home.path)")
        return doors.map(\.line) + [
            Words(
                zh: "登录用的个人令牌：\(command)（其他人员见 huiban people list）",
                en: "The token to sign in with: \(command) (others: huiban people list)"
            )[language]
        ]
    }

    private func door(
        _ file: FleetFile,
        _ agency: String,
        _ path: String,
        _ role: Registry.Person.Role,
        _ title: Words
    ) -> (person: String, line: String)? {
        guard let process = file.process(agency),
            let person = staff.registry.people(of: agency).first(where: { $0.roles.contains(role) })?.id
        else { return nil }
        let pages = file.pages(of: process)
        let line = Words(
            zh: "\(title.zh)  \(pages)\(path)  以 \(person) 登录",
            en: "\(title.en)  \(pages)\(path)  sign in as \(person)"
        )
        return (person, line[language])
    }
}
