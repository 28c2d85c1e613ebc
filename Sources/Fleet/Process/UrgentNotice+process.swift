import Casework
import Contracts
import EventStore
import Logging

extension UrgentNotice {
    /// The notice of a process whose home has hooks and whose office has a desk; nil for any other.
    ///
    /// A faulty file is told and keeps no process down: its good entries count.
    convenience init?(_ setting: Setting, engine: Engine, door: String) {
        guard let tasks = engine.office.folds.lazy.compactMap({ $0 as? any UrgentTasks }).first,
            let registry = ContractsBundle.load(directory: setting.contracts).subject?.registry,
            let file = HooksFile.load(setting.home.hooksFile, registry: registry)
        else { return nil }
        for problem in file.problems {
            setting.log.error(
                "hooks.yaml has a fault",
                metadata: ["code": "\(problem.code)", "pointer": "\(problem.pointer)"]
            )
        }
        self.init(tasks: tasks, engine: engine, file: file, door: door, log: setting.log)
    }
}
