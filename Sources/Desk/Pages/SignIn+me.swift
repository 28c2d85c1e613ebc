import Casework
import Contracts
import Fleet
import Hummingbird

extension SignIn {
    /// Who somebody is here, how many sessions of his are open, and the way out of all of them.
    func me(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (person, language, wall) = (visitor.person, page.language, door.wall())
        let sessions = try await door.engine.read { try SessionBook.count(of: person.id, wall: wall, in: $0) }
        let agency = door.registry.agencies[person.agency]
        let roles = person.roles.map(\.rawValue).sorted().map { PageWords[$0][language] }
        let facts = [
            ("personID", person.id), ("agency", agency?.title[language] ?? person.agency),
            ("unit", agency?.units[person.unit]?[language] ?? person.unit),
            ("roles", roles.joined(separator: language == .zh ? "、" : ", ")), ("sessions", "\(sessions)"),
            ("password", PageWords[door.people.password(of: person) == nil ? "noPassword" : "hasPassword"][language]),
        ]
        return try door.render(
            "me",
            [
                "name": person.name,
                "facts": facts.map { name, value in ["label": PageWords[name][language], "value": value] },
            ],
            title: person.name,
            page,
            visitor
        )
    }
}
