package import Casework
import Contracts

/// Whether somebody may work on a task at all: agency, unit, role and four-eyes.
package struct Entitlement: Sendable {
    package var task: DeskTask
    /// Who did the steps that the doer of this one may not have done, as the agency's own tables say.
    package var separated: Set<String>

    package init(task: DeskTask, separated: Set<String> = []) {
        self.task = task
        self.separated = separated
    }

    /// All that speaks against `person`; empty when nothing does.
    package func objections(to person: Person) -> [Problem] {
        var problems: [Problem] = []
        if !person.mayAct {
            problems.append(
                Problem("ROLE_MISSING", zh: "您的角色只能查阅", en: "Your roles only let you read")
            )
        }
        if let unit = task.content.unit, unit != person.unit {
            problems.append(
                Problem("UNIT_MISMATCH", zh: "任务属于其他科室或单位（\(unit)）", en: "The task belongs to another unit (\(unit))")
            )
        }
        if let role = task.content.role, !person.has(role) {
            problems.append(
                Problem("ROLE_MISSING", zh: "须由具备“\(role)”角色的人员办理", en: "It takes the role \(role)")
            )
        }
        if task.content.notBy.contains(person.id) || separated.contains(person.id) {
            problems.append(
                Problem(
                    "FOUR_EYES",
                    zh: "您经办过前序步骤，须由他人办理",
                    en: "You did an earlier step of it; somebody else must do this one"
                )
            )
        }
        return problems
    }
}
