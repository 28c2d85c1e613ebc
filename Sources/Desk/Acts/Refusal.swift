package import Casework

/// Why something asked of the desk is not done: an expected outcome, not an error of the program.
package struct Refusal: Error, Hashable, Sendable {
    /// What kind of no it is; HTTP turns it into a status.
    package enum Reason: String, Sendable {
        /// There is no such thing here (404).
        case missing
        /// Not this person (403).
        case forbidden
        /// Not in this state (409).
        case conflict
        /// Not this content (422).
        case invalid
    }

    package var reason: Reason
    /// All that is wrong, never empty.
    package var problems: [Problem]

    package init(_ reason: Reason, _ problems: [Problem]) {
        self.reason = reason
        self.problems = problems
    }

    package init(_ reason: Reason, _ problem: Problem) { self.init(reason, [problem]) }
}

extension Refusal {
    package static func taskNotFound() -> Refusal {
        Refusal(.missing, Problem("TASK_NOT_FOUND", zh: "没有这项任务", en: "There is no such task"))
    }

    package static func taskNotOpen(_ state: DeskTask.State) -> Refusal {
        let (zh, en) =
            switch state {
            case .offered: ("任务尚未启动，请先启动", "The task is only offered; raise it first")
            case .open: ("任务正在办理，不能启动", "The task is open already")
            case .done: ("任务已办结", "The task has been completed")
            case .closed: ("任务已结束或撤回", "The task has ended or was revoked")
            }
        return Refusal(.conflict, Problem("TASK_NOT_OPEN", zh: zh, en: en))
    }

    /// Names nobody: who works on what is personal data too.
    package static func taskHeld() -> Refusal {
        Refusal(
            .conflict,
            Problem(
                "TASK_HELD",
                zh: "任务已由同事领办，可由审核人或负责人改派",
                en: "A colleague holds the task; a reviewer or leader can hand it over"
            )
        )
    }

    /// The step ends with the case that it opened.
    package static func childDecides(_ number: String?) -> Refusal {
        let (zh, en) = number.map { ("\($0)", " \($0)") } ?? ("", "")
        return Refusal(
            .conflict,
            Problem(
                "CHILD_DECIDES",
                zh: "此步骤随所立案件\(zh)办结，无需填报",
                en: "The step ends with the case\(en) that it opened; no answer is asked for"
            )
        )
    }

    package static func alreadySigned() -> Refusal {
        Refusal(.conflict, Problem("ALREADY_SIGNED", zh: "任务已签收", en: "The task has been signed for"))
    }

    package static func requestPending() -> Refusal {
        Refusal(
            .conflict,
            Problem(
                "REQUEST_PENDING",
                zh: "同类申请尚待督查室裁定",
                en: "A request of this kind still waits for the coordinator's ruling"
            )
        )
    }

    /// The step is for the rows of a register; it ends when they have answered or when its time is over.
    package static func answeredByRegister() -> Refusal {
        Refusal(
            .conflict,
            Problem(
                "ANSWERED_BY_REGISTER",
                zh: "该步骤由登记册逐户回答，全部答复或到期后自动结束，不能人工办结",
                en: "The rows of a register answer this step, each for itself; it ends when all have or at its time"
            )
        )
    }

    package static func otherAgency() -> Refusal {
        Refusal(.forbidden, Problem("OTHER_AGENCY", zh: "您不属于本机关", en: "You do not belong to this agency"))
    }
}
