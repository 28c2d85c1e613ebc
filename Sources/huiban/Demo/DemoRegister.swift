import Casework
import Contracts

/// What the offices of a demo have on their shelves before the first case comes: the mediators of the districts, invented.
struct DemoRegister {
    let cast: Cast

    /// Gives the justice desk its committees and mediators, as its leader does.
    func bring() async throws {
        guard let leader = cast.people.first(where: { $0.agency == "justice" && $0.roles.contains(.leader) }) else {
            return
        }
        let register = InventedRegister.register
        let sheets: [String: Value] = Dictionary(
            [RegisterSheet.mediation, .mediators].map { ($0.rawValue, .text(register.text(of: $0))) }
        ) { first, _ in first }
        let body: Value = ["sheets": .object(sheets), "reason": "演示名录"]
        _ = try await cast.client(leader).post(["register"], body)
    }
}
