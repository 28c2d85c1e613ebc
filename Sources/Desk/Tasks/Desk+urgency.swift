import Casework
package import Fleet
package import GRDB

extension Desk: UrgentTasks {
    package func unsigned(in db: Database) throws -> [UnsignedTask] {
        try TaskTable.calling(in: db).map { UnsignedTask(id: $0.key.id, unit: $0.unit) }
    }

    package func urgentTask(_ id: String, in db: Database) throws -> UrgentTask? {
        guard let key = TaskKey(id: id), let task = try TaskTable.fetch(key, in: db), task.isCalling else { return nil }
        return UrgentTask(
            id: id,
            caseID: key.caseID,
            caseType: task.content.caseType,
            step: task.content.title,
            agency: task.content.agency,
            unit: task.content.unit,
            due: task.standing.due
        )
    }
}
