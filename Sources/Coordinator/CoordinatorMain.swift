import Casework
import Contracts
import Desk
import EventStore
import Fleet

/// The coordinator's executable.
@main
struct CoordinatorMain {
    static func main() async {
        let parts = Parts()
        await FleetProcess.run(
            owner: "coordinator",
            makeOffice: { try parts.make($0) },
            prepare: { try parts.prepare($0) },
            addRoutes: { router, engine, setting in try parts.addRoutes(to: router, engine, setting) }
        )
    }
}
